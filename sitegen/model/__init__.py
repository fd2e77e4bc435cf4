"""The nouns: the writers' texts, the marked articles, the finished site."""
