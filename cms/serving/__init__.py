"""The gunicorn worker that reads requests from many connections, and gives complete requests to threads.

Input: bytes from clients, however slow. Output: requests that have arrived completely; clients take turns for threads.
"""
