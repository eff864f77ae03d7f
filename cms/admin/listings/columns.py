"""The columns of page lists: prominent facts that the type declares, and the quality of each record.

The names of linked resources are read for all rows of a list at once.
"""

from collections.abc import Iterator
from copy import copy

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTable
from wagtail.admin.views.pages.listing import IndexView

from cms.admin.kinds import KINDS
from cms.admin.listings.declared import NamesColumn
from cms.models import RecordQuality
from graph.declarations import DeclaredType

PROMINENT = ("kind", "countries", "themes", "donors", "start_date", "end_date", "date")
"""Names of declared fields that get a column, in this order."""


class QualityColumn(Column):
    cell_template_name = "cms/admin/quality_cell.html"

    def get_cell_context_data(self, page, parent_context):
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return {**super().get_cell_context_data(page, parent_context), "kept": page.kept_quality, "edit": edit}

    def get_value(self, page):
        kept = page.kept_quality
        if kept is None:
            return _("not checked yet")
        counted = [
            ngettext("%(n)s error", "%(n)s errors", kept.errors) % {"n": kept.errors} if kept.errors else "",
            ngettext("%(n)s suggestion", "%(n)s suggestions", kept.warnings) % {"n": kept.warnings},
        ]
        return ", ".join(filter(None, counted)) if kept.errors or kept.warnings else _("nothing is missing")


class ResourceTable(PageTable):
    """Table that reads the qualities and linked names of all its rows at once."""

    def __init__(self, columns, data, **kwargs):
        data = list(data)
        qualities = RecordQuality.objects.in_bulk([page.alias_of_id or page.pk for page in data])
        names = {each.name: each.names(data) for each in columns if isinstance(each, NamesColumn)}
        for page in data:
            page.kept_quality = qualities.get(page.alias_of_id or page.pk)
            page.linked = {name: found[page.pk] for name, found in names.items()}
        super().__init__(columns, data, **kwargs)


def columns(declared: DeclaredType) -> list[Column]:
    """Return Wagtail's columns, with the declared columns and the quality between title and date of the last change."""
    known = {each.name: copy(each) for each in IndexView.base_columns}
    known["title"].width = "30%"
    ours = [*_declared(declared), QualityColumn("quality", label=_("Quality"), sort_key="record_quality__errors")]
    return [known["bulk_actions"], known["title"], *ours, known["latest_revision_created_at"], known["status"]]


def _declared(declared: DeclaredType) -> Iterator[Column]:
    for name in PROMINENT:
        field = declared.fields.get(name)
        if field and (column := KINDS[field].column(declared, field)):
            yield column
