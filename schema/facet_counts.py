"""Counts of one facet of one list, computed when they are asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst

from graph.declarations import Choice, registry
from graph.identity import ResourceId, iri
from graph.replica import Replica
from schema.facets import Path, Value, counts, stated
from schema.specifications import capitals


@dataclass(frozen=True)
class FacetOf:
    """A facet by the values of a field; `paths` has the path to the values for each type of the resources."""

    replica: Replica
    paths: Mapping[str, Path]
    among: Set[ResourceId]

    def ranked(self) -> list[tuple[Value, int]]:
        """Return the values with their counts, the most frequent first, and equal ones in the order of the values."""
        return sorted(self.counted.items(), key=lambda pair: (-pair[1], pair[0]))

    @cached_property
    def counted(self) -> Counter[Value]:
        found: Counter[Value] = Counter()
        for name, resources in self._by_type.items():
            found.update(counts(self.replica, name, self.paths[name], resources))
        return found

    def not_stated(self) -> int:
        having = (stated(self.replica, name, self.paths[name], each) for name, each in self._by_type.items())
        return len(self.among) - sum(having)

    @property
    def leads_to_resources(self) -> bool:
        return self._path.leads_to_resources

    def as_given(self, value: Value) -> str:
        """Return the value as a filter takes it: the id of a resource, the name of a coded value."""
        if self.leads_to_resources:
            return iri(str(value))
        if isinstance(self._path.declared, Choice):
            return self._path.declared.choices(str(value)).name
        return str(value).lower()

    def label(self, value: Value) -> str:
        """Return the label of a value that is no resource, in the active language."""
        declared = self._path.declared
        return str(declared.choices(str(value)).label) if isinstance(declared, Choice) else self.as_given(value)

    @property
    def _path(self) -> Path:
        """Any of the paths, whose values are all of one kind."""
        return next(iter(self.paths.values()))

    @cached_property
    def _by_type(self) -> dict[str, Set[ResourceId]]:
        """The resources by type, for the types that have the field."""
        if len(self.paths) == 1:
            return dict.fromkeys(self.paths, self.among)
        found: dict[str, set[ResourceId]] = defaultdict(set)
        for each in self.among:
            found[self.replica.node(each)["type"]].add(each)
        return {name: resources for name, resources in found.items() if name in self.paths}


@dataclass(frozen=True)
class FacetByType(FacetOf):
    """A facet by the types of the resources."""

    @cached_property
    def counted(self) -> Counter[Value]:
        return Counter(self.replica.node(each)["type"] for each in self.among)

    def not_stated(self) -> int:
        return 0

    @property
    def leads_to_resources(self) -> bool:
        return False

    def as_given(self, value: Value) -> str:
        return capitals(str(value))

    def label(self, value: Value) -> str:
        return str(capfirst(registry().types[str(value)].model._meta.verbose_name_plural))
