"""Help for editors: a new site, a new briefing, quotes that follow an edited article."""
