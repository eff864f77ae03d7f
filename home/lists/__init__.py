"""Lists of resources of one type or of all types, narrowed by facets, a period and words.

Input: the query of an address. Output: what a page, a feed or a file shows of the result: resources in order, counts by
facet, tokens, and the same question in GraphQL and SPARQL. Filters and orders are GraphQL's own
(`graph.presentation.lists`).
"""

from home.lists.asked import Asked, read
from home.lists.facets import list_behind
from home.lists.page import ListPage, page_of
from home.lists.result import Result, result_of

__all__ = ["Asked", "ListPage", "Result", "list_behind", "page_of", "read", "result_of"]
