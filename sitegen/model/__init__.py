"""The nouns: what the writers wrote, what is being marked, what the public gets."""
