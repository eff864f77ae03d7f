"""A learning path: the editor's order as far as what comes before allows it."""

from hypothesis import given
from hypothesis import strategies as st

from graph.declarations import DCTERMS, Link
from graph.replica import in_sequence

MODULES = Link("modules", DCTERMS.hasPart, to="Module", follows="prerequisites")
names = st.integers(0, 9).map(str)
orders = st.permutations([str(number) for number in range(10)])


class Known(dict):
    """What comes before each, in place of a replica."""

    def node(self, name):
        return {"values": {"prerequisites": self[name]}}


def sequence(before, targets):
    return in_sequence(Known(before), targets, MODULES)


@given(orders, st.lists(st.tuples(names, names)), orders)
def test_each_comes_after_all_that_it_builds_on(ranks, pairs, targets):
    """An order of some sort makes the pairs a graph without cycles."""
    before = {name: [] for name in targets}
    for pair in pairs:
        earlier, later = sorted(pair, key=ranks.index)
        before[later] += [earlier] if earlier != later else []
    found = sequence(before, targets[:6])
    assert sorted(found) == sorted(targets[:6])
    needs = {name: _all_before(before, name) for name in found}
    assert [name for place, name in enumerate(found) if needs[name] & set(found[place + 1 :])] == []


def _all_before(before, name):
    return set(before[name]).union(*(_all_before(before, each) for each in before[name]))


@given(st.dictionaries(names, st.lists(names)), orders)
def test_nobody_is_lost_in_a_cycle(before, targets):
    assert sorted(sequence(before, targets)) == sorted(targets)


@given(orders)
def test_without_prerequisites_the_editors_order_stays(targets):
    assert sequence({}, targets) == list(targets)
