"""What lies next to a resource, and which paths lead from one to another, against NetworkX's own search."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.replica import MAX_HOPS, DirectedLink, Direction, Replica, neighbours, paths

RESOURCES = [f"thing/{number}" for number in range(7)]
links = st.lists(
    st.tuples(st.sampled_from(RESOURCES), st.sampled_from(RESOURCES), st.sampled_from("abc")),
    max_size=16,
)


def replica_of(statements, hidden=()):
    replica = Replica()
    for resource in RESOURCES:
        replica.graph.add_node(resource, **({} if resource in hidden else {"type": "Thing"}))
    for source, target, name in statements:
        replica.graph.add_edge(source, target, key=name)
    return replica


def visited(path):
    return (path[0].source, *(step.target for step in path))


@given(links, st.integers(1, MAX_HOPS), st.sets(st.sampled_from(RESOURCES[2:])))
def test_paths_are_all_simple_paths_through_public_resources(statements, max_hops, hidden):
    start, end = RESOURCES[:2]
    found = paths(replica_of(statements, hidden), start, end, max_hops, first=10_000)
    plain = nx.Graph((source, target) for source, target, _ in statements)
    plain.add_nodes_from(RESOURCES)
    plain.remove_nodes_from(hidden)
    expected = {tuple(each) for each in nx.all_simple_paths(plain, start, end, cutoff=max_hops)}
    assert {visited(path) for path in found.found} == expected
    assert len(found.found) == len(expected)
    assert found.complete


@given(links)
def test_shorter_paths_come_first(statements):
    found = paths(replica_of(statements), *RESOURCES[:2], MAX_HOPS, first=10_000)
    lengths = [len(path) for path in found.found]
    assert lengths == sorted(lengths)


@given(links, st.sampled_from("abc"))
def test_a_step_names_every_link_between_its_ends_and_no_other(statements, allowed):
    replica = replica_of(statements)
    for path in paths(replica, *RESOURCES[:2], MAX_HOPS, first=10, link_types=[allowed]).found:
        for step in path:
            forwards = (step.source, step.target, allowed) in statements
            backwards = (step.target, step.source, allowed) in statements
            assert step.links == [
                DirectedLink(allowed, direction)
                for direction, there in ((Direction.OUT, forwards), (Direction.IN, backwards))
                if there
            ]


def test_a_path_of_too_many_hops_is_not_found():
    chain = [(RESOURCES[each], RESOURCES[each + 1], "a") for each in range(4)]
    assert not paths(replica_of(chain), RESOURCES[0], RESOURCES[4], 3, first=1).found
    assert paths(replica_of(chain), RESOURCES[0], RESOURCES[4], 4, first=1).found


def test_more_paths_than_asked_for_are_announced_as_incomplete():
    ways = [("thing/0", "thing/2", "a"), ("thing/2", "thing/1", "a"), ("thing/0", "thing/1", "a")]
    found = paths(replica_of(ways), "thing/0", "thing/1", 6, first=1)
    assert [len(path) for path in found.found] == [1]
    assert not found.complete
    assert paths(replica_of(ways), "thing/0", "thing/1", 6, first=2).complete


def test_a_search_that_spends_its_budget_keeps_what_it_found():
    everything = [(a, b, "a") for a in RESOURCES for b in RESOURCES if a < b]
    found = paths(replica_of(everything), "thing/0", "thing/1", 6, first=1000, budget=60)
    assert found.found
    assert not found.complete


def test_nothing_leads_from_a_resource_to_itself():
    found = paths(replica_of([("thing/0", "thing/1", "a")]), "thing/0", "thing/0", 6, first=5)
    assert found.found == []


@pytest.mark.parametrize(
    ("direction", "link_types", "expected"),
    [
        (None, None, {"thing/1": ["a", "b"], "thing/2": ["a"]}),
        (Direction.OUT, None, {"thing/1": ["a"]}),
        (Direction.IN, None, {"thing/1": ["b"], "thing/2": ["a"]}),
        (None, ["b"], {"thing/1": ["b"]}),
        (None, ["c"], {}),
    ],
)
def test_neighbours_by_direction_and_link(direction, link_types, expected):
    replica = replica_of(
        [
            ("thing/0", "thing/1", "a"),
            ("thing/1", "thing/0", "b"),
            ("thing/2", "thing/0", "a"),
            ("thing/0", "thing/0", "a"),
            ("thing/0", "thing/3", "a"),
        ],
        hidden=["thing/3"],
    )
    found = neighbours(replica, "thing/0", direction, link_types)
    assert {each: [link.type for link in links] for each, links in found.items()} == expected
