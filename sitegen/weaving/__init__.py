"""Quotes and names to places in the text, and those to HTML."""
