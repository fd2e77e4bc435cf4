"""A site made step by step: what briefings share, each briefing by itself, then the lists over all of them."""
