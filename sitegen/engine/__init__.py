"""A build as steps: what changed since the last one, and what is made again because of it."""
