"""What an answer costs the database, for every field that the schema has: one query, and one more for long texts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from graphql import get_named_type, is_enum_type, is_non_null_type, parse

from graph.identity import id_of, iri
from schema.execution import compiling
from schema.schema import current_schema
from tests.fixtures import settle
from tests.visitor import selection

pytestmark = pytest.mark.django_db

IN_THE_DATABASE = {"search", "changes"}
"""Full text is searched, and withdrawals are found, by queries of their own."""


def literal(argument_type, text):
    """Return the value of an argument as GraphQL writes it; of an enumeration, its first value."""
    named_type = get_named_type(argument_type)
    return next(iter(named_type.values)) if is_enum_type(named_type) else f'"{text}"'


def root_fields(resource):
    """Yield every root field with the arguments that it needs, and everything that it leads to."""
    named = {"id": iri(resource), "iri": iri(resource), "from": iri(resource), "to": iri("country/KH")}
    for name, field in current_schema().graphql_schema.query_type.fields.items():
        if name in IN_THE_DATABASE:
            continue
        needed = {each for each, argument in field.args.items() if is_non_null_type(argument.type)}
        if needed == {"ids"}:
            given = f'ids: ["{named["id"]}"]'
        else:
            # Singular fields insist on one of several.
            chosen = needed or {"id", "iri"} & field.args.keys()
            given = ", ".join(f"{each}: {literal(field.args[each].type, named.get(each))}" for each in sorted(chosen))
        arguments = f"({given})" if given else ""
        yield f"{name}{arguments} {{ {selection(get_named_type(field.type), 2)} }}"


def test_everything_together_takes_two_queries(post, settings, project, monkeypatch):
    monkeypatch.setattr(compiling, "MOST_FIELDS", 1_000_000)
    limits = ("tokens", "depth", "body", "resources", "cost", "rate", "root_fields", "comparisons", "time")
    settings.GRAPHQL_LIMITS = dict.fromkeys(limits)
    settle()
    query = "{ " + " ".join(root_fields(id_of(project))) + " }"
    assert len(parse(query).definitions[0].selection_set.selections) > 30
    post("{ __typename }")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        body = post(query).json()
    assert "errors" not in body, body["errors"]
    assert body["data"]["project"]["overview"]["text"] == "Why it exists."
    assert len(captured) == 2, [each["sql"][:200] for each in captured]
