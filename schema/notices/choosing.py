"""Choose the changes that a subscription is told, by its types and its filter.

A filter is a text of GraphQL, and this site's own API says what passes it: one list of one type, or `resources`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from graphql import GraphQLError, ObjectValueNode, parse_value, print_ast

from graph.declarations import camel_case, registry
from graph.identity import ResourceId, from_iri, iri
from graph.models import Change
from graph.publishing.feed import Entry
from schema.execution import ask
from schema.limits import PAGE
from schema.models import Subscription

AT_ONCE = PAGE.default
"""Resources that are looked up with one query."""


class WrongFilterError(Exception):
    """The filter is not one of the list that it is for; the message says what is wrong."""


def chosen(subscription: Subscription, entries: Sequence[Entry]) -> tuple[list[Entry], set[ResourceId]]:
    """Return the entries that a subscription is told, and the resources of all that pass its filter now.

    A resource that has passed before is told once more when it passes no longer: as what it is, an upsert, or a
    withdrawal. Raise WrongFilterError.
    """
    if not subscription.filter:
        return list(entries), set()
    upserts = [each.resource for each in entries if each.kind == Change.Kind.UPSERT]
    passing = set(_passing(subscription, upserts))
    rows = subscription.followed.filter(resource__in=[each.resource for each in entries])
    told = passing | set(rows.values_list("resource", flat=True))
    return [each for each in entries if each.resource in told], passing


def all_passing(subscription: Subscription) -> Iterator[ResourceId]:
    """Yield all public resources that pass the filter of a subscription. Raise WrongFilterError."""
    page = _asked(subscription)
    yield from _ids(page)
    while page["pageInfo"]["hasNextPage"]:
        page = _asked(subscription, after=page["pageInfo"]["endCursor"])
        yield from _ids(page)


def check_filter(subscription: Subscription) -> None:
    """Raise WrongFilterError if a subscription's filter cannot be asked."""
    _asked(subscription, ids=[])


def _passing(subscription: Subscription, resources: Sequence[ResourceId]) -> Iterator[ResourceId]:
    for start in range(0, len(resources), AT_ONCE):
        yield from _ids(_asked(subscription, ids=[iri(each) for each in resources[start : start + AT_ONCE]]))


def _ids(page: dict[str, Any]) -> list[ResourceId]:
    found = (from_iri(each["id"]) for each in page["nodes"])
    return [each for each in found if each]


def _asked(subscription: Subscription, ids: Collection[str] | None = None, after: str | None = None) -> dict[str, Any]:
    """Return a page of the resources that pass, among these or all."""
    field, own = _list_of(subscription.types), _literal(subscription.filter)
    among, declared = ("{id: {in: $ids}}", "$ids: [ID!], ") if ids is not None else ("", "")
    query = (
        f"query ({declared}$after: String) {{ "
        f"found: {field}(first: {AT_ONCE}, after: $after, filter: {{and: [{own} {among}]}}) "
        "{ nodes { id } pageInfo { hasNextPage endCursor } } }"
    )
    answer = ask(query, {"ids": ids, "after": after})
    if errors := answer.get("errors"):
        raise WrongFilterError(" ".join(each["message"] for each in errors))
    page: dict[str, Any] = answer["data"]["found"]
    return page


def _literal(text: str) -> str:
    """Return a filter as it stands in a query. A text that is more than one object is refused, not put into it."""
    try:
        node = parse_value(text)
    except GraphQLError as error:
        raise WrongFilterError(error.message) from error
    if not isinstance(node, ObjectValueNode):
        raise WrongFilterError('A filter is an object, such as {title: {contains: "heritage"}}.')
    return print_ast(node)


def _list_of(types: Sequence[str]) -> str:
    """Return the root field for a subscription to these types."""
    if len(types) != 1:
        return "resources"
    return camel_case(registry().by_slug[types[0]].graph_type.plural)
