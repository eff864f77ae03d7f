"""The compact graph against NetworkX's own, and its attributes and names against a dict."""

from collections import defaultdict

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.replica import Attributes, CompactGraph, Names, encoded

NODES = st.sampled_from("abcde")
acts = st.lists(
    st.one_of(
        st.tuples(st.just("node"), NODES, st.integers()),
        st.tuples(st.just("edge"), NODES, NODES, st.sampled_from(["funds", "partner", "part of"])),
        st.tuples(st.just("remove links"), NODES),
        st.tuples(st.just("remove node"), NODES),
    ),
    max_size=30,
)
TEXTS = st.text('aé\u2028𝄞"', max_size=5)
JSON = (
    TEXTS | st.lists(TEXTS, max_size=2) | st.dictionaries(TEXTS, st.integers(-(2**53), 2**53) | st.none(), max_size=2)
)


def both_after(acts):
    compact, plain = CompactGraph(), nx.MultiDiGraph()
    for act, *operands in acts:
        if act == "node":
            for graph in (compact, plain):
                graph.add_node(operands[0], change=operands[1])
        elif act == "edge":
            for graph in (compact, plain):
                graph.add_edge(*operands)
        elif operands[0] not in plain:
            continue
        elif act == "remove node":
            compact.remove_node(operands[0])
            plain.remove_node(operands[0])
        else:
            compact.remove_links_of(operands[0])
            plain.remove_edges_from(list(plain.out_edges(operands[0], keys=True)))
    return compact, plain


@given(acts)
def test_it_is_the_graph_that_networkx_makes(acts):
    compact, plain = both_after(acts)
    assert dict(compact.nodes(data="change")) == dict(plain.nodes(data="change"))
    assert sorted(compact.edges(keys=True)) == sorted(plain.edges(keys=True))
    assert sorted(compact.in_edges(keys=True)) == sorted(plain.in_edges(keys=True))


@given(acts)
def test_what_networkx_derives_from_it_is_right_and_may_be_changed(acts):
    compact, plain = both_after(acts)
    for derive in (
        lambda graph: graph.copy(),
        lambda graph: graph.to_undirected(),
        lambda graph: graph.reverse(),
        lambda graph: graph.subgraph("abc"),
        lambda graph: nx.condensation(graph),
    ):
        assert nx.utils.graphs_equal(nx.Graph(derive(compact)), nx.Graph(derive(plain)))
    copy = compact.copy()
    copy.add_edge("a", "b", key="only here", weight=1)
    copy.remove_edges_from(list(copy.edges(keys=True)))
    assert sorted(compact.edges(keys=True, data=True)) == sorted(plain.edges(keys=True, data=True))


def test_what_links_share_cannot_be_changed_in_place():
    graph = CompactGraph([("a", "b", "funds"), ("c", "d", "funds")])
    with pytest.raises(TypeError, match="item deletion"):
        graph.remove_edge("a", "b", "funds")
    assert graph.has_edge("c", "d", "funds")


@given(st.dictionaries(st.sampled_from(["type", "owner", "change", "urls", "values"]), JSON))
def test_attributes_are_those_that_were_given(given):
    kept = Attributes()
    kept.update({name: encoded(value) if name in ("urls", "values") else value for name, value in given.items()})
    assert kept == given
    assert {name for name in ("type", "owner", "values", "texts") if name in kept} == given.keys() - {"change", "urls"}
    assert kept.get("texts") is None
    kept.clear()
    assert dict(kept) == {}


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("xy"), NODES)))
def test_names_lead_to_all_that_have_them(acts):
    names, expected = Names(), defaultdict(set)
    for adds, name, node in acts:
        if adds:
            names.add(name, node)
            expected[name].add(node)
        elif node in expected[name]:
            names.remove(name, node)
            expected[name].discard(node)
    assert {name: names.nodes(name) for name in "xy"} == {name: sorted(expected[name]) for name in "xy"}
