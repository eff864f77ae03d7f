"""One page of a list of resources that is ordered by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from graph import presentation
from graph.identity import ResourceId
from graph.presentation import Row
from graph.replica import Replica

PAGE_SIZE = 50


@dataclass(frozen=True)
class Listing:
    page: Page
    rows: list[Row]

    @property
    def mixed(self) -> bool:
        """Return whether the rows have several types, in which case each row shows its type."""
        return len({row.title.kind for row in self.rows}) > 1


def listing(request: HttpRequest, replica: Replica, resources: Iterable[ResourceId]) -> Listing:
    """Return the page of the list that `?page=` numbers: the first if it is no number, the last if out of range."""
    language = presentation.active_language()
    ordered = presentation.in_order(replica, resources, language)
    page = Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("page"))
    return Listing(page, presentation.rows(replica, page.object_list, language))
