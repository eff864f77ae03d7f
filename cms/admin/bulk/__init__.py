"""Doing the same to many pages: it is shown first, each page is a transaction, and all of it is undone at once."""
