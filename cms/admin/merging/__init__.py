"""Merge two organisations or two terms: all links move, the old IRI redirects, and it can be undone whole."""
