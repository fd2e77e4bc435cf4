"""The steps of a publication: a built folder is looked over, committed upon what is published, and pushed."""
