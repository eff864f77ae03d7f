"""Bring the journal up to date for a set of affected resources, and for the resources that mention them.

A resource's description depends on itself and on whether the resources it mentions are public. `Reference` rows
record every mention, so that the sources can be described again when a resource appears or disappears.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from graph.declarations import by_type, is_page, only_when_linked
from graph.description import Description, describe_many
from graph.identity import ResourceId, resource_id, split
from graph.journal import (
    Journal,
    address_book,
    digests,
    follow_reasons,
    note_languages,
    note_reasons,
    reasons_given_by,
    references,
    shut,
)
from graph.marks import forget_failures, keep_failures
from graph.mirror.prefetch import Outcome
from graph.models import Resource
from graph.visibility import PageRules, instances, private_languages, public_keys, public_languages

Status = Resource.Status


class Unwritable(Exception):
    """Resources that were described, but whose values cannot be written as triples, with the error of each."""

    def __init__(self, errors: Mapping[ResourceId, Exception]) -> None:
        super().__init__(errors)
        self.errors = errors


class Update:
    """The work of one drain. After `settle`, the journal holds the state of the affected resources at `now`.

    With `everything_changes` (a rebuild) all resources are visited anyway, so a resource is not visited at once
    because of another one, and a target that is not visited yet counts as public if it will be.
    """

    def __init__(
        self,
        journal: Journal,
        now: datetime,
        everything_changes: bool = False,
        described_before: Mapping[ResourceId, Outcome] = MappingProxyType({}),
    ) -> None:
        self.journal = journal
        self.rules = PageRules.at(now)
        self.everything_changes = everything_changes
        self.described_before = described_before
        self.described: dict[ResourceId, Description] = {}
        self.hidden: set[ResourceId] = set()
        self.failures: dict[ResourceId, Exception] = {}
        self.unwritable: dict[ResourceId, Exception] = {}
        self.put_off: set[ResourceId] = set()

    def settle(self, affected: Iterable[ResourceId], most_referrers: int) -> set[ResourceId]:
        """Describe the affected resources and, where one appears or disappears, the resources that mention it.

        Returns the resources that are put off: the mentioning ones, where there are more than `most_referrers`; in a
        rebuild also resources whose being public may have changed by a mention. A resource that cannot be written
        counts as one that cannot be described: all are settled again without it, since others may mention it.
        """
        affected = set(affected)
        while True:
            self.described, self.hidden, self.failures, self.put_off = {}, set(), {}, set()
            try:
                with transaction.atomic():
                    return self._settle(affected, most_referrers)
            except Unwritable as error:
                self.journal.drop()
                self.unwritable |= error.errors

    def _settle(self, affected: set[ResourceId], most_referrers: int) -> set[ResourceId]:
        forget_failures(affected)
        self._examine(affected)
        before = digests({*self.described, *self.hidden})
        referrers = references.sources_of(self._remember_addresses())
        if not self.everything_changes:
            flipped = {each for each in self.described if each not in before} | (self.hidden & before.keys())
            referrers |= references.sources_of(flipped | address_book.of(flipped))
        referrers -= self.described.keys() | self.hidden
        later = referrers if len(referrers) > most_referrers else set()
        self._examine(referrers - later)
        before |= digests(referrers - later)
        self._write(before)
        changed = self._note_languages(self.described.keys() | self.hidden)
        follow_reasons(changed | self.hidden | (self.described.keys() - before.keys()))
        keep_failures(self.failures)
        return later | self.put_off

    def hide(self, affected: Iterable[ResourceId]) -> set[ResourceId]:
        """Withdraw resources that are not public any more; returns the resources that remain to be settled.

        A resource that is public in fewer languages is withdrawn too, until it is described without the lost ones.
        """
        affected = set(affected)
        gone = self._gone(digests(affected))
        gone |= self._with_lost_languages(affected - gone)
        candidates = {target for target in references.targets_of(gone) if only_when_linked(target)}
        references.forget(gone)
        gone |= self._gone(digests(candidates))
        referrers = references.sources_of(gone | address_book.of(gone))
        references.forget(gone)
        self._withdraw(gone)
        self.journal.flush()
        self._suppress(affected - gone)
        self._note_languages(affected - gone)
        follow_reasons(affected | gone)
        return affected | referrers | candidates

    def _examine(self, resources: set[ResourceId]) -> None:
        """Describe the public ones of the resources; follow their mentions to resources that are public when linked."""
        waiting = resources
        while waiting:
            own = {each for each in waiting if not only_when_linked(each)}
            current = own or waiting
            mentioned = self._examine_batch(current)
            waiting = waiting - current
            if self.everything_changes:
                self.put_off |= mentioned
            else:
                waiting |= mentioned

    def _examine_batch(self, resources: set[ResourceId]) -> set[ResourceId]:
        """Describe one batch; returns the mentioned resources whose being public may have changed by it."""
        own = on_their_own(resources, self.rules)
        public = own | linked(resources - own)
        mentions: dict[ResourceId, references.Mentions] = {each: {} for each in resources}
        found: dict[ResourceId, Description] = {}
        for resource, outcome in self._describe(public):
            if isinstance(outcome, Exception):
                self.failures[resource] = outcome
            else:
                found[resource] = outcome
                mentions[resource] = references.mentions_of(outcome, resource in own)
        languages = list(self.rules.languages.values())
        note_reasons(reason for each in found.values() for reason in reasons_given_by(each, each.id in own, languages))
        self.described = {key: value for key, value in self.described.items() if key not in resources} | found
        self.hidden = (self.hidden | resources) - found.keys()
        return {target for target in references.replace(mentions) if only_when_linked(target)}

    def _describe(self, resources: set[ResourceId]) -> Iterator[tuple[ResourceId, Outcome]]:
        known: dict[ResourceId, Outcome] = {**self.described_before, **self.unwritable}
        known = {each: known[each] for each in resources & known.keys()}
        yield from known.items()
        for declared, keys in by_type(resources - known.keys()).items():
            yield from describe_many(declared, sorted(keys), self.rules)

    def _remember_addresses(self) -> set[ResourceId]:
        """Record the pages' addresses in the address book; returns the addresses whose resource has changed."""
        taken = {url: each.id for each in self.described.values() for url in each.urls.values()}
        pages = (split(each)[1] for each in self.hidden if is_page(each))
        aliases, claimed = address_book.of_other_pages(pages, self.rules)
        return address_book.remember(aliases | taken, claimed)

    def _write(self, before: dict[ResourceId, str]) -> None:
        targets = {target for each in self.described.values() for target in each.targets()}
        named = address_book.named(targets)
        visible = self._visible(targets | set(named.values()))
        unwritable: dict[ResourceId, Exception] = {}
        for resource in sorted(self.described):
            try:
                description = self.described[resource].restricted(lambda each: each in visible, named)
                self.journal.record(description, before.get(resource, ""))
            except Exception as error:  # noqa: BLE001 one bad record must not stop the others
                unwritable[resource] = error
        if unwritable:
            raise Unwritable(unwritable)
        self._withdraw(self.hidden & before.keys())
        self.journal.flush()
        self._suppress(self.hidden - before.keys())

    def _visible(self, targets: set[ResourceId]) -> set[ResourceId]:
        unknown = targets - self.described.keys() - self.hidden
        elsewhere = set(digests(unknown))
        if self.everything_changes:
            elsewhere = on_their_own(unknown, self.rules) | _existing(linked(unknown))
        return self.described.keys() | elsewhere

    def _gone(self, resources: Iterable[ResourceId]) -> set[ResourceId]:
        known = set(resources)
        return known - on_their_own(known, self.rules) - linked(known)

    def _with_lost_languages(self, resources: set[ResourceId]) -> set[ResourceId]:
        """Return the resources whose newest change has a language in which they are not public any more."""
        pages = Resource.objects.filter(pk__among=set(filter(is_page, resources)), status=Status.PUBLIC)
        stand = {pk: set(urls or ()) for pk, urls in pages.values_list("pk", "change__values__urls").iterator()}
        public: dict[ResourceId, set[str]] = {}
        for declared, keys in by_type(stand).items():
            languages = public_languages(declared, keys, self.rules)
            public |= {resource_id(declared.graph_type, key): each for key, each in languages.items()}
        return {each for each, languages in stand.items() if languages - public.get(each, set())}

    def _withdraw(self, resources: set[ResourceId]) -> None:
        suppressed = self._private(resources).keys() | shut(resources)
        self.journal.withdraw(resources & suppressed, Status.SUPPRESSED)
        self.journal.withdraw(resources - suppressed, Status.WITHDRAWN)

    def _suppress(self, resources: set[ResourceId]) -> None:
        """Hide the past of resources that were made private after they were withdrawn."""
        private = self._private(resources).keys() | shut(resources)
        Resource.objects.filter(pk__among=private, status=Status.WITHDRAWN).update(status=Status.SUPPRESSED)

    def _note_languages(self, resources: set[ResourceId]) -> set[ResourceId]:
        public = {each: set(self.described[each].urls) if each in self.described else set() for each in resources}
        return note_languages(self._private(resources), public)

    def _private(self, resources: set[ResourceId]) -> dict[ResourceId, set[str]]:
        return private_pages(resources, self.rules)


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


def _existing(resources: Iterable[ResourceId]) -> set[ResourceId]:
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
