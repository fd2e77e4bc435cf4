"""Checks of a whole site and its briefings once everything is read and woven, one subject a file."""
