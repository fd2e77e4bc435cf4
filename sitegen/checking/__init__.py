"""What a whole site is looked through for once everything is read and woven, one subject a file."""
