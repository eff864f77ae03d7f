"""The schema as a whole: complete descriptions, a committed text that is true, and no line about any page type."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import models as django_models
from django.test.utils import isolate_apps
from django.utils.translation import override
from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    is_specified_scalar_type,
    print_schema,
    validate_schema,
)

import schema
from graph.declarations import (
    ACCORD,
    ANY,
    URL,
    Choice,
    Code,
    DateTime,
    GraphType,
    Link,
    Part,
    Registry,
    RichText,
    Stream,
    String,
    Text,
    declaring_models,
    registration,
)
from schema.clients import breaking_changes
from schema.schema import build_schema, current_schema

AUTOMATIC = re.compile(r"\w+\(\w+(, \w+)*\)")
"""Matches the docstring that Django gives to a model without one."""
COMMITTED = Path(schema.__file__).parent / "schema.graphql"


@pytest.fixture
def graphql_schema():
    return current_schema().graphql_schema


def test_the_committed_text_is_the_schema(graphql_schema, tmp_path):
    call_command("graphql_schema", out=str(tmp_path / "schema.graphql"), verbosity=0)
    assert COMMITTED.read_text("utf-8") == (tmp_path / "schema.graphql").read_text("utf-8"), (
        "The schema has changed: look at the difference, then run `make schema`."
    )


def test_nothing_goes_that_was_not_deprecated(graphql_schema):
    assert breaking_changes(COMMITTED.read_text("utf-8"), graphql_schema, date.today()) == []


def test_the_text_is_the_same_when_built_anew(graphql_schema):
    registration.reset()
    again = current_schema().graphql_schema
    assert again is not graphql_schema
    assert print_schema(again) == print_schema(graphql_schema)


def test_who_asks_first_at_the_same_time_gets_one_schema():
    build_schema.cache_clear()
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(lambda _number: current_schema(), range(2))
    assert first is second


def test_descriptions_are_in_english_whoever_asks_first(graphql_schema):
    registration.reset()
    with override("fr"):
        assert print_schema(current_schema().graphql_schema) == print_schema(graphql_schema)


def test_the_schema_is_valid(graphql_schema):
    assert validate_schema(graphql_schema) == []


def test_the_api_only_reads(graphql_schema):
    assert graphql_schema.mutation_type is None
    assert graphql_schema.subscription_type is None


def test_everything_is_described(graphql_schema):
    undescribed = [name for name, description in descriptions(graphql_schema) if not description]
    assert undescribed == []
    by_django = [name for name, description in descriptions(graphql_schema) if AUTOMATIC.match(description)]
    assert by_django == []


def descriptions(graphql_schema):
    for kind in graphql_schema.type_map.values():
        if kind.name.startswith("__") or is_specified_scalar_type(kind):
            continue
        yield kind.name, kind.description
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                yield f"{kind.name}.{name}", field.description
                for argument, definition in field.args.items():
                    yield f"{kind.name}.{name}({argument})", definition.description
        if isinstance(kind, GraphQLEnumType):
            for name, value in kind.values.items():
                yield f"{kind.name}.{name}", value.description


def with_models(*models):
    return Registry([*declaring_models(), *models])


class Size(django_models.TextChoices):
    SMALL = "small", "Small"


# As if it stood in the class of the model below.
Size.__qualname__ = "Leaflet.Size"

LEAFLET = [
    Text("title", ACCORD.title, definition="What it is called."),
    Code("code", ACCORD.code),
    Choice("paper_size", ACCORD.size, choices=Size, definition="Its size."),
    RichText("long_text", ACCORD.text),
    URL("from", ACCORD["from"], definition="A field that is a keyword of Python."),
    Link("lands", ACCORD.land, to="Country", inverse="folded_leaflets"),
    Link("about", ACCORD.about, to=ANY),
    Link("printed_in", ACCORD.printedIn, to="Country", many=False, inverse="leaflets_printed"),
]


@isolate_apps("cms")
def test_a_new_type_appears_without_another_line():
    leaflet = declare("FoldedLeaflet", *LEAFLET)
    types = build_schema(with_models(leaflet)).graphql_schema.type_map
    shared = types["Resource"].fields.keys()
    assert {name: str(field.type) for name, field in types["FoldedLeaflet"].fields.items() if name not in shared} == {
        "titleByLanguage": "[LanguageText!]!",
        "code": "String",
        "paperSize": "LeafletSize",
        "paperSizeLabel": "String",
        "longText": "RichText",
        "longTextByLanguage": "[RichText!]!",
        "from": "String",
        "lands": "CountryConnection!",
        "about": "ResourceConnection!",
        "printedIn": "Country",
        # News may be about any resource.
        "inTheNews": "NewsConnection!",
    }
    assert str(types["Country"].fields["foldedLeaflets"].type) == "FoldedLeafletConnection!"
    assert str(types["Query"].fields["foldedLeaflets"].type) == "FoldedLeafletConnection"
    assert types["Query"].fields["foldedLeaflet"].args.keys() == {"id", "code"}
    assert "FOLDED_LEAFLET" in types["ResourceType"].values
    assert "PRINTED_IN" in types["LinkType"].values
    assert list(types["LeafletSize"].values) == ["SMALL"]
    assert "TITLE_ASC" in types["FoldedLeafletOrder"].values


def declare(name, *fields, **options):
    """Return a model that declares a type of this name with these fields."""
    attributes = {
        "__module__": "tests",
        "graph_type": GraphType(name, rdf=(ACCORD[name],), **options),
        "graph_fields": list(fields),
        "Meta": type("Meta", (), {"app_label": "cms"}),
    }
    return type(name, (django_models.Model,), attributes)


@pytest.mark.parametrize(
    ("name", "fields", "options", "sentence"),
    [
        ("Leaflet", [String("url", ACCORD.url)], {}, "Leaflet declares more than one GraphQL field 'url'"),
        ("Leaflet", [String("a_b", ACCORD.a), String("aB", ACCORD.b)], {}, "GraphQL field 'aB'"),
        ("Leaflet", [Text("aim", ACCORD.a), String("aim_by_language", ACCORD.b)], {}, "'aimByLanguage'"),
        ("Leaflet", [String("title", ACCORD.a)], {}, "Leaflet.title must be a Text"),
        ("Leaflet", [Stream("title", ACCORD.a)], {}, "Leaflet.title must be a Text"),
        ("Leaflet", [Text("modified", ACCORD.a)], {}, "Leaflet.modified must be a DateTime"),
        ("Leaflet", [], {"plural": "nodes"}, "root field 'nodes', which is taken"),
        ("Amount", [], {}, "stand for two GraphQL types each: Amount"),
        ("PageInfo", [], {}, "stand for two GraphQL types each: PageInfo"),
        ("CountryEdge", [], {}, "stand for two GraphQL types each: CountryEdge"),
        ("Query", [], {}, "stand for two GraphQL types each: Query"),
        ("Resource", [], {"singular": "thing", "plural": "things"}, "Resource is the name of an interface"),
    ],
)
def test_names_that_collide_are_refused(name, fields, options, sentence):
    with isolate_apps("cms"), pytest.raises(ImproperlyConfigured, match=sentence):
        build_schema(with_models(declare(name, *fields, **options)))


def test_a_type_with_nothing_to_show_is_still_a_resource():
    with isolate_apps("cms"):
        types = build_schema(with_models(declare("Leaflet", DateTime("modified", ACCORD.m)))).graphql_schema.type_map
    # News may be about any resource.
    assert types["Leaflet"].fields.keys() - {"inTheNews"} == types["Resource"].fields.keys()


def test_a_part_named_by_two_types_leads_back_to_either():
    with isolate_apps("cms"):
        piece = declare("Piece")
        one, two = (declare(name, Part("pieces", ACCORD.p, to="Piece", inverse="whole")) for name in ("One", "Two"))
        types = build_schema(with_models(piece, one, two)).graphql_schema.type_map
    assert str(types["Piece"].fields["whole"].type) == "Resource"
    assert "piece" not in types["Query"].fields
