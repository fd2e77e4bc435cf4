// Writes notes on the page of a briefing.
"use strict";
