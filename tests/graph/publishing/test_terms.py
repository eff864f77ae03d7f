"""Every kind of field says which predicates and datatypes it states, and states those."""

import pytest

from graph import declarations
from graph.declarations import ACCORD, Field, NodeField, registry
from graph.presentation.kinds import KINDS as SHOWN
from tests.graph.publishing.conftest import body
from tests.graph.publishing.parsers import quads_by_oxigraph

KINDS = [
    each
    for name in declarations.__all__
    if isinstance(each := getattr(declarations, name), type) and issubclass(each, Field)
]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (Field, NodeField)])
def test_every_kind_of_field_is_shown_to_people(kind):
    assert any(known in kind.__mro__ for known in SHOWN.entries)


def test_a_code_gives_its_own_datatype():
    assert registry().types["Country"].fields["code3"].datatypes == (ACCORD.alpha3,)


@pytest.mark.django_db
def test_data_has_the_kinds_of_values_that_are_promised(content, client):
    promised = {}
    for declared in registry():
        for field in declared.fields.values():
            for predicate, datatypes in field.signatures():
                promised.setdefault(str(predicate), set()).update(map(str, datatypes or ["IRI"]))
    for quad in quads_by_oxigraph(body(client.get("/data/all.nq")), "nq"):
        given = getattr(quad.object, "datatype", None)
        if quad.predicate.value in promised:
            assert (given.value if given else "IRI") in promised[quad.predicate.value], quad
