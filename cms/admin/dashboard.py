"""The panels of the admin's home page: drafts, errors, imports to check, schedules, publications and numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from cms.admin import quality_report, reports
from cms.admin.peers import lists
from cms.models import RecordQuality
from graph import presentation
from graph.replica import reading

SHOWN = 5


@dataclass(frozen=True)
class Line:
    title: str
    address: str
    note: str = ""


class PagesPanel(Component):
    """A panel with a short list of pages that this editor may change; it is not shown if the list is empty."""

    template_name = "cms/admin/dashboard_pages.html"
    heading = ""
    icon = "doc-full"
    all_url_name = ""

    def __init__(self, request):
        self.user = request.user
        policy = policy_registry.get_by_type(Page)
        self.editable = policy.instances_user_has_permission_for(request.user, "change")

    def lines(self) -> Iterable[Line]:
        raise NotImplementedError

    def get_context_data(self, parent_context):
        everything = reverse(self.all_url_name) if self.all_url_name else ""
        return {"panel": self, "lines": list(self.lines()), "all": everything}


class MyDraftsPanel(PagesPanel):
    name, order, heading, icon = "my_drafts", 205, _("My drafts"), "edit"

    def lines(self):
        mine = Q(owner=self.user) | Q(latest_revision__user=self.user)
        drafts = self.editable.filter(mine, Q(live=False) | Q(has_unpublished_changes=True))
        for page in drafts.order_by("-latest_revision_created_at")[:SHOWN]:
            note = gettext("changed since it was published") if page.live else gettext("not public yet")
            yield _line(page, note)


class ErrorsPanel(PagesPanel):
    name, order, heading, icon = "records_with_errors", 230, _("Records with errors"), "clipboard-list"
    all_url_name = quality_report.URL_NAME

    def lines(self):
        rows = RecordQuality.objects.filter(errors__gt=0, page__in=self.editable.values("pk"))
        for row in rows.select_related("page").order_by("-errors", "-checked_at")[:SHOWN]:
            yield _line(row.page, row.messages[0])


class NotFoundYetPanel(PagesPanel):
    name, order, heading, icon = "not_found_yet", 235, _("Imports: not found yet, and suggestions"), "warning"
    all_url_name = reports.URL_NAME

    def lines(self):
        waiting = self.editable.filter(reports.waiting()).select_related("latest_revision")
        for page in waiting.order_by("-latest_revision_created_at")[:SHOWN]:
            content = page.latest_revision.content
            missing, open_ = len(reports.rows(content, "unresolved_references")), len(reports.open_suggestions(content))
            notes = [
                ngettext("%(n)s reference", "%(n)s references", missing) % {"n": missing} if missing else "",
                ngettext("%(n)s suggestion", "%(n)s suggestions", open_) % {"n": open_} if open_ else "",
            ]
            yield _line(page, ", ".join(filter(None, notes)))


class PeersPanel(PagesPanel):
    name, order, heading, icon = "from_peers", 210, _("From peers, holders and readers"), "group"
    all_url_name = "peer_reviews"

    def lines(self):
        waiting = lists.waiting_on(self.editable.values("pk"))
        for page in self.editable.filter(pk__in=list(waiting)[:100])[:SHOWN]:
            count = waiting[page.pk]
            yield _line(page, ngettext("%(n)s thing to decide", "%(n)s things to decide", count) % {"n": count})


class PublishedPanel(PagesPanel):
    name, order, heading, icon = "published_lately", 260, _("Published lately"), "view"

    def lines(self):
        published = self.editable.filter(live=True, last_published_at__isnull=False, depth__gt=2)
        for page in published.order_by("-last_published_at")[:SHOWN]:
            yield _line(page, _moment(page.last_published_at))


class ComingPanel(PagesPanel):
    """A panel of pages that are scheduled to become public or to stop being public."""

    name, order, heading, icon = "coming", 240, _("Coming and going"), "calendar-check"

    def lines(self):
        found = [*self._coming(), *self._going()]
        return [line for _moment_, line in sorted(found, key=lambda each: each[0])[:SHOWN]]

    def _coming(self):
        revisions = Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now())
        when = {each.object_id: each.approved_go_live_at for each in revisions.order_by("approved_go_live_at")}
        for page in self.editable.filter(pk__in=list(when)[:100]):
            moment = when[str(page.pk)]
            yield moment, _line(page, gettext("becomes public on %(day)s") % {"day": _moment(moment)})

    def _going(self):
        for page in self.editable.filter(live=True, expire_at__gt=timezone.now()).order_by("expire_at")[:SHOWN]:
            note = gettext("stops being public on %(day)s") % {"day": _moment(page.expire_at)}
            yield page.expire_at, _line(page, note)


class NumbersPanel(Component):
    """A panel with the number of public resources of each type."""

    name, order = "graph_numbers", 400
    template_name = "cms/admin/dashboard_numbers.html"

    def get_context_data(self, parent_context):
        with reading() as replica:
            return {"counts": presentation.counts(replica), "sequence": replica.sequence}


PANELS = (MyDraftsPanel, PeersPanel, ErrorsPanel, NotFoundYetPanel, ComingPanel, PublishedPanel)


def panels(request) -> list[Component]:
    return [*(each(request) for each in PANELS), NumbersPanel()]


def _line(page: Page, note: str = "") -> Line:
    return Line(page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]), note)


def _moment(moment) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")
