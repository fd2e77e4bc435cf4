"""`sitegen serve`: watching sources, building beside the web server, showing and reloading pages."""
