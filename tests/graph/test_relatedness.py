"""What is related to a resource and why, against NetworkX's own Adamic–Adar index."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.replica import DirectedLink, Direction, Replica, related

RESOURCES = [f"thing/{number}" for number in range(7)]
links = st.lists(
    st.tuples(st.sampled_from(RESOURCES), st.sampled_from(RESOURCES), st.sampled_from("ab")),
    max_size=24,
)


def replica_of(statements, hidden=(), parts=()):
    replica = Replica()
    for resource in RESOURCES:
        owner = {"owner": RESOURCES[0] if resource in parts else None}
        replica.graph.add_node(resource, **({} if resource in hidden else {"type": "Thing", **owner}))
    for source, target, name in statements:
        replica.graph.add_edge(source, target, key=name)
    return replica


def shared_items(statements, hidden):
    """An undirected graph of resources and of what they can share: a link of a name, one way, with a resource."""
    graph = nx.Graph()
    graph.add_nodes_from(RESOURCES)
    for source, target, name in statements:
        if source != target and not {source, target} & hidden:
            graph.add_edge(source, (name, "out", target))
            graph.add_edge(target, (name, "in", source))
    return graph


@given(links, st.sets(st.sampled_from(RESOURCES[1:])))
def test_scores_are_the_adamic_adar_index(statements, hidden):
    found = related(replica_of(statements, hidden), RESOURCES[0])
    items = shared_items(statements, hidden)
    pairs = [(RESOURCES[0], each) for each in RESOURCES[1:] if set(items[RESOURCES[0]]) & set(items[each])]
    expected = {other: score for _, other, score in nx.adamic_adar_index(items, pairs)}
    assert {each.resource: each.score for each in found.found} == pytest.approx(expected)
    assert found.complete


@given(links, st.sets(st.sampled_from(RESOURCES[1:])))
def test_reasons_are_all_that_two_have_in_common(statements, hidden):
    items = shared_items(statements, hidden)
    for each in related(replica_of(statements, hidden), RESOURCES[0]).found:
        reasons = {(one.link.type, one.link.direction.value, one.shared): one.sharing for one in each.reasons}
        common = set(items[RESOURCES[0]]) & set(items[each.resource])
        assert reasons == {item: items.degree(item) for item in common}
        assert len(each.reasons) == len(reasons)


@given(links)
def test_the_most_related_comes_first(statements):
    found = related(replica_of(statements), RESOURCES[0]).found
    order = [(-each.score, each.resource) for each in found]
    assert order == sorted(order)
    for each in found:
        weights = [reason.weight for reason in each.reasons]
        assert weights == sorted(weights, reverse=True)


def test_what_fewer_share_counts_more():
    statements = [(f"thing/{each}", "thing/6", "country") for each in range(5)]
    statements += [("thing/0", "thing/5", "donor"), ("thing/4", "thing/5", "donor")]
    first, *others = related(replica_of(statements), "thing/0").found
    assert first.resource == "thing/4"
    assert [(each.link, each.shared, each.sharing) for each in first.reasons] == [
        (DirectedLink("donor", Direction.OUT), "thing/5", 2),
        (DirectedLink("country", Direction.OUT), "thing/6", 5),
    ]
    assert [each.resource for each in others] == ["thing/1", "thing/2", "thing/3"]


def test_what_is_linked_already_can_be_left_out():
    statements = [(f"thing/{each}", "thing/6", "country") for each in range(3)] + [("thing/2", "thing/0", "project")]
    replica = replica_of(statements)
    assert [each.resource for each in related(replica, "thing/0").found] == ["thing/1", "thing/2"]
    assert [each.resource for each in related(replica, "thing/0", linked=False).found] == ["thing/1"]


def test_links_and_types_can_be_chosen():
    statements = [(f"thing/{each}", "thing/6", "country") for each in range(3)]
    replica = replica_of(statements)
    assert related(replica, "thing/0", link_types=["donor"]).found == []
    assert related(replica, "thing/0", types=["Other"]).found == []
    assert len(related(replica, "thing/0", types=["Thing"], link_types=["country"]).found) == 2


def test_parts_are_related_to_parts_only():
    statements = [(f"thing/{each}", "thing/6", "country") for each in range(4)]
    replica = replica_of(statements, parts=["thing/2", "thing/3"])
    assert [each.resource for each in related(replica, "thing/0").found] == ["thing/1"]
    assert [each.resource for each in related(replica, "thing/2").found] == ["thing/3"]


def test_where_the_budget_ends_what_weighs_least_is_left_out():
    statements = [(f"thing/{each}", "thing/6", "country") for each in range(5)]
    statements += [("thing/0", "thing/5", "donor"), ("thing/1", "thing/5", "donor")]
    replica = replica_of(statements)
    assert related(replica, "thing/0", budget=7).complete
    short = related(replica, "thing/0", budget=6)
    assert not short.complete
    assert [(each.resource, len(each.reasons)) for each in short.found] == [("thing/1", 1)]
