"""Read the facts that a decision asks for, from the tables of the content and from the journal.

All facts of a decision come from one snapshot of the database, which the caller provides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import NamedTuple

from graph.declarations import by_type, is_page, only_when_linked
from graph.description import Description, describe_many
from graph.identity import ResourceId, resource_id, split
from graph.journal import Mentions, address_book, digests, references, shut
from graph.marks import failures
from graph.mirror.decision import Decision, Examined, Facts, Mentioned, OtherPages, Outcome, Scope, decide
from graph.mirror.withdrawal import Shown, Withdrawal, withdraw
from graph.models import Resource
from graph.visibility import PageRules, instances, private_languages, public_keys, public_languages

Ids = AbstractSet[ResourceId]


class Stored(NamedTuple):
    """What the journal says of resources, see `Examined`."""

    digests: Mapping[ResourceId, str]
    mentions: Mapping[ResourceId, Mentions]
    mentioned_by: Mapping[ResourceId, int]
    failures: Ids = frozenset()


class Reader:
    """Reads facts by the rules that hold now. Each method reads the rows that a table of `Facts` lacks.

    Others count as public if they are public in the journal. Descriptions that were read `ahead` are not read again.
    """

    def __init__(self, rules: PageRules, ahead: Mapping[ResourceId, Outcome] = MappingProxyType({})) -> None:
        self.rules = rules
        self.told: dict[ResourceId, Outcome | None] = {**ahead}

    def decided(self, scope: Scope) -> Decision:
        """Return the complete decision about a scope."""
        facts = Facts(tuple(self.rules.languages.values()))
        while (decision := decide(scope, facts)).need:
            table, ids = decision.need
            getattr(facts, table).update(getattr(self, table)(ids))
        return decision

    def withdrawn(self, affected: Ids) -> Withdrawal:
        """Return what is withdrawn at once of the affected resources, and of the resources that they name."""
        shown = self.shown(affected)
        named = self.shown_because_of(shown.outdated)
        gone = shown.outdated | named.gone
        concerned = affected | gone
        referrers = references.sources_of(gone | address_book.of(gone).keys()) - gone
        return withdraw(affected, shown, named, private_pages(concerned, self.rules), shut(concerned), referrers)

    def examined(self, ids: Ids) -> Mapping[ResourceId, Examined]:
        published = self.published(ids)
        private, closed = private_pages(ids, self.rules), shut(ids)
        stored = self.stored(ids, {each for each in ids - published if only_when_linked(each)})
        return {
            each: Examined(
                published=each in published,
                shut=each in closed,
                private=frozenset(private.get(each, ())),
                digest=stored.digests.get(each),
                mentions=stored.mentions.get(each, {}),
                mentioned_by=stored.mentioned_by.get(each, 0),
                has_failed=each in stored.failures,
            )
            for each in ids
        }

    def published(self, ids: Ids) -> set[ResourceId]:
        """Return the published resources; pages are described for it, as only what is published can be loaded."""
        pages = {each for each in ids - self.told.keys() if is_page(each)}
        self.told |= self.descriptions(pages)
        described = {each for each in pages if isinstance(self.told[each], Description)}
        absent = {each for each in pages if self.told[each] is None}
        return described | on_their_own(ids - described - absent, self.rules)

    def stored(self, ids: Ids, linkable: Ids) -> Stored:
        """Return what is stored of the resources, and which mentions make the linkable ones public."""
        return Stored(digests(ids), references.of(ids), self.times_mentioned(linkable))

    def times_mentioned(self, linkable: Ids) -> Mapping[ResourceId, int]:
        return references.times_made_public(linkable)

    def descriptions(self, ids: Ids) -> Mapping[ResourceId, Outcome | None]:
        found: dict[ResourceId, Outcome | None] = {each: self.told.get(each) for each in ids}
        for declared, keys in by_type(ids - self.told.keys()).items():
            found |= dict(describe_many(declared, sorted(keys), self.rules))
        for outcome in found.values():
            if isinstance(outcome, Description):
                # Read now, as an address without a host is on that of the default site.
                outcome.targets()
        return found

    def mentioned(self, ids: Ids) -> Mapping[ResourceId, Mentioned]:
        public = digests(ids).keys()
        return {each: Mentioned(each in public) for each in ids}

    def referrers(self, ids: Ids) -> Mapping[ResourceId, Ids]:
        addresses = address_book.of(ids)
        sources = references.sources_by_target({*ids, *addresses})
        found: dict[ResourceId, set[ResourceId]] = {each: set(sources.get(each, ())) for each in ids}
        for address, resource in addresses.items():
            found[resource] |= sources.get(address, set())
        return found

    def addresses(self, ids: Ids) -> Mapping[ResourceId, ResourceId | None]:
        return {**dict.fromkeys(ids), **address_book.named(ids)}

    def other_pages(self, ids: Ids) -> Mapping[ResourceId, OtherPages]:
        keys = {each: split(each)[1] for each in ids}
        found = address_book.of_other_pages(keys.values(), self.rules)
        return {each: OtherPages(*found.get(key, ())) for each, key in keys.items()}

    def shown(self, resources: Ids) -> Shown:
        """Return which of the resources the journal shows, and which of these are still public."""
        shown = digests(resources).keys()
        published = on_their_own(shown, self.rules)
        public = published | linked(shown - published)
        return Shown(frozenset(shown), frozenset(public), lost_languages(public, self.rules))

    def shown_because_of(self, sources: Ids) -> Shown:
        """Return the same of resources that a mention by one of the sources may have made public.

        Whether they are still public does not depend on the mentions by the sources any more.
        """
        linkable = digests({each for each in references.targets_of(sources) if only_when_linked(each)}).keys()
        published = on_their_own(linkable, self.rules)
        named = references.made_public(linkable - published, besides=sources)
        return Shown(frozenset(linkable), frozenset(published | named - shut(named)))


class ReaderOfContent(Reader):
    """Reads facts for a rebuild, in which the journal is incomplete: others count as public by content.

    Others that could not be described do not count: those that are still to be visited are tried again then.
    """

    def stored(self, ids: Ids, linkable: Ids) -> Stored:
        return super().stored(ids, linkable)._replace(failures=failed(ids))

    def mentioned(self, ids: Ids) -> Mapping[ResourceId, Mentioned]:
        unreadable = failed(ids)
        published = on_their_own(ids - unreadable, self.rules)
        linkable = existing(each for each in ids - published - unreadable if only_when_linked(each))
        linkable -= shut(linkable)
        counts = self.times_mentioned(linkable)
        return {each: Mentioned(each in published, each in linkable, counts.get(each, 0)) for each in ids}


class IndependentReader(ReaderOfContent):
    """Reads facts for a proof of the whole journal, from the content alone."""

    def stored(self, ids: Ids, linkable: Ids) -> Stored:
        return Stored({}, {}, {})

    def times_mentioned(self, linkable: Ids) -> Mapping[ResourceId, int]:
        return {}


def on_their_own(resources: Iterable[ResourceId], rules: PageRules) -> set[ResourceId]:
    """Return the subset of the resources that is public without being mentioned."""
    return {
        resource_id(declared.graph_type, key)
        for declared, keys in by_type(resources).items()
        for key in public_keys(declared, keys, rules)
    }


def linked(resources: Iterable[ResourceId]) -> set[ResourceId]:
    """Return the subset of the resources that is public because a public resource mentions them."""
    candidates = {each for each in resources if only_when_linked(each)}
    named = references.made_public(candidates)
    return named - shut(named)


def failed(resources: Ids) -> set[ResourceId]:
    """Return the subset of the resources that could not be described when they were last settled."""
    return set(failures().filter(key__among=set(resources)).values_list("key", flat=True))


def existing(resources: Iterable[ResourceId]) -> set[ResourceId]:
    """Return the subset of the resources that exists in the database: an address that an editor writes may not."""
    return {
        resource_id(declared.graph_type, str(key))
        for declared, keys in by_type(resources).items()
        for model in declared.models
        for key in instances(declared, model, keys).values_list(declared.graph_type.key, flat=True)
    }


def private_pages(resources: Iterable[ResourceId], rules: PageRules) -> dict[ResourceId, set[str]]:
    """Return the resources that have restricted pages, each with the languages of these pages."""
    pages = {split(each)[1]: each for each in resources if is_page(each)}
    return {pages[key]: languages for key, languages in private_languages(pages, rules).items()}


def lost_languages(resources: Iterable[ResourceId], rules: PageRules) -> dict[ResourceId, frozenset[str]]:
    """Return the languages of the newest change in which a resource is not public any more, where there are some."""
    pages = Resource.objects.filter(pk__among=set(filter(is_page, resources)), status=Resource.Status.PUBLIC)
    shown = {pk: frozenset(urls or ()) for pk, urls in pages.values_list("pk", "change__values__urls")}
    public: dict[ResourceId, set[str]] = {}
    for declared, keys in by_type(shown).items():
        languages = public_languages(declared, keys, rules)
        public |= {resource_id(declared.graph_type, key): each for key, each in languages.items()}
    lost = {each: languages - public.get(each, set()) for each, languages in shown.items()}
    return {each: languages for each, languages in lost.items() if languages}
