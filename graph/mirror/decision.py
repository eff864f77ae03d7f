"""Decide what the journal should say, from facts alone: without the database and without a clock.

`decide` is given the facts that were read so far. Where a fact is lacking, the decision names it in `need`: the caller
reads it (`graph.mirror.facts`) and decides again. A decision without a need is complete: it can be written
(`graph.mirror.writing`) or compared with what is stored (`graph.mirror.verification`).

A resource is public if it can be described and written, and if one of these is true:

- It is published, that is, an anonymous visitor may see it (`graph.visibility`).
- Its type is public when linked, a published resource mentions it, and it is not a file in a private collection.

Because only published resources make others public, the decision needs no more than two steps: first the published
resources are described, then the resources that these mention. What a resource says depends on others too, since a
description holds no mention of a resource that is not public: where one appears or disappears, or the page at an
address changes, the resources that mention it are examined as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.declarations import is_page, only_when_linked
from graph.description import Description
from graph.identity import ResourceId
from graph.journal import Mentions, content_of, digest_of, mentions_of, reasons_given_by
from graph.text import PREFIX, canonical, identifier

Content = dict[str, Any]
Outcome = Description | Exception


class Need(NamedTuple):
    """The facts that have to be read next: the name of a table of `Facts`, and the ids that it lacks."""

    table: str
    ids: frozenset[ResourceId]


class Lacking(Exception):
    """Raised within a decision where a fact is lacking."""

    def __init__(self, need: Need) -> None:
        super().__init__(need)
        self.need = need


@dataclass(frozen=True)
class Examined:
    """Facts about a resource that is examined: from its tables, and from the journal."""

    published: bool = False
    shut: bool = False
    """Whether it is a file in a private collection."""
    private: frozenset[str] = frozenset()
    """Languages of its restricted pages."""
    digest: str | None = None
    """Digest of its newest change; None where it is not public in the journal."""
    mentions: Mentions = field(default_factory=dict)
    """Its mentions as they are stored."""
    mentioned_by: int = 0
    """Number of stored mentions that make it public."""
    has_failed: bool = False
    """Whether it could not be described before, so that it did not count as public by content."""


@dataclass(frozen=True)
class Mentioned:
    """Facts about a resource that is mentioned, but not examined."""

    public: bool = False
    linkable: bool = False
    """Whether it is public if a published resource mentions it."""
    mentioned_by: int = 0
    """Number of stored mentions that make it public."""


@dataclass(frozen=True)
class OtherPages:
    """Resources by address of pages that are not described: of aliases that visitors find, and of all others."""

    aliases: Mapping[str, ResourceId] = field(default_factory=dict)
    others: Mapping[str, ResourceId] = field(default_factory=dict)


@dataclass
class Facts:
    """What was read so far, in one snapshot of the database. Each table has a row for every id that was asked for."""

    languages: tuple[str, ...] = ()
    """All languages, in the order in which translations give the facts."""
    examined: dict[ResourceId, Examined] = field(default_factory=dict)
    descriptions: dict[ResourceId, Outcome | None] = field(default_factory=dict)
    """Descriptions with all mentions; None where there is no row to describe."""
    mentioned: dict[ResourceId, Mentioned] = field(default_factory=dict)
    referrers: dict[ResourceId, AbstractSet[ResourceId]] = field(default_factory=dict)
    """The resources that mention a resource, one of its addresses, or an address."""
    addresses: dict[ResourceId, ResourceId | None] = field(default_factory=dict)
    """The resource of an address in the address book, by the key of the address."""
    other_pages: dict[ResourceId, OtherPages] = field(default_factory=dict)

    def require(self, table: str, ids: Iterable[ResourceId]) -> None:
        """Raise `Lacking` where the table does not have all of the ids."""
        if missing := frozenset(ids) - getattr(self, table).keys():
            raise Lacking(Need(table, missing))


@dataclass(frozen=True)
class Scope:
    """The resources to decide about, and how far the decision extends to others.

    `extends` examines resources that gain or lose a mention which makes them public. `follows` examines up to so many
    resources that mention a resource which appears or disappears. What is not examined is left for `later`.
    With `by_content`, others count as public by their content, not by what the journal says of them. So the resources
    that mention an examined one differ only where that one fails, or does not fail any more.
    """

    affected: frozenset[ResourceId]
    extends: bool = True
    follows: int = 0
    by_content: bool = False

    @classmethod
    def of_drain(cls, affected: Iterable[ResourceId], follows: int) -> Scope:
        return cls(frozenset(affected), follows=follows)

    @classmethod
    def of_rebuild(cls, chunk: Iterable[ResourceId]) -> Scope:
        """Return the scope of a chunk of a rebuild, which visits all resources anyway."""
        return cls(frozenset(chunk), extends=False, by_content=True)

    @classmethod
    def of_check(cls, resources: Iterable[ResourceId]) -> Scope:
        """Return the scope of a comparison of some resources: others are compared in turn."""
        return cls(frozenset(resources), extends=False)


@dataclass(frozen=True)
class AddressEntry:
    """An entry of the address book that has to be written."""

    key: ResourceId
    address: str
    resource: ResourceId


@dataclass(frozen=True)
class Decision:
    """What the journal should say about the examined resources; incomplete if it has a `need`."""

    need: Need | None = None
    examined: frozenset[ResourceId] = frozenset()
    contents: Mapping[ResourceId, Content] = field(default_factory=dict)
    """The content of the public resources, as a change holds it."""
    digests: Mapping[ResourceId, str] = field(default_factory=dict)
    """The digests of contents that differ from the journal."""
    appeared: frozenset[ResourceId] = frozenset()
    gone: frozenset[ResourceId] = frozenset()
    secret: frozenset[ResourceId] = frozenset()
    """Resources that are hidden on purpose, so that their past is hidden too, whether they are gone now or earlier."""
    private: Mapping[ResourceId, frozenset[str]] = field(default_factory=dict)
    """Languages of restricted pages, of the resources that have some."""
    languages: Mapping[ResourceId, frozenset[str]] = field(default_factory=dict)
    """Languages in which each examined resource is public."""
    mentions: Mapping[ResourceId, Mentions] = field(default_factory=dict)
    """Mentions of all examined resources; a resource that is not public has none."""
    mentions_differ: frozenset[ResourceId] = frozenset()
    """The resources whose stored mentions differ."""
    reasons: frozenset[tuple[ResourceId, ResourceId, str]] = frozenset()
    addresses: tuple[AddressEntry, ...] = ()
    failures: Mapping[ResourceId, Exception] = field(default_factory=dict)
    """The errors of resources that would be public, but cannot be described or written."""
    later: frozenset[ResourceId] = frozenset()
    """Resources that were not examined although they may differ because of this decision."""


def decide(scope: Scope, facts: Facts) -> Decision:
    """Return what follows from the facts.

    A resource that cannot be written counts as one that cannot be described. Since others may mention it, all is
    decided again without it.
    """
    unwritable: dict[ResourceId, Exception] = {}
    try:
        while True:
            course = _Course(scope, facts, unwritable)
            contents, errors = course.contents()
            if not errors:
                return course.decision(contents)
            unwritable |= errors
    except Lacking as lacking:
        return Decision(need=lacking.need)


class _Course:
    """One pass of a decision: examines resources until no more follow."""

    def __init__(self, scope: Scope, facts: Facts, unwritable: Mapping[ResourceId, Exception]) -> None:
        self.scope = scope
        self.facts = facts
        self.unwritable = unwritable
        self.examined = set(scope.affected)
        self.later: set[ResourceId] = set()
        self._extend()

    def _extend(self) -> None:
        followed: set[ResourceId] = set()
        while True:
            self._judge()
            more = self._linkable() - self.examined
            if self.scope.extends and more:
                self.examined |= more
                continue
            referrers = self._referrers() - self.examined
            followed |= referrers
            if not referrers or len(followed) > self.scope.follows:
                self.later = more | referrers
                return
            self.examined |= referrers

    def _judge(self) -> None:
        """Find the examined resources that are public, and what they mention."""
        self.facts.require("examined", self.examined)
        self.known = {each: self.facts.examined[each] for each in sorted(self.examined)}
        self.failures: dict[ResourceId, Exception] = {}
        self.published = {each for each, known in self.known.items() if known.published}
        self.described = self._described(self.published)
        self.mentions = {each: mentions_of(said, True) for each, said in self.described.items()}
        linked = self._described(self._linked())
        self.described |= linked
        self.mentions |= {each: mentions_of(said, False) for each, said in linked.items()}
        self.hidden = self.examined - self.described.keys()

    def _described(self, resources: set[ResourceId]) -> dict[ResourceId, Description]:
        """Return the descriptions of resources that are public if they can be described; keep the errors of others."""
        self.facts.require("descriptions", resources)
        found = {}
        for resource in sorted(resources):
            outcome = self.unwritable.get(resource) or self.facts.descriptions[resource]
            if isinstance(outcome, Description):
                found[resource] = outcome
            elif outcome:
                self.failures[resource] = outcome
        return found

    def _linked(self) -> set[ResourceId]:
        """Return the unpublished resources that are public because published resources mention them.

        The stored mentions of examined resources are replaced by what these resources mention now.
        """
        self.gained: Counter[ResourceId] = Counter()
        for known in self.known.values():
            self.gained.subtract(target for target, makes_public in known.mentions.items() if makes_public)
        for mentions in self.mentions.values():
            self.gained.update(target for target, makes_public in mentions.items() if makes_public)
        return {
            resource
            for resource, known in self.known.items()
            if not (known.published or known.shut)
            and only_when_linked(resource)
            and known.mentioned_by + self.gained[resource] > 0
        }

    def _differing_mentions(self) -> set[ResourceId]:
        return {each for each, known in self.known.items() if known.mentions != self.mentions.get(each, {})}

    def _linkable(self) -> set[ResourceId]:
        """Return the resources that a mention can make public, and that have gained or lost one."""
        return {
            target
            for each in self._differing_mentions()
            for target, _ in self.known[each].mentions.items() ^ self.mentions.get(each, {}).items()
            if only_when_linked(target)
        }

    def _referrers(self) -> set[ResourceId]:
        """Return the resources that mention an address which has changed, or a resource that (dis)appears."""
        changed = {entry.key for entry in self._addresses()}
        if self.scope.by_content:
            changed |= {each for each in self.failures if not self.known[each].has_failed}
            changed |= {each for each in self.described if self.known[each].has_failed}
        else:
            changed |= {each for each, known in self.known.items() if (each in self.hidden) != (known.digest is None)}
        self.facts.require("referrers", changed)
        return {source for each in changed for source in self.facts.referrers[each]}

    def _addresses(self) -> list[AddressEntry]:
        """Return the new entries of the address book.

        A public page takes its addresses, as a visible alias does for its source. The address of any other page is
        only entered where the book has none.
        """
        pages = {each for each in self.hidden if is_page(each)}
        self.facts.require("other_pages", pages)
        found = [self.facts.other_pages[page] for page in sorted(pages)]
        claimed = {url: resource for other in found for url, resource in other.others.items()}
        taken = {url: resource for other in found for url, resource in other.aliases.items()}
        taken |= {url: each for each, said in self.described.items() for url in said.urls.values()}
        entries = {entry.key: entry for entry in _entries(claimed)}
        free = {entry.key: entry for entry in _entries(taken)}
        self.facts.require("addresses", entries.keys() | free.keys())
        entries = {key: entry for key, entry in entries.items() if self.facts.addresses[key] is None} | free
        return [entry for key, entry in sorted(entries.items()) if self.facts.addresses[key] != entry.resource]

    def contents(self) -> tuple[dict[ResourceId, Content], dict[ResourceId, Exception]]:
        """Return the contents of the public resources, and the errors of those that cannot be written."""
        targets = {target for said in self.described.values() for target in said.targets()}
        at_address = self._at_addresses({each for each in targets if each.startswith(PREFIX)})
        visible = self._visible((targets | set(at_address.values())) - at_address.keys())
        contents, errors = {}, {}
        for resource, said in self.described.items():
            try:
                contents[resource] = content_of(said.restricted(visible.__contains__, at_address))
            except Exception as error:  # noqa: BLE001 one bad record must not stop the others
                errors[resource] = error
        return contents, errors

    def _at_addresses(self, keys: set[ResourceId]) -> dict[ResourceId, ResourceId]:
        """Return the resources at the addresses with these keys; addresses that nobody has had are left out."""
        self.facts.require("addresses", keys)
        book = {key: self.facts.addresses[key] for key in keys}
        book |= {entry.key: entry.resource for entry in self._addresses() if entry.key in keys}
        return {key: resource for key, resource in book.items() if resource}

    def _visible(self, targets: set[ResourceId]) -> set[ResourceId]:
        others = {each for each in targets - self.examined if not each.startswith(PREFIX)}
        self.facts.require("mentioned", others)
        return self.described.keys() | {each for each in others if self._is_public(each, self.facts.mentioned[each])}

    def _is_public(self, resource: ResourceId, known: Mentioned) -> bool:
        return known.public or (known.linkable and known.mentioned_by + self.gained[resource] > 0)

    def decision(self, contents: dict[ResourceId, Content]) -> Decision:
        digests = {each: digest_of(content) for each, content in contents.items()}
        before = {each: known.digest for each, known in self.known.items() if known.digest is not None}
        return Decision(
            examined=frozenset(self.examined),
            contents=contents,
            digests={each: digest for each, digest in digests.items() if digest != before.get(each)},
            appeared=frozenset(self.described.keys() - before.keys()),
            gone=frozenset(self.hidden & before.keys()),
            secret=frozenset(each for each in self.hidden if self.known[each].private or self.known[each].shut),
            private={each: known.private for each, known in self.known.items() if known.private},
            languages={each: self._languages(each) for each in self.known},
            mentions={each: self.mentions.get(each, {}) for each in self.known},
            mentions_differ=frozenset(self._differing_mentions()),
            reasons=frozenset(self._reasons()),
            addresses=tuple(self._addresses()),
            failures=self.failures,
            later=frozenset(self.later),
        )

    def _languages(self, resource: ResourceId) -> frozenset[str]:
        return frozenset(self.described[resource].urls) if resource in self.described else frozenset()

    def _reasons(self) -> Iterable[tuple[ResourceId, ResourceId, str]]:
        for resource, said in self.described.items():
            yield from reasons_given_by(said, resource in self.published, self.facts.languages)


def _entries(urls: Mapping[str, ResourceId]) -> list[AddressEntry]:
    addresses = ((canonical(url, {}), resource) for url, resource in urls.items())
    return [AddressEntry(identifier(address), address, resource) for address, resource in addresses]
