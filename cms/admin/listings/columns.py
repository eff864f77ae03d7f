"""The columns of page lists: prominent facts that the type declares, and the quality of each record.

The names of linked resources are read for all rows of a list at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTable
from wagtail.admin.views.pages.listing import IndexView
from wagtail.models import Page

from cms.admin.listings.filters import joined
from cms.models import RecordQuality
from graph.declarations import Choice, DeclaredType, Field, Link, PartialDate

PROMINENT = ("kind", "countries", "themes", "donors", "start_date", "end_date", "date")
"""Names of declared fields that get a column, in this order."""
NAMES_SHOWN = 3


class DeclaredColumn(Column):
    """Column of a fact from the page's own table, which holds the published version, or a draft before that."""

    def __init__(self, declared: DeclaredType, field: Field):
        self.field = field
        sort_key = f"{field.path}__sort" if isinstance(field, PartialDate) else None
        super().__init__(field.name, label=capfirst(declared.label(field)), sort_key=sort_key)

    def get_value(self, page):
        if isinstance(self.field, PartialDate):
            date = getattr(page, self.field.path)
            return str(date or "") if isinstance(date, str | None) else date.display(get_language() or "en")
        if isinstance(self.field, Choice):
            return getattr(page, f"get_{self.field.path}_display")()
        names = page.linked[self.name]
        return "; ".join(names[:NAMES_SHOWN]) + (f" +{len(names) - NAMES_SHOWN}" if len(names) > NAMES_SHOWN else "")


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
        links = [each.field for each in columns if isinstance(each, DeclaredColumn) and isinstance(each.field, Link)]
        names = {link.name: _names(link, data) for link in links}
        for page in data:
            page.kept_quality = qualities.get(page.alias_of_id or page.pk)
            page.linked = {name: found[page.pk] for name, found in names.items()}
        super().__init__(columns, data, **kwargs)


def _names(link: Link, pages: Iterable[Page]) -> dict[int, list[str]]:
    """Return the names of the linked targets by primary key of the page, in the editor's order."""
    found: dict[int, list[str]] = defaultdict(list)
    if not (rows := [each.pk for each in pages]):
        return found
    model, target = type(next(iter(pages))), joined(link)
    relation = link.path.split("__")[0]
    order = f"{relation}__sort_order" if "__" in link.path else "pk"
    pairs = model.objects.filter(pk__in=rows, **{f"{link.path}__isnull": False}).order_by(order)
    pairs = list(pairs.values_list("pk", link.path))
    names = {each.pk: str(each) for each in target.objects.filter(pk__in={key for _page, key in pairs})}
    for page, key in pairs:
        if key in names:  # links in a restored database may have no target
            found[page].append(names[key])
    return found


def columns(declared: DeclaredType) -> list[Column]:
    """Return Wagtail's columns, with the declared columns and the quality between title and date of the last change."""
    known = {each.name: copy(each) for each in IndexView.base_columns}
    known["title"].width = "30%"
    ours = [*_declared(declared), QualityColumn("quality", label=_("Quality"), sort_key="record_quality__errors")]
    return [known["bulk_actions"], known["title"], *ours, known["latest_revision_created_at"], known["status"]]


def _declared(declared: DeclaredType) -> Iterator[Column]:
    for name in PROMINENT:
        field = declared.fields.get(name)
        if field and (not isinstance(field, Link) or joined(field)):
            yield DeclaredColumn(declared, field)
