"""The gunicorn worker that reads requests from many connections, and gives complete requests to threads.

A request gets a thread only when it has arrived completely, and clients take turns for threads.
"""
