"""Compute what the mirror should hold of all resources, or of some, by describing them again from the database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from graph.declarations import Visibility, by_type, registry
from graph.description import Description, describe_many
from graph.identity import ResourceId, resource_id
from graph.journal import Mentions, address_book, content_of, digests, mentions_of, reasons_given_by
from graph.mirror.update import Unwritable, linked, on_their_own
from graph.visibility import PageRules, public_keys, shut_keys

Content = dict[str, Any]


@dataclass
class Expectation:
    """The expected `contents` of public resources, as a change holds them, with their `mentions` and `reasons`."""

    contents: dict[ResourceId, Content] = field(default_factory=dict)
    mentions: dict[ResourceId, Mentions] = field(default_factory=dict)
    reasons: set[tuple[ResourceId, ResourceId, str]] = field(default_factory=set)

    @classmethod
    def of_everything(cls, rules: PageRules) -> Expectation:
        """Describe all resources from the database alone, without reading what the mirror says."""
        own, when_linked = _described(rules)
        while True:
            named = {target for description in own.values() for target in description.targets()}
            visible = own | {resource: each for resource, each in when_linked.items() if resource in named}
            try:
                return cls._of(visible, own.keys(), visible.keys(), rules)
            except Unwritable as error:
                own, when_linked = _without(own, error), _without(when_linked, error)

    @classmethod
    def of(cls, resources: Collection[ResourceId], rules: PageRules) -> Expectation:
        """Describe some resources.

        Whether other resources are public, and what they mention, is taken from the mirror: they are checked in turn.
        """
        own = on_their_own(resources, rules)
        described = {
            resource: outcome
            for declared, keys in by_type(own | linked(set(resources) - own)).items()
            for resource, outcome in describe_many(declared, sorted(keys), rules)
            if not isinstance(outcome, Exception)
        }
        while True:
            targets = {target for description in described.values() for target in description.targets()}
            others = digests(targets | set(address_book.named(targets).values()) - described.keys())
            try:
                return cls._of(described, own, described.keys() | others.keys(), rules)
            except Unwritable as error:
                described = _without(described, error)

    @classmethod
    def _of(
        cls,
        described: dict[ResourceId, Description],
        own: Collection[ResourceId],
        visible: Collection[ResourceId],
        rules: PageRules,
    ) -> Expectation:
        """Build an expectation from descriptions.

        Raises `Unwritable` where some of the resources cannot be written: the caller then starts again without them,
        so that the resources that mention them are described without those mentions.
        """
        found, languages = cls(), list(rules.languages.values())
        addresses = address_book.named({target for each in described.values() for target in each.targets()})
        unwritable: dict[ResourceId, Exception] = {}
        for resource, description in described.items():
            found.mentions[resource] = mentions_of(description, resource in own)
            found.reasons.update(reasons_given_by(description, resource in own, languages))
            try:
                found.contents[resource] = content_of(description.restricted(lambda each: each in visible, addresses))
            except Exception as error:  # noqa: BLE001 one bad record must not stop the others
                unwritable[resource] = error
        if unwritable:
            raise Unwritable(unwritable)
        return found


def _without(described: dict[ResourceId, Description], error: Unwritable) -> dict[ResourceId, Description]:
    return {resource: each for resource, each in described.items() if resource not in error.errors}


def _described(rules: PageRules) -> tuple[dict[ResourceId, Description], dict[ResourceId, Description]]:
    """Describe the resources that are public by themselves, and those that would be if a public resource named them."""
    own: dict[ResourceId, Description] = {}
    when_linked: dict[ResourceId, Description] = {}
    for declared in registry().resources:
        public = public_keys(declared, None, rules)
        own_ids = {resource_id(declared.graph_type, key) for key in public}
        shut = {resource_id(declared.graph_type, key) for key in shut_keys(declared, None)}
        may_be_linked = declared.graph_type.visibility is not Visibility.OWN
        for resource, outcome in describe_many(declared, None if may_be_linked else sorted(public), rules):
            if not isinstance(outcome, Exception) and resource not in shut:
                (own if resource in own_ids else when_linked)[resource] = outcome
    return own, when_linked
