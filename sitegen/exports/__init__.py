"""A finished site in the forms that other programs read."""
