"""Bulk actions whose “all in the listing” means the pages that the list's filters and search leave.

Wagtail's own bulk actions would take all pages of the site where a list is not limited to one parent.
"""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction

from cms.admin.listings.viewsets import ResourceIndexView


class OfTheList(PageBulkAction):
    """Bulk action on the pages of the list from which it was started."""

    def get_all_objects_in_listing_query(self, parent_id):
        view = _list(self.next_url)
        if view is None:
            return super().get_all_objects_in_listing_query(parent_id)
        # Wagtail's bulk-actions.js adds the list's query string to this request, so the view finds its filters there.
        view.setup(self.request)
        return [page.pk for page in view.get_queryset()]


def _list(address: str) -> ResourceIndexView | None:
    try:
        found = resolve(urlsplit(address).path).func
    except Resolver404:
        return None
    kind = getattr(found, "view_class", None)
    return kind(**found.view_initkwargs) if kind and issubclass(kind, ResourceIndexView) else None


class DeleteInList(OfTheList, DeleteBulkAction):
    pass


class MoveInList(OfTheList, MoveBulkAction):
    pass


class UnpublishInList(OfTheList, UnpublishBulkAction):
    pass


ACTIONS = (DeleteInList, MoveInList, UnpublishInList)
