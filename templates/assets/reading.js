// @ts-check
"use strict";

/* The reading page: notes in the margin, marks and names that light up, keys, layers, cards. */

if (typeof document !== "undefined") document.documentElement.classList.add("scripted");
