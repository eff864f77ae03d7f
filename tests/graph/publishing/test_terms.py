"""Every kind of field says what kind of values it gives, and gives those."""

import pytest

from graph import declarations
from graph.declarations import ACCORD, Field, registry
from graph.publishing.terms import GIVEN_BY, datatypes
from tests.graph.publishing.conftest import body
from tests.graph.publishing.parsers import quads_by_oxigraph

KINDS = [
    each
    for name in declarations.__all__
    if isinstance(each := getattr(declarations, name), type) and issubclass(each, Field)
]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not Field])
def test_every_kind_of_field_is_known(kind):
    assert any(known in kind.__mro__ for known in GIVEN_BY)


def test_a_code_gives_its_own_datatype():
    assert datatypes(registry().types["Country"].fields["code3"]) == (ACCORD.alpha3,)


@pytest.mark.django_db
def test_data_has_the_kinds_of_values_that_are_promised(content, client):
    promised = {}
    for declared in registry():
        for field in declared.fields.values():
            for predicate in field.predicates:
                promised.setdefault(str(predicate), set()).update(map(str, datatypes(field) or ["IRI"]))
    for quad in quads_by_oxigraph(body(client.get("/data/all.nq")), "nq"):
        given = getattr(quad.object, "datatype", None)
        if quad.predicate.value in promised:
            assert (given.value if given else "IRI") in promised[quad.predicate.value], quad
