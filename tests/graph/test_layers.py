"""What is laid over a mapping or a graph is seen in it, and what lies below stays as it was."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.replica.compact import CompactGraph, Names
from graph.replica.layers import Layer, LayeredGraph, LayeredNames

KEYS = st.sampled_from("abcde")
mappings = st.dictionaries(KEYS, st.integers())


@given(mappings, st.lists(st.tuples(st.booleans(), KEYS, st.integers())))
def test_a_layer_is_the_mapping_with_its_changes(below, changes):
    layer, expected, before = Layer(below), dict(below), dict(below)
    for removes, key, value in changes:
        if not removes:
            layer[key] = expected[key] = value
        elif key in expected:
            del layer[key], expected[key]
        else:
            with pytest.raises(KeyError):
                del layer[key]
    assert dict(layer) == expected and len(layer) == len(expected) and below == before
    assert all((key in layer) is (key in expected) for key in "abcde")


def test_mappings_in_the_lower_layer_cannot_be_changed():
    with pytest.raises(TypeError):
        Layer({"a": {}})["a"]["b"] = 1


edges = st.lists(st.tuples(KEYS, KEYS, st.sampled_from(["x", "y"])), max_size=8)


def graph_of(links, graph=None):
    graph = CompactGraph() if graph is None else graph
    for source, target, name in links:
        graph.add_edge(source, target, key=name)
    return graph


def links(graph):
    return sorted(graph.edges(keys=True)), {each: set(graph.pred[each]) for each in graph}


@given(edges, st.lists(KEYS, max_size=3), edges)
def test_a_layered_graph_is_the_graph_with_its_changes(stated, emptied, more):
    below, plain = graph_of(stated), graph_of(stated)
    layered, before = LayeredGraph(below), copy.deepcopy(links(below))
    for graph in (layered, plain):
        for node in emptied:
            if node in graph:
                graph.remove_links_of(node)
                if not graph.in_degree(node):
                    graph.remove_node(node)
        graph_of(more, graph)
    assert links(layered) == links(plain) and links(below) == before


def test_attributes_of_the_lower_graph_stay():
    below = CompactGraph()
    below.add_node("a", type="Project")
    layered = LayeredGraph(below)
    layered.add_node("a", type="News")
    assert (layered.nodes["a"]["type"], below.nodes["a"]["type"]) == ("News", "Project")


def test_layered_names_leave_the_lower_ones_alone():
    below = Names()
    below.add("training", "project/1")
    below.add("training", "project/2")
    layered = LayeredNames(below)
    layered.remove("training", "project/1")
    layered.add("training", "project/3")
    assert layered.nodes("training") == ["project/2", "project/3"]
    assert below.nodes("training") == ["project/1", "project/2"]
