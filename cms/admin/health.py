"""On the admin's home page: which records could not be published to the graph, and why.

It stands there only while there is something to say.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component

from graph.identity import ResourceId, split
from graph.marks import LEFT_TO_WORKER
from graph.models import PendingMark
from graph.registry import registry

SHOWN = 20


@dataclass(frozen=True)
class Failure:
    title: str
    edit_url: str | None
    error: str


class GraphHealthPanel(Component):
    name = "graph_health"
    template_name = "cms/admin/graph_health.html"
    order = 50

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        marks = PendingMark.objects.exclude(error="").order_by("key")
        finder = AdminURLFinder(self.request.user)
        return {
            "heading": _("Not in the graph"),
            "failures": [_failure(mark, finder) for mark in marks[:SHOWN]],
            "more": max(0, marks.count() - SHOWN),
            "waiting": PendingMark.objects.filter(txid=LEFT_TO_WORKER, error="").count(),
        }

    def render_html(self, parent_context=None):
        something = PendingMark.objects.filter(txid=LEFT_TO_WORKER).exists()
        return super().render_html(parent_context) if something else ""


def _failure(mark: PendingMark, finder: AdminURLFinder) -> Failure:
    instance = _instance(mark.key)
    edit_url = finder.get_edit_url(instance) if instance else None
    return Failure(str(instance or mark.key), edit_url, mark.error)


def _instance(resource: ResourceId):
    slug, key = split(resource)
    declared = registry().by_slug.get(slug)
    return declared and declared.model._default_manager.filter(**{declared.graph_type.key: key}).first()
