"""What `sitegen serve` is made of: watching sources, building beside the web server, showing and reloading pages."""
