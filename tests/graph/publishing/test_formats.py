"""The same graph in every syntax, for parsers that are not ours."""

import pytest

from graph.identity import document_iri, id_of
from graph.models import Change
from graph.publishing.formats import BY_EXTENSION, FORMATS
from graph.publishing.serialisers import StoredText
from tests.graph.publishing.conftest import CONTROLS, body, public_resources
from tests.graph.publishing.parsers import READERS, by_oxigraph, quads_by_oxigraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents(content, client):
    """Return every document in every format: id, extension, content."""
    return [
        (resource, extension, body(client.get(f"/data/{resource}.{extension}")))
        for resource in public_resources()
        for extension in BY_EXTENSION
    ]


@pytest.mark.parametrize("parser", READERS)
def test_each_document_has_the_triples_of_the_journal_in_every_syntax(documents, parser):
    journal = {
        change.resource: by_oxigraph(change.nquads.encode(), "nq") for change in Change.objects.order_by("sequence")
    }
    read = [document for document in documents if document[1] in READERS[parser]]
    assert len(read) == len(journal) * len(READERS[parser])
    for resource, extension, text in read:
        assert parser(text, extension) == journal[resource], (resource, extension)


@pytest.mark.parametrize("extension", ["nq", "trig"])
def test_quads_name_the_document_as_their_graph(documents, extension):
    for resource, form, text in documents:
        if form == extension:
            graphs = {quad.graph_name.value for quad in quads_by_oxigraph(text, extension)}
            assert graphs == {document_iri(resource)}


def test_control_characters_are_in_no_document(documents):
    for _, _, text in documents:
        assert not any(control in text.decode() for control in CONTROLS)
        assert b"\\u000B" not in text


def test_turtle_names_its_prefixes_once_and_uses_them(content, client):
    text = client.get(f"/data/{id_of(content)}.ttl").content.decode()
    assert text.count("@prefix schema:") == 1
    assert "schema:name" in text
    assert "<http://schema.org/" not in text.partition("\n\n")[2]


def test_one_namespace_of_schema_org(documents):
    assert not any(b"https://schema.org" in text for _, _, text in documents)


@pytest.mark.parametrize("form", FORMATS)
def test_a_writer_takes_one_resource_at_a_time(form):
    taken = []

    def resources():
        for number in range(50):
            taken.append(number)
            graph = f"http://testserver/data/project/{number}"
            statement = f'<{graph}> <http://schema.org/name> "Name"'
            yield StoredText(graph, f"{statement} .\n" if form.column == "turtle" else f"{statement} <{graph}> .\n")

    for written, _ in enumerate(form.write(resources())):
        assert len(taken) <= written + 1
    assert len(taken) == 50


def test_media_types_extensions_and_names_are_unique():
    for attribute in ("media_type", "extension", "name", "title"):
        assert len({getattr(form, attribute) for form in FORMATS}) == len(FORMATS)
