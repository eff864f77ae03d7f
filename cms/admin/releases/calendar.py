"""The calendar: what becomes public and what stops being public, day by day."""

import calendar
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from cms.models import Release

TITLE = _("Calendar")
WEEK = calendar.Calendar(firstweekday=0)
YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Entry:
    moment: datetime
    what: str
    title: str
    address: str


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    """One month of the pages that the user may change, and of the releases."""

    template_name = "cms/admin/releases/calendar.html"
    page_title = TITLE
    header_icon = "calendar-alt"

    def dispatch(self, request, *args, **kwargs):
        self.policy = policy_registry.get_by_type(Page)
        if not self.policy.user_has_any_permission(request.user, ["change"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return date_format(self.month, "YEAR_MONTH_FORMAT")

    @property
    def month(self) -> date:
        """The month that the address asks for, or the present one."""
        asked = self.request.GET.get("month", "")
        try:
            found = datetime.strptime(asked, "%Y-%m").date()
        except ValueError:
            return localtime().date().replace(day=1)
        return found if found.year in YEARS else localtime().date().replace(day=1)

    def get_context_data(self, **kwargs):
        first = self.month
        days = list(WEEK.itermonthdates(first.year, first.month))
        by_day = defaultdict(list)
        for entry in sorted(self._entries(days[0], days[-1]), key=lambda each: each.moment):
            by_day[localtime(entry.moment).date()].append(entry)
        cells = [(day, day.month == first.month, by_day.get(day, [])) for day in days]
        return super().get_context_data(
            **kwargs,
            weeks=[cells[start : start + 7] for start in range(0, len(cells), 7)],
            names=[date_format(day, "D") for day in days[:7]],
            before=(first - timedelta(days=1)).strftime("%Y-%m"),
            after=(first + timedelta(days=31)).strftime("%Y-%m"),
            today=localtime().date(),
        )

    def _entries(self, first: date, last: date) -> Iterator[Entry]:
        zone = timezone.get_current_timezone()
        begin = datetime.combine(first, datetime.min.time(), zone)
        between = (begin, datetime.combine(last + timedelta(days=1), datetime.min.time(), zone))
        pages = self.policy.instances_user_has_permission_for(self.request.user, "change")
        revisions = Revision.page_revisions.filter(approved_go_live_at__range=between)
        coming = {int(each.object_id): each.approved_go_live_at for each in revisions}
        for page in pages.filter(pk__in=list(coming)):
            yield _of_page(coming[page.pk], gettext("becomes public"), page)
        for page in pages.filter(live=True, expire_at__range=between):
            yield _of_page(page.expire_at, gettext("stops being public"), page)
        for release in Release.objects.filter(publish_at__range=between, published_at=None):
            yield _of_release(release.publish_at, gettext("release"), release)
        for release in Release.objects.filter(published_at__range=between):
            yield _of_release(release.published_at, gettext("released"), release)


def _of_page(moment: datetime, what: str, page: Page) -> Entry:
    return Entry(moment, what, page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]))


def _of_release(moment: datetime, what: str, release: Release) -> Entry:
    return Entry(moment, what, str(release), reverse("release", args=[release.pk]))
