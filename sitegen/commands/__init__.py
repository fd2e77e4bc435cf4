"""The commands, one a module: each has its words and options in `command`, and imports its work when it is run."""
