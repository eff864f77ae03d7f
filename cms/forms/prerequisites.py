"""The page form of modules, which refuses circular prerequisites."""

from collections.abc import Sequence
from uuid import UUID

import networkx as nx
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.forms.resources import ResourcePageForm


class PrerequisitesForm(ResourcePageForm):
    """Page form that refuses a prerequisite which builds, directly or indirectly, on the page itself."""

    def clean(self):
        cleaned = super().clean()
        rows = self.formsets.get("prerequisite_links")
        if rows is not None and rows.is_valid():
            order = _order(type(self.instance))
            for row in rows.forms:
                module = row.cleaned_data.get("module")
                if module and row not in rows.deleted_forms and (problem := self._problem(order, module)):
                    row.add_error("module", problem)
        return cleaned

    def _problem(self, order: nx.DiGraph, module: Page) -> str:
        own, chosen = self.instance.translation_key, module.translation_key
        if own == chosen:
            return _("A module cannot build on itself. Choose another one.")
        if own not in order or not nx.has_path(order, chosen, own):
            return ""
        way = " → ".join(order.nodes[each]["title"] for each in nx.shortest_path(order, chosen, own))
        return _(
            "“%(module)s” builds on this module already (%(way)s), so nobody could read one before the other. "
            "Leave out one of these steps."
        ) % {"module": module.title, "way": way}


def _order(model: type[Page]) -> nx.DiGraph:
    """Return the graph of modules with an edge from each module to each of its prerequisites.

    Nodes are translation keys. A newer draft counts instead of the published version.
    """
    order = nx.DiGraph()
    for page in _giving_facts(model):
        draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else page
        order.add_node(page.translation_key, title=page.title)
        order.add_edges_from(
            (page.translation_key, row.module.translation_key) for row in draft.prerequisite_links.all()
        )
    return order


def _giving_facts(model: type[Page]) -> Sequence[Page]:
    """Return one page for each module: the page from which its translations take their facts."""
    first: dict[UUID, Page] = {}
    for page in model.objects.filter(alias_of=None).order_by("-live", "locale_id"):
        first.setdefault(page.translation_key, page)
    return list(first.values())
