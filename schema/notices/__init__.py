"""Tell partners' sites what has changed.

Input: the journal, followed by stored positions. Output: signed notices to the addresses that partners subscribe with,
and their log in the admin. A process of its own, `manage.py send_notices`, follows and sends through a queue in the
database, so that neither readers nor the worker wait for the servers of others.
"""

from schema.notices.reports import NoticesReport, notice_urls
from schema.notices.sender import Sender
from schema.notices.viewsets import SubscriptionViewSet

__all__ = ["NoticesReport", "Sender", "SubscriptionViewSet", "notice_urls"]
