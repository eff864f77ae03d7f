"""How gunicorn takes requests from the network: in come bytes of many connections, out go whole requests to threads.

A request gets a thread when all of it is there, and clients take turns for threads.
"""
