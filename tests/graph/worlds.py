"""A small world of plain data, from which decisions are made and in which they are written, without a database."""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import quote

from hypothesis import strategies as st

from graph.declarations import is_page, only_when_linked
from graph.description import Description, Node
from graph.identity import iri
from graph.journal import content_of, mentions_of
from graph.mirror.decision import Examined, Facts, Mentioned, OtherPages, Outcome, decide
from graph.mirror.withdrawal import Shown, withdraw
from graph.text import PREFIX, canonical, identifier

NEWS = [f"news/0000000{number}-0000-0000-0000-000000000000" for number in range(4)]
ORGANISATIONS = ["organisation/a", "organisation/b"]
FILES = ["image/1", "image/2"]
ALL = [*NEWS, *ORGANISATIONS, *FILES, "country/KH"]
PLACES = [f"http://testserver/{place}/" for place in "abcd"]
FAULTS = ("undescribed", "unwritable")


@dataclass(frozen=True)
class Record:
    """One row: what it says, and whether people may see it."""

    exists: bool = True
    published: bool = True
    shut: bool = False
    mentions: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Addresses in its texts."""
    fault: str = ""


ABSENT = Record(exists=False, published=False)

records = st.builds(
    Record,
    published=st.booleans(),
    shut=st.booleans(),
    mentions=st.lists(st.sampled_from(ALL), max_size=4, unique=True).map(tuple),
    addresses=st.lists(st.sampled_from(PLACES), max_size=1).map(tuple),
    fault=st.sampled_from(("", "", "", "", "", *FAULTS)),
) | st.just(ABSENT)


@dataclass
class World:
    """Rows and places of pages, and what the mirror has stored of them. Each place has one page, like addresses do."""

    rows: dict[str, Record] = field(default_factory=lambda: dict.fromkeys(ALL, ABSENT))
    places: dict[str, str] = field(default_factory=lambda: dict(zip(NEWS, PLACES, strict=True)))
    journal: dict[str, tuple[dict, str]] = field(default_factory=dict)
    mentions: dict[str, dict[str, bool]] = field(default_factory=dict)
    book: dict[str, str] = field(default_factory=dict)
    failures: set[str] = field(default_factory=set)

    def outcome(self, resource: str) -> Outcome | None:
        row = self.rows[resource]
        if not row.exists or (is_page(resource) and not row.published):
            return None
        return ValueError(resource) if row.fault == "undescribed" else self.description(resource)

    def description(self, resource: str) -> Description:
        row = self.rows[resource]
        written = [iri(each) for each in row.mentions] + [iri(PREFIX + quote(each, safe="")) for each in row.addresses]
        values = {"title": {"en": resource}}
        if not resource.startswith("country/"):
            # The one field that all the others have in common, or one that may hold any address.
            values |= {"file": iri("")} if resource in FILES else {"same_as": written}
        if row.fault == "unwritable":
            values["title"] = {"not a language": "\ud800"}
        kinds = {"news": "News", "organisation": "Organisation", "image": "Image", "country": "Country"}
        node = Node(kinds[resource.partition("/")[0]], values)
        return Description(resource, {resource: node}, {"en": self.places[resource]} if is_page(resource) else {})

    # What a reader of facts reads.

    def facts(self, need, by_content=False):
        table, ids = need
        read = self.by_content if by_content and table == "mentioned" else getattr(self, f"read_{table}")
        return {each: read(each) for each in ids}

    def makers(self, resource):
        return sum(stored.get(resource, False) for stored in self.mentions.values())

    def read_examined(self, resource):
        row = self.rows[resource]
        return Examined(
            published=row.exists and row.published and resource not in FILES,
            shut=resource in FILES and row.shut,
            digest=self.journal[resource][1] if resource in self.journal else None,
            mentions=self.mentions.get(resource, {}),
            mentioned_by=self.makers(resource),
            has_failed=resource in self.failures,
        )

    def read_descriptions(self, resource):
        return self.outcome(resource)

    def read_mentioned(self, resource):
        return Mentioned(public=resource in self.journal)

    def by_content(self, resource):
        known = self.read_examined(resource)
        if known.has_failed:
            return Mentioned()
        linkable = only_when_linked(resource) and self.rows[resource].exists and not known.shut
        return Mentioned(known.published, linkable, known.mentioned_by)

    def read_referrers(self, resource):
        targets = {resource, *(key for key, at_it in self.book.items() if at_it == resource)}
        return {source for source, stored in self.mentions.items() if targets & stored.keys()}

    def read_addresses(self, key):
        return self.book.get(key)

    def read_other_pages(self, resource):
        exists = self.rows[resource].exists
        return OtherPages(others={self.places[resource]: resource} if exists else {})

    # What is decided and written.

    def decided(self, scope, by_content=False):
        """The decision, and what it was made of: every need is for what is not known yet, and they come to an end."""
        facts = Facts(("en",))
        while (decision := decide(scope, facts)).need:
            table = getattr(facts, decision.need.table)
            assert decision.need.ids
            assert not decision.need.ids & table.keys()
            table.update(self.facts(decision.need, by_content))
        return decision, facts

    def write(self, decision):
        for resource, digest in decision.digests.items():
            self.journal[resource] = decision.contents[resource], digest
        for resource in decision.gone:
            del self.journal[resource]
        self._note({each: decision.mentions[each] for each in decision.mentions_differ})
        self.book |= {entry.key: entry.resource for entry in decision.addresses}
        self.failures = self.failures - decision.examined | decision.failures.keys()

    def _note(self, mentions):
        self.mentions |= mentions
        self.mentions = {source: stored for source, stored in self.mentions.items() if stored}

    def shown(self, resources, besides=frozenset()):
        shown = frozenset(resources & self.journal.keys())
        counts = Counter({each: self.makers(each) for each in shown})
        for source in besides:
            counts.subtract(target for target, makes in self.mentions.get(source, {}).items() if makes)
        facts = {each: self.read_examined(each) for each in shown}
        linked = {each for each in shown if only_when_linked(each) and counts[each] > 0 and not facts[each].shut}
        return Shown(shown, frozenset({each for each in shown if facts[each].published} | linked))

    def withdrawn(self, affected):
        shown = self.shown(affected)
        linkable = {each for source in shown.outdated for each in self.mentions.get(source, {})}
        named = self.shown({each for each in linkable if only_when_linked(each)}, besides=shown.outdated)
        gone = shown.outdated | named.gone
        referrers = {source for each in gone for source in self.read_referrers(each)}
        return withdraw(affected, shown, named, {}, frozenset(), referrers)

    def withdraw(self, withdrawal):
        for resource in withdrawal.gone:
            del self.journal[resource]
            self.mentions.pop(resource, None)

    # What is right, by plain means.

    def public(self) -> set[str]:
        said = {each: self.outcome(each) for each in ALL}
        ok = {each for each, outcome in said.items() if isinstance(outcome, Description)}
        ok -= {each for each in ok if self.rows[each].fault}
        own = {each for each in ok if self.read_examined(each).published}
        named = {target for each in own for target in mentions_of(said[each], True)}
        return own | {each for each in ok & named if only_when_linked(each) and not self.read_examined(each).shut}

    def right(self) -> dict[str, dict]:
        """What the journal should hold, given the address book."""
        public = self.public()
        return {each: content_of(self.description(each).restricted(public.__contains__, self.book)) for each in public}

    def stored(self) -> dict[str, dict]:
        return {resource: content for resource, (content, _) in self.journal.items()}


def key(place):
    return identifier(canonical(place, {}))
