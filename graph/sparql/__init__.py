"""The SPARQL 1.1 Protocol at /sparql, for reading only.

A web process parses a request (`request`), never the query in it, and hands that over a Unix socket (`client`) to the
machine's one query server (`server`). That process holds the public graph in an Oxigraph store (`store`), which it
keeps up with the journal, and evaluates nothing itself: it forks workers that share the store's memory, can open
nothing, and die of a deadline or a memory limit without harm to anybody else (`worker`). They refuse what would write
or reach elsewhere (`refusals`).
`manage.py work` keeps the server running (`cms.query_server`).
"""
