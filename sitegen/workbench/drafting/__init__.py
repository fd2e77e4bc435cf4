"""Drafting: what an article says, found by rules and word lists, as proposals for its sidecar."""
