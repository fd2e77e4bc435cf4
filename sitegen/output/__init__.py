"""Artifacts to a folder: what may be written there, by one process at a time, all of it or nothing."""
