"""Facts about scripts and languages."""
