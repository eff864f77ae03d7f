"""Decisions from facts that nobody has read: no database is asked, so thousands of small worlds are tried."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.declarations import Visibility, only_when_linked, visibility_of
from graph.marks import batches
from graph.mirror.decision import Facts, Scope, decide
from graph.text import own_addresses
from tests.graph.worlds import ABSENT, ALL, FILES, NEWS, ORGANISATIONS, PLACES, Record, World, key, records

changes = st.tuples(st.sampled_from(ALL), records)
moves = st.permutations(PLACES)
acts = st.lists(changes | moves, max_size=8)
"""What editors do between two drains."""


@pytest.fixture(autouse=True, scope="module")
def host():
    """The one fact about the installation: the site's own host."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own_addresses, "_our_hosts", lambda: {"testserver"})
        yield


def act(world, done):
    """Change a row, or the places of all pages; returns the resources that are marked."""
    if isinstance(done, tuple):
        resource, row = done
        world.rows[resource] = row
        return {resource}
    world.places = dict(zip(NEWS, done, strict=True))
    return set(NEWS)


def after(history):
    world = World()
    settle(world, {resource for done in history for resource in act(world, done)})
    return world


def settle(world, waiting, follows=0, shuffled=None):
    """Decide and write in chunks until nothing waits, as the worker does; a world of nine comes to rest soon."""
    for _ in range(200):
        if not waiting:
            return
        order = sorted(waiting)
        if shuffled:
            shuffled.shuffle(order)
        chunk = set(order[: shuffled.randint(1, len(order)) if shuffled else len(order)])
        decision, _facts = world.decided(Scope.of_drain(chunk, follows))
        world.write(decision)
        waiting = waiting - decision.examined | decision.later
    raise AssertionError(f"{waiting} never comes to rest")


@given(acts, st.integers(0, 3), st.randoms(use_true_random=False))
def test_marks_settled_in_any_order_and_chunks_lead_to_what_is_right(history, follows, shuffled):
    world, waiting = World(), set()
    for done in history:
        waiting |= act(world, done)
        if shuffled.random() < 0.3:
            settle(world, waiting, follows, shuffled)
            waiting = set()
    settle(world, waiting, follows, shuffled)
    assert world.stored() == world.right()
    assert world.failures == {each for each in ALL if world.rows[each].fault} & world.failures


@given(acts, acts)
def test_one_decision_with_all_that_is_affected_is_final(before, history):
    world = after(before)
    waiting = {resource for done in history for resource in act(world, done)}
    decision, _facts = world.decided(Scope.of_drain(waiting, follows=len(ALL)))
    world.write(decision)
    assert decision.later == frozenset()
    assert world.stored() == world.right()


@given(acts, st.booleans())
def test_deciding_again_changes_nothing(history, by_content):
    world = after(history)
    scope = Scope.of_rebuild(ALL) if by_content else Scope.of_drain(ALL, follows=len(ALL))
    decision, facts = world.decided(scope, by_content)
    assert not (decision.digests or decision.gone or decision.appeared or decision.addresses)
    assert not (decision.mentions_differ or decision.later)
    assert same(decide(scope, facts), decision)


@given(acts, acts, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(before, history, shuffled):
    world = after(before)
    waiting = [resource for done in history for resource in act(world, done)]
    scope = Scope.of_drain(waiting, follows=len(ALL))
    decision, facts = world.decided(scope)
    tables = {name: dict(shuffled.sample(list(table.items()), len(table))) for name, table in tables_of(facts)}
    shuffled.shuffle(waiting)
    other = decide(Scope.of_drain(waiting, follows=len(ALL)), replace(facts, **tables))
    assert same(other, decision)


def same(one, other):
    """Errors are equal if they say the same."""
    told = [{each: repr(error) for each, error in decision.failures.items()} for decision in (one, other)]
    return replace(one, failures={}) == replace(other, failures={}) and told[0] == told[1]


def tables_of(facts):
    return [(name, table) for name, table in vars(facts).items() if isinstance(table, dict)]


@given(acts, acts, st.sets(st.sampled_from(ALL)), st.integers(0, 3))
def test_nothing_that_the_facts_withhold_is_public(before, history, affected, follows):
    world = after(before)
    for done in history:
        act(world, done)
    decision, facts = world.decided(Scope.of_drain(affected, follows))
    for resource in decision.contents:
        known = facts.examined[resource]
        assert known.published or (only_when_linked(resource) and not known.shut)
        assert world.outcome(resource) is not None
        assert world.rows[resource].fault == ""
    shown = {name for content in decision.contents.values() for name in mentioned(content)}
    elsewhere = {resource for resource, known in facts.mentioned.items() if known.public} - decision.examined
    assert shown <= decision.contents.keys() | elsewhere


def mentioned(content):
    """Resources of this world to which stored content links, as its N-Quads say."""
    return {each for each in ALL if f"<http://testserver/id/{each}> <http://testserver/data" in content["nquads"]}


@given(acts, acts, st.randoms(use_true_random=False))
def test_a_rebuild_in_chunks_mends_any_journal(history, others, shuffled):
    """The journal is that of another world."""
    world, drifted = after(history), after(others)
    world.journal, world.mentions, world.book = drifted.journal, drifted.mentions, drifted.book
    world.failures = drifted.failures
    order, later = list(Visibility), set()
    for visibility in order:
        same = [each for each in shuffled.sample(ALL, len(ALL)) if visibility_of(each) is visibility]
        for chunk in batches(same, 2):
            decision, _facts = world.decided(Scope.of_rebuild(chunk), by_content=True)
            world.write(decision)
            later |= {each for each in decision.later if order.index(visibility_of(each)) <= order.index(visibility)}
    settle(world, later)
    assert world.stored() == world.right()


@given(acts, acts)
def test_a_withdrawal_shows_nothing_hidden_and_leaves_the_rest_for_later(before, history):
    world = after(before)
    waiting = {resource for done in history for resource in act(world, done)}
    withdrawal = world.withdrawn(waiting)
    world.withdraw(withdrawal)
    unreadable = {each for each in ALL if world.rows[each].fault}
    assert world.journal.keys() - unreadable <= {each for each in ALL if world.rows[each].exists}
    assert {each for each in world.journal if not only_when_linked(each)} <= {
        each for each in ALL if world.rows[each].published
    }
    settle(world, set(withdrawal.later))
    assert world.stored() == world.right()


def test_what_must_be_read_is_named():
    decision = decide(Scope.of_drain(NEWS[:1], follows=0), Facts())
    assert decision.need == ("examined", frozenset(NEWS[:1]))


def test_an_unpublished_record_is_public_while_a_published_page_mentions_it():
    world = World()
    world.rows |= {
        NEWS[0]: Record(mentions=(ORGANISATIONS[0], FILES[0])),
        ORGANISATIONS[0]: Record(published=False),
        FILES[0]: Record(shut=True),
    }
    settle(world, {NEWS[0]})
    assert world.journal.keys() == {NEWS[0], ORGANISATIONS[0]}
    world.rows[NEWS[0]] = ABSENT
    settle(world, {NEWS[0]})
    assert not world.journal


def test_a_page_that_cannot_be_written_is_not_mentioned_by_others():
    world = World()
    world.rows |= {NEWS[0]: Record(mentions=(NEWS[1],)), NEWS[1]: Record(fault="unwritable")}
    settle(world, {NEWS[0], NEWS[1]})
    assert (world.journal.keys(), world.failures) == ({NEWS[0]}, {NEWS[1]})
    assert NEWS[1] not in str(world.stored())


def test_an_address_in_a_text_leads_to_whoever_has_the_page_there():
    world = World()
    world.rows |= {NEWS[0]: Record(addresses=(PLACES[1],)), NEWS[1]: Record()}
    settle(world, {NEWS[0], NEWS[1]})
    assert NEWS[1] in str(world.journal[NEWS[0]])
    world.places = dict(zip(NEWS, [PLACES[0], PLACES[2], PLACES[1], PLACES[3]], strict=True))
    world.rows[NEWS[2]] = Record()
    settle(world, {NEWS[1], NEWS[2]})
    assert world.book[key(PLACES[1])] == NEWS[2]
    assert NEWS[2] in str(world.journal[NEWS[0]])


def test_more_referrers_than_are_followed_are_left_for_later():
    world = World()
    world.rows |= {NEWS[0]: Record(), NEWS[1]: Record(mentions=(NEWS[0],)), NEWS[2]: Record(mentions=(NEWS[0],))}
    settle(world, set(NEWS))
    world.rows[NEWS[0]] = ABSENT
    few, _facts = world.decided(Scope.of_drain({NEWS[0]}, follows=1))
    many, _facts = world.decided(Scope.of_drain({NEWS[0]}, follows=2))
    assert few.later == {NEWS[1], NEWS[2]} == many.examined - few.examined
    assert not many.later
