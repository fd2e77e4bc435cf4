"""Files to nouns, every mistake collected with its place."""
