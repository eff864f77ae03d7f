"""The network for other tools holds what the replica holds, in words that those tools can read."""

import io

import networkx as nx
import pytest

from graph.identity import id_of, iri
from graph.publishing.network import WRITERS, network
from graph.replica import reading
from tests.fixtures import public
from tests.graph.publishing.conftest import CONTROLS

pytestmark = pytest.mark.django_db
READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}


@pytest.fixture
def written(content, hidden):
    with reading() as replica:
        return network(replica)


def test_nodes_are_what_is_public(written, hidden):
    assert set(written) == {iri(each) for each in public()}
    assert not {iri(each) for each in hidden} & set(written)


def test_edges_are_the_links_by_name(written):
    with reading() as replica:
        expected = sorted((iri(source), iri(target), link) for source, target, link in replica.graph.edges(keys=True))
    assert sorted((source, target, link) for source, target, link in written.edges(data="link")) == expected


def test_nodes_have_short_labels_without_control_characters(written, content, cambodia):
    labels = nx.get_node_attributes(written, "label")
    assert labels[iri("country/KH")] == "Cambodia"
    assert labels[iri(id_of(content.fundings.get()))] == "Funding"
    assert not any(control in label for label in labels.values() for control in CONTROLS)


@pytest.mark.parametrize("name", WRITERS)
def test_networkx_reads_the_same_network_again(written, name):
    file = io.BytesIO()
    WRITERS[name](written, file)
    file.seek(0)
    again = READERS[name](file)
    assert {node: data["label"] for node, data in again.nodes(data=True)} == dict(written.nodes(data="label"))
    assert {node: data["type"] for node, data in again.nodes(data=True)} == dict(written.nodes(data="type"))
    assert sorted(again.edges(data="link")) == sorted(written.edges(data="link"))
