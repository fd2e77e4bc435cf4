"""A site to HTML pages."""
