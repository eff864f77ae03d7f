"""The home page's panel about the graph: problems, records that failed, and repairs.

The panel is shown only if it has something to report.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component

from graph.declarations import declared_type
from graph.identity import ResourceId, split
from graph.marks import LEFT_TO_WORKER
from graph.mirror import Unavailable, freshness
from graph.models import PendingMark, Repair

SHOWN = 20
REPAIRS_SHOWN_FOR = timedelta(days=7)


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
        problem = _problem()
        return {"heading": _("The graph"), "problem": problem} | ({} if problem else self._records())

    def _records(self):
        marks = PendingMark.objects.exclude(error="").order_by("key")
        repairs = Repair.objects.filter(found_at__gte=timezone.now() - REPAIRS_SHOWN_FOR).order_by("-found_at")
        finder = AdminURLFinder(self.request.user)
        return {
            "failures": [_failure(mark, finder) for mark in marks[:SHOWN]],
            "more": max(0, marks.count() - SHOWN),
            "repairs": [_repaired(each, finder) for each in repairs[:SHOWN]],
            "waiting": PendingMark.objects.filter(txid=LEFT_TO_WORKER, error="").count(),
        }

    def render_html(self, parent_context=None):
        context = self.get_context_data(parent_context)
        something = any(context.get(name) for name in ("problem", "failures", "repairs", "waiting"))
        return super().render_html(parent_context) if something else ""


def _problem() -> str:
    try:
        freshness()
    except Unavailable as error:
        return error.problem
    return ""


def _repaired(repair: Repair, finder: AdminURLFinder) -> Failure:
    instance = _instance(repair.resource)
    edit_url = finder.get_edit_url(instance) if instance else None
    return Failure(str(instance or repair.resource or repair.where), edit_url, repair.what)


def _failure(mark: PendingMark, finder: AdminURLFinder) -> Failure:
    instance = _instance(mark.key)
    edit_url = finder.get_edit_url(instance) if instance else None
    return Failure(str(instance or mark.key), edit_url, mark.error)


def _instance(resource: ResourceId):
    declared, key = declared_type(resource), split(resource)[1]
    return declared and declared.model._default_manager.filter(**{declared.graph_type.key: key}).first()
