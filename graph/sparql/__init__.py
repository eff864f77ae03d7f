"""The SPARQL 1.1 Protocol at /sparql, for reading only.

A web process parses a request (`request`), never the query in it, and sends the query over a Unix socket (`client`) to
the machine's one query server (`server`). The server holds the public graph in an Oxigraph store (`store`), which
follows the journal, and evaluates no query itself: it forks workers that share the store's memory, cannot open files or
sockets, and can be killed by a deadline or a memory limit without harm to others (`worker`). Workers refuse queries
that would write or reach another server (`refusals`).
`manage.py work` keeps the server running (`cms.background.servers`).
"""
