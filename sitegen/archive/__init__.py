"""What was made of briefings, kept: rows in a database, looked up by lists when they need them."""
