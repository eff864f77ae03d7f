"""Tell partners' sites, and caches before this site, what has changed.

Input: the journal, followed by stored positions. Output: signed notices to the addresses that partners subscribe with,
their log in the admin, and requests to caches to drop answers. A process of its own, `manage.py send_notices`, follows
and sends through a queue in the database, so that neither readers nor the worker wait for the servers of others.
"""

from schema.notices.caches import UnknownCacheError, known_caches
from schema.notices.reports import NoticesReport, notice_urls
from schema.notices.sender import Sender
from schema.notices.viewsets import SubscriptionViewSet

__all__ = ["NoticesReport", "Sender", "SubscriptionViewSet", "UnknownCacheError", "known_caches", "notice_urls"]
