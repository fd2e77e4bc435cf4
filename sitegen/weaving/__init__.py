"""Quotes and names to places in the text, and these to HTML."""
