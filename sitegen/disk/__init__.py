"""Folders that sitegen writes to: what may be written, one process at a time, all of it or nothing."""
