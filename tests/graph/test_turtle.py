"""Turtle for people: short names, a line for each of many objects, and the same statements in every parser."""

import pyoxigraph as ox
import pytest
import rdflib

from graph.description import turtle
from graph.models import Change
from tests.fixtures import settle

SCHEMA = "http://schema.org/"
THING = "http://testserver/id/project/a-1"


def quad(subject, predicate, term):
    term = ox.NamedNode(term) if isinstance(term, str) else term
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term, ox.NamedNode("http://testserver/data/x"))


STATEMENTS = [
    quad(THING, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://testserver/vocab#Project"),
    quad(THING, f"{SCHEMA}name", ox.Literal('He said "x" \n \\ \t end.', language="en")),
    quad(THING, f"{SCHEMA}startDate", ox.Literal("2020-01", datatype=ox.NamedNode(f"{rdflib.XSD}gYearMonth"))),
    quad(THING, f"{SCHEMA}text", ox.Literal("a^^<http://x>")),
    *(quad(THING, f"{SCHEMA}about", f"http://testserver/id/country/K{number}") for number in range(20)),
    quad("http://testserver/id/project/a%20b.", f"{SCHEMA}about", "http://testserver/id/country/"),
    quad("http://testserver/id/project/a%20b.", f"{SCHEMA}url", "http://example.org/a%20b?c=1#é"),
]


def test_every_parser_reads_what_was_written():
    text = turtle.header() + turtle.fragment(STATEMENTS)
    expected = {str(each.triple) for each in STATEMENTS}
    assert {str(each.triple) for each in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)} == expected
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(expected)


def test_names_are_short_and_long_lists_have_a_line_for_each_object():
    lines = turtle.fragment(STATEMENTS).splitlines()
    assert lines[0] == r"id:project\/a-1"
    assert r"        id:country\/K3 ," in lines
    assert '    schema:startDate "2020-01"^^xsd:gYearMonth ;' in lines
    assert "<http://testserver/id/project/a%20b.>" in lines


@pytest.mark.django_db
def test_only_a_long_text_makes_a_long_line(project, donor):
    donor.homepage = "https://example.org/"
    donor.save_revision().publish()
    settle()
    for text in Change.objects.values_list("turtle", flat=True):
        assert [each for each in text.splitlines() if len(each) > 160 and '"' not in each] == []
