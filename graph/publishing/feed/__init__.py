"""Tell clients that keep a copy of the public data what has changed since they last asked.

Input: the newest change of every resource, and the token that a client was given last. Output: pages of upserts and
withdrawals with the token that continues them, as JSON at /changes and as events at /changes/stream. A web process
checks a request for events and hands its connection over (`streaming`, `handover`) to the machine's one stream server
(`server`), which `manage.py work` keeps running.
"""

from graph.publishing.feed.pages import LARGEST_PAGE, STANDARD_PAGE, Entry, Page, page_after
from graph.publishing.feed.tokens import Token, start_or_continue

__all__ = ["Entry", "LARGEST_PAGE", "Page", "STANDARD_PAGE", "Token", "page_after", "start_or_continue"]
