"""Read what clients send: JSON in a form or in the body, checked before anything is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext_noop

from graph.budget import read_body
from graph.declarations import DeclaredType, registry
from graph.refusals import Refusal

Json = Any

LARGEST = 256 * 1024
"""Bytes of a body."""
MOST_QUERIES = 50
"""Queries of one batch; OpenRefine sends ten."""
MOST_CANDIDATES = 50
CANDIDATES = 10
"""How many candidates a query gets that names no limit."""
LONGEST = 300
"""Characters of a name that is looked for."""
MOST_PROPERTIES = 20

FORM = "application/x-www-form-urlencoded"

NO_FORM = gettext_noop("Send “queries” or “extend” as a form: with the header Content-Type: %(type)s.")
NOT_JSON = gettext_noop("“%(name)s” is not JSON: %(error)s.")
NOT_AN_OBJECT = gettext_noop("“%(name)s” must be an object: see %(documentation)s.")
DOCUMENTATION = "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/"
TOO_MANY = gettext_noop("There are %(given)d queries, and at most %(most)d are answered at once: send several batches.")
NO_NAME = gettext_noop("Query “%(name)s” has neither a “query” with up to %(most)d characters nor “properties”.")
BAD_PROPERTY = gettext_noop("Query “%(name)s” has a property without “pid” and “v”, or more than %(most)d properties.")
BAD_LIMIT = gettext_noop("“limit” of query “%(name)s” must be a number of at least 1.")
UNKNOWN_TYPE = gettext_noop("There is no type “%(name)s”: /reconcile/suggest/type lists the types.")


@dataclass(frozen=True)
class Query:
    """A name to look for among the resources of some types, and what else is known of the resource."""

    name: str
    types: tuple[DeclaredType, ...]
    limit: int
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The id of each property with the values that it should have."""


def parameter(request: HttpRequest, name: str) -> str | None:
    """Return a parameter of the address or of the body, which is a form; None if there is none.

    The body is read with a limit, also where it has no length.
    """
    if request.method != "POST":
        return request.GET.get(name)
    if request.content_type != FORM:
        raise Refusal(415, NO_FORM, type=FORM)
    form = parse_qs(read_body(request, LARGEST).decode(errors="replace"), keep_blank_values=True)
    return form.get(name, [None])[0]


def json_object(name: str, text: str) -> dict[str, Json]:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refusal(400, NOT_JSON, name=name, error=error) from None
    if not isinstance(value, dict):
        raise Refusal(400, NOT_AN_OBJECT, name=name, documentation=DOCUMENTATION)
    return value


def queries(text: str) -> dict[str, Query]:
    """Return the queries of a batch by their names. Raise Refusal for one that cannot be answered."""
    batch = json_object("queries", text)
    if len(batch) > MOST_QUERIES:
        raise Refusal(400, TOO_MANY, given=len(batch), most=MOST_QUERIES)
    return {name: _query(name, query) for name, query in batch.items()}


def types(names: Json) -> tuple[DeclaredType, ...]:
    """Return the types with these names, or all types of resources if there are no names. Raise Refusal for others."""
    if not names:
        return tuple(registry().resources)
    return tuple(map(type_of, [names] if isinstance(names, str) else names))


def type_of(name: Json) -> DeclaredType:
    """Return the type with a name such as Country. Raise Refusal if no resource can have it."""
    declared = registry().types.get(name) if isinstance(name, str) else None
    if declared is None or declared.is_part:
        raise Refusal(400, UNKNOWN_TYPE, name=str(name)[:LONGEST])
    return declared


def _query(name: str, query: Json) -> Query:
    if not isinstance(query, dict):
        raise Refusal(400, NOT_AN_OBJECT, name=name, documentation=DOCUMENTATION)
    text, properties = query.get("query") or "", query.get("properties") or []
    if not isinstance(text, str) or len(text) > LONGEST or not (text.strip() or properties):
        raise Refusal(400, NO_NAME, name=name, most=LONGEST)
    if not isinstance(properties, list) or len(properties) > MOST_PROPERTIES:
        raise Refusal(400, BAD_PROPERTY, name=name, most=MOST_PROPERTIES)
    limit = query.get("limit", CANDIDATES)
    if not isinstance(limit, int | float) or limit < 1:
        raise Refusal(400, BAD_LIMIT, name=name)
    stated = tuple(_property(name, each) for each in properties)
    return Query(text, types(query.get("type")), min(int(limit), MOST_CANDIDATES), stated)


def _property(name: str, stated: Json) -> tuple[str, tuple[str, ...]]:
    if not isinstance(stated, dict) or not isinstance(stated.get("pid"), str) or "v" not in stated:
        raise Refusal(400, BAD_PROPERTY, name=name, most=MOST_PROPERTIES)
    return stated["pid"], tuple(_values(stated["v"]))


def _values(value: Json) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        yield str(each.get("id", "") if isinstance(each, dict) else each)
