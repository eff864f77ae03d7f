"""Publish and unpublish on schedule, as Wagtail's command does, but each record by itself."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from cms.isolation import isolated


def publish_scheduled() -> None:
    """Unpublish the expired records and publish the due revisions; log failures, which stay due, and go on."""
    for record in _expired():
        with isolated("Unpublishing what has expired", record):
            record.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in due.order_by("approved_go_live_at"):
        with isolated("Publishing what is scheduled", revision):
            revision.publish(log_action="wagtail.publish.scheduled")


def _expired() -> Iterator[Model]:
    drafted = (each for each in apps.get_models() if issubclass(each, DraftStateMixin) and not issubclass(each, Page))
    for model in (Page, *drafted):
        yield from list(model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at"))
