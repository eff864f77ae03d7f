"""Find resources by a name as people write it: with other accents, articles, word order or spelling, in any language.

A name is compared as a whole, which is what tells the Republic of Korea from the Democratic People's Republic of Korea;
a search for words would find both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from graph.declarations import DeclaredType
from graph.identity import ResourceId
from graph.replica import Recent, Replica
from search.analysis import forms, is_unbroken, words
from search.documents import names
from search.stop_words import STOP_WORDS

LEAST = 50.0
"""Least similarity of a candidate, of 100."""
PART = 0.9
"""What a name counts that only contains the words of the other one, compared with an equal name."""
KEPT_TYPES = 100
"""How many types' names a process keeps until the graph changes; more than there are."""

BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]")


@dataclass(frozen=True)
class Candidate:
    """A resource that may be meant, with its similarity from 0 to 100; 100 is the same name."""

    resource: ResourceId
    similarity: float


@dataclass
class Names:
    """The names of the resources of one type in the form in which they are compared."""

    resources: dict[str, set[ResourceId]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, replica: Replica, declared: DeclaredType) -> Names:
        found = cls()
        for resource in replica.of_type(declared.name):
            for name, _ in names(declared, replica.node(resource)["values"]):
                for form in compared_forms(name):
                    found.resources[form].add(resource)
        return found

    def similar(self, form: str, most: int) -> Iterator[tuple[ResourceId, float]]:
        """Yield resources with the similarity of their names to a form, and the same resource perhaps several times."""
        for scorer, weight in ((fuzz.token_sort_ratio, 1.0), (fuzz.token_set_ratio, PART)):
            near = process.extract(form, self.resources.keys(), scorer=scorer, score_cutoff=LEAST / weight, limit=most)
            for name, similarity, _ in near:
                yield from ((each, similarity * weight) for each in self.resources[name])


def candidates(replica: Replica, text: str, types: Iterable[DeclaredType], most: int) -> list[Candidate]:
    """Return the public resources of these types that a name may mean, the likeliest first."""
    best: dict[ResourceId, float] = {}
    for declared in types:
        of_type = names_of(replica, declared)
        for form in compared_forms(text):
            for resource, similarity in of_type.similar(form, 4 * most):
                best[resource] = max(similarity, best.get(resource, 0))
    ranked = sorted(best.items(), key=lambda each: (-each[1], each[0]))
    return [Candidate(resource, round(similarity, 1)) for resource, similarity in ranked[:most]]


def names_of(replica: Replica, declared: DeclaredType) -> Names:
    kept: Recent[str, Names] = replica.derived(Names, KEPT_TYPES)
    return kept.once(declared.name, lambda: Names.of(replica, declared))


def compared_forms(name: str) -> list[str]:
    """Return the forms of a name that are compared: all of it, and what stands beside its brackets and in them.

    Articles and other stop words, case, accents and punctuation make no difference.
    """
    pieces = [name]
    if inside := BRACKETS.findall(name):
        pieces += [BRACKETS.sub(" ", name), *inside]
    return list(dict.fromkeys(filter(None, map(_compared, pieces))))


def _compared(text: str) -> str:
    written = [_folded(match[0]) for match in words(text)]
    return " ".join([word for word in written if word not in _stop_words()] or written)


def _folded(word: str) -> str:
    return word if is_unbroken(word) else next(iter(forms(word, "")), "")


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(_folded(word) for several in STOP_WORDS.values() for word in several.split())
