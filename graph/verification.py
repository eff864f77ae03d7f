"""Proving that the mirror is exact: what the database says, computed without the mirror, against what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from graph import address_book, triggers
from graph.description import Description, describe_many
from graph.fields import Visibility
from graph.followers import followers
from graph.identity import ResourceId, resource_id
from graph.journal import content_of, digest_of, digests
from graph.mirror import drain_completely
from graph.models import PendingMark, Resource, State
from graph.public import PageRules, public_keys, shut_keys
from graph.rebuild import rebuild
from graph.registry import registry
from graph.replica import Replica, reading


@dataclass(frozen=True)
class Difference:
    """Where the mirror is not what the database says."""

    where: str
    """"journal", "addresses", "replica", "triggers" or the name of a follower."""
    resource: ResourceId
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.resource}: {self.what}" if self.resource else f"{self.where}: {self.what}"


def differences() -> Iterator[Difference]:
    """Every difference between database, journal, its followers and replica, once all marks are drained."""
    drain_completely()
    for problem in triggers.problems():
        yield Difference("triggers", "", problem)
    for failed in PendingMark.objects.exclude(error=""):
        yield Difference("journal", failed.key, f"could not be described: {failed.error}")
    expected = _expected()
    yield from _journal_differences(expected)
    yield from _address_differences(expected)
    for follower in followers():
        for resource, what in follower.differences():
            yield Difference(follower.name, resource, what)
    with reading() as replica:
        yield from _replica_differences(replica)


def mend(found: Iterable[Difference]) -> None:
    """Make these differences go away, whatever the cause."""
    found = list(found)
    for follower in followers():
        follower.forget({each.resource for each in found if each.where == follower.name})
    rebuild()


def _expected() -> dict[ResourceId, dict[str, Any]]:
    """What the journal should hold, from the database alone."""
    rules = PageRules.at(timezone.now())
    own: dict[ResourceId, Description] = {}
    linked: dict[ResourceId, Description] = {}
    for declared in registry().resources:
        public = public_keys(declared, None, rules)
        own_ids = {resource_id(declared.graph_type, key) for key in public}
        shut = {resource_id(declared.graph_type, key) for key in shut_keys(declared, None)}
        when_linked = declared.graph_type.visibility is not Visibility.OWN
        for resource, outcome in describe_many(declared, None if when_linked else sorted(public), rules):
            if not isinstance(outcome, Exception) and resource not in shut:
                (own if resource in own_ids else linked)[resource] = outcome
    named = {target for description in own.values() for target in description.targets()}
    visible = own | {resource: each for resource, each in linked.items() if resource in named}
    addresses = address_book.named({target for description in visible.values() for target in description.targets()})
    return {
        resource: content_of(description.restricted(lambda each: each in visible, addresses))
        for resource, description in visible.items()
    }


def _journal_differences(expected: dict[ResourceId, dict[str, Any]]) -> Iterator[Difference]:
    stands = digests(Resource.objects.filter(status=Resource.Status.PUBLIC).values_list("pk", flat=True))
    for resource in sorted(expected.keys() - stands.keys()):
        yield Difference("journal", resource, "is public, but missing")
    for resource in sorted(stands.keys() - expected.keys()):
        yield Difference("journal", resource, "is not public, but still there")
    for resource in sorted(expected.keys() & stands.keys()):
        if digest_of(expected[resource]) != stands[resource]:
            change = Resource.objects.select_related("change").get(pk=resource).change
            for field in _differing_fields(expected[resource], {"values": change.values, "texts": change.texts}):
                yield Difference("journal", resource, f"{field} differs")


def _address_differences(expected: dict[ResourceId, dict[str, Any]]) -> Iterator[Difference]:
    """An address where there is a page leads to that page's resource. Those of former pages are history."""
    urls = {url: resource for resource, each in expected.items() for url in each["values"]["urls"].values()}
    found = address_book.last_at(urls)
    for url, resource in sorted(urls.items()):
        if found.get(url) != resource:
            yield Difference("addresses", resource, f"{url} does not lead to it")


def _differing_fields(expected: dict[str, Any], stands: dict[str, Any]) -> list[str]:
    """Names of fields whose values differ, "part id / field" for those of parts; "triples" where no value does."""
    found: set[str] = set()
    for before, after in ((_flat(expected), _flat(stands)), (_flat(stands), _flat(expected))):
        found.update(name for name, value in before.items() if after.get(name) != value)
    return sorted(found) or ["triples"]


def _flat(content: dict[str, Any]) -> dict[str, Any]:
    flat = {f"url {language}": url for language, url in content["values"].get("urls", {}).items()}
    for node_id, node in content["values"].get("nodes", {}).items():
        flat |= {f"{node_id} / {name}": value for name, value in node["values"].items()}
    for node_id, texts in content["texts"].items():
        flat |= {f"{node_id} / {name}": value for name, value in texts.items()}
    return flat


def _replica_differences(replica: Replica) -> Iterator[Difference]:
    loaded = Replica.load(State.objects.get())
    present, fresh = ({each: graph.nodes[each] for each in graph if "type" in graph.nodes[each]}
                      for graph in (replica.graph, loaded.graph))  # fmt: skip
    for resource in sorted(present.keys() ^ fresh.keys()):
        yield Difference("replica", resource, "is missing" if resource in fresh else "should not be there")
    for resource in sorted(present.keys() & fresh.keys()):
        if present[resource] != fresh[resource]:
            yield Difference("replica", resource, "differs from the journal")
    if set(replica.graph.edges(keys=True)) != set(loaded.graph.edges(keys=True)):
        yield Difference("replica", "", "its links differ from the journal's")
