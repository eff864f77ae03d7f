"""Uploaded files over HTTP. An address comes in; the file it belongs to goes out, if the graph says that it is public.

Nothing else reads `MEDIA_ROOT` for a visitor. A request names a file, but the name that is opened is the one in the
database, so no spelling of a path leads to another file.
"""
