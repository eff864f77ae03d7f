"""The graph around a resource, against NetworkX's own answer."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.replica import Replica, subgraph

RESOURCES = [f"thing/{number}" for number in range(9)]
links = st.lists(st.tuples(*[st.sampled_from(RESOURCES)] * 2, st.sampled_from("ab")), max_size=24)


def replica_of(statements, hidden=()):
    replica = Replica()
    for each in RESOURCES:
        replica.graph.add_node(each, **({} if each in hidden else {"type": "Thing"}))
    for source, target, name in statements:
        replica.graph.add_edge(source, target, key=name)
    return replica


def plain(statements, hidden):
    """Undirected, and without what is hidden."""
    found = nx.Graph((source, target) for source, target, _ in statements if source != target)
    found.add_nodes_from(RESOURCES)
    found.remove_nodes_from(hidden)
    return found


@given(links, st.sets(st.sampled_from(RESOURCES[1:])), st.integers(1, 3), st.integers(1, 9))
def test_a_subgraph_is_what_lies_so_near_with_the_links_between(statements, hidden, depth, first):
    start = RESOURCES[0]
    distances = nx.single_source_shortest_path_length(plain(statements, hidden), start, cutoff=depth)
    found = subgraph(replica_of(statements, hidden), start, depth, first)
    assert found.resources[0] == start
    assert len(found.resources) == min(first, len(distances))
    assert found.complete == (len(distances) <= first)
    reached = [distances[each] for each in found.resources]
    assert reached == sorted(distances.values())[: len(reached)]
    inside = {each for each in statements if {each[0], each[1]} <= set(found.resources) and each[0] != each[1]}
    assert {(link.source, link.target, link.type) for link in found.links} == inside


def test_where_the_budget_ends_what_lies_nearest_is_there():
    replica = replica_of([(f"thing/{each}", f"thing/{each + 1}", "a") for each in range(4)])
    assert subgraph(replica, "thing/0", 3, 100, budget=6).resources == ["thing/0", "thing/1", "thing/2", "thing/3"]
    short = subgraph(replica, "thing/0", 3, 100, budget=1)
    assert (short.resources, short.complete) == (["thing/0", "thing/1"], False)
