"""Columns of page lists with facts from the page's own table: the published version, or a draft before that.

The names of linked resources are read for all rows of a list at once.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.admin.ui.tables import Column
from wagtail.models import Page

from cms.admin.listings.links import joined
from graph.declarations import DeclaredType, Field, Link

NAMES_SHOWN = 3


class DeclaredColumn(Column):
    def __init__(self, declared: DeclaredType, field: Field, **kwargs):
        self.field = field
        super().__init__(field.name, label=capfirst(declared.label(field)), **kwargs)


class DateColumn(DeclaredColumn):
    def __init__(self, declared: DeclaredType, field: Field):
        super().__init__(declared, field, sort_key=f"{field.path}__sort")

    def get_value(self, page):
        date = getattr(page, self.field.path)
        return str(date or "") if isinstance(date, str | None) else date.display(get_language() or "en")


class ChoiceColumn(DeclaredColumn):
    def get_value(self, page):
        return getattr(page, f"get_{self.field.path}_display")()


class NamesColumn(DeclaredColumn):
    """Column of the targets of a link, whose names the table reads for all its rows at once (`names`)."""

    field: Link

    def get_value(self, page):
        names = page.linked[self.name]
        return "; ".join(names[:NAMES_SHOWN]) + (f" +{len(names) - NAMES_SHOWN}" if len(names) > NAMES_SHOWN else "")

    def names(self, pages: Iterable[Page]) -> dict[int, list[str]]:
        """Return the names of the linked targets by primary key of the page, in the editor's order."""
        found: dict[int, list[str]] = defaultdict(list)
        if not (rows := [each.pk for each in pages]):
            return found
        model, target = type(next(iter(pages))), joined(self.field)
        order = f"{self.field.row.relation}__sort_order" if self.field.row else "pk"
        pairs = model.objects.filter(pk__in=rows, **{f"{self.field.path}__isnull": False}).order_by(order)
        pairs = list(pairs.values_list("pk", self.field.path))
        names = {each.pk: str(each) for each in target.objects.filter(pk__in={key for _page, key in pairs})}
        for page, key in pairs:
            if key in names:  # links in a restored database may have no target
                found[page].append(names[key])
        return found
