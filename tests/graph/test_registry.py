"""Declarations that contradict each other are found at start-up, in words."""

import pytest
from django.db import models as db

from graph.declarations import ACCORD, SCHEMA, Choice, GraphType, Link, Part, Registry, String, Text, registry


class Colour(db.TextChoices):
    RED = "red"


def declaring(name, *fields, graph_type=None, **options):
    """Return a class that stands for a model: the registry only reads its declarations."""

    class Declaring:
        pass

    Declaring.__name__ = name
    Declaring.graph_type = graph_type or GraphType(name, rdf=(ACCORD[name],), **options)
    Declaring.graph_fields = list(fields)
    return Declaring


def link(name, to, inverse=""):
    return Link(name, ACCORD[name], to=to, inverse=inverse, definition="A link.")


def test_the_installed_declarations_agree():
    assert registry().problems == []


@pytest.mark.parametrize(
    ("models", "complaint"),
    [
        (
            [declaring("Song"), declaring("Song")],
            "Song and Song both declare the type Song.",
        ),
        (
            [declaring("Song", String("name", SCHEMA.name), Text("name", SCHEMA.name))],
            "Song declares two graph fields of one name.",
        ),
        ([declaring("Song", link("singers", "Singer"))], "Song.singers links to Singer, which no model declares."),
        (
            [
                declaring("Song", link("singers", "Singer", inverse="works")),
                declaring("Dance", link("dancers", "Singer", inverse="works")),
                declaring("Singer"),
            ],
            "Dance.dancers wants to be Singer.works, which is taken.",
        ),
        (
            [
                declaring("Song", link("singers", "Singer", inverse="name")),
                declaring("Singer", String("name", SCHEMA.name)),
            ],
            "Song.singers wants to be Singer.name, which is taken.",
        ),
        (
            [declaring("Song"), declaring("Hymn", slug="song")],
            "Hymn and Song both want the IRI name 'song'.",
        ),
        (
            [declaring("News", plural="news")],
            "News (plural) and News (singular) both want the root field name 'news'.",
        ),
        (
            [declaring("Colour"), declaring("Song", Choice("colour", ACCORD.colour, choices=Colour))],
            "Colour and enum Colour both want the type name 'Colour'.",
        ),
    ],
)
def test_a_contradiction_is_named(models, complaint):
    assert complaint in Registry(models).problems


def test_a_part_of_several_types_has_one_way_back():
    part = Part("fundings", SCHEMA.funding, to="Grant", inverse="funded_item")
    found = Registry([declaring("Song", part), declaring("Dance", part), declaring("Grant", title=None)])
    assert found.problems == []
    assert found.types["Grant"].inverses["funded_item"].sources == ["Song", "Dance"]
    assert [declared.name for declared in found.resources] == ["Song", "Dance"]
