"""Filter, search, order, page and count lists of resources.

Input: specifications, and the arguments of a field. Output: filter types, the set of resources that pass a filter, and
connections with their pages, cursors, facets and sums.
"""

from schema.lists.connections import DEFAULT_PAGE, Edge, Page, connection, open_page, paging_arguments
from schema.lists.facet_counts import FacetByType
from schema.lists.facets import shared_summary_fields, summary_fields
from schema.lists.filters import RULE, Filters
from schema.lists.links import edge_fields, link_connection, link_field, linked_resources, order_argument, ordering_of
from schema.lists.listings import Chosen, Listing, OrderedListing, TypeListing
from schema.lists.membership import completeness_fields, membership_fields
from schema.lists.mixed import shared_orders
from schema.lists.ordering import BY_ID, Ordering
from schema.lists.searching import (
    HOW,
    SEARCHING,
    RankedListing,
    match_field,
    run_search,
    search_argument,
    search_listing,
)
from schema.lists.selection import Selection, list_name, selection_of

__all__ = [
    "BY_ID",
    "Chosen",
    "DEFAULT_PAGE",
    "Edge",
    "FacetByType",
    "Filters",
    "HOW",
    "Listing",
    "OrderedListing",
    "Ordering",
    "Page",
    "RULE",
    "RankedListing",
    "SEARCHING",
    "Selection",
    "TypeListing",
    "completeness_fields",
    "connection",
    "edge_fields",
    "run_search",
    "link_connection",
    "link_field",
    "linked_resources",
    "list_name",
    "match_field",
    "membership_fields",
    "open_page",
    "order_argument",
    "ordering_of",
    "paging_arguments",
    "search_argument",
    "search_listing",
    "selection_of",
    "shared_orders",
    "shared_summary_fields",
    "summary_fields",
]
