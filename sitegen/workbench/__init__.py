"""What helps an editor write: drafting, reanchoring, importing."""
