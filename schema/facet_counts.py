"""One facet of one list, counted when it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass

from django.utils.text import capfirst

from graph.fields import Choice
from graph.identity import ResourceId, iri
from graph.registry import registry
from graph.replica import Replica
from schema.facets import Path, Value, counts, stated
from schema.specifications import capitals


@dataclass(frozen=True)
class FacetOf:
    """By the values of a field: `paths` says for each type of the resources where it has them."""

    replica: Replica
    paths: Mapping[str, Path]
    among: Set[ResourceId]

    def ranked(self) -> list[tuple[Value, int]]:
        """The most frequent first, and among equals in the order of their values."""
        return sorted(self.counted().items(), key=lambda pair: (-pair[1], pair[0]))

    def counted(self) -> Counter[Value]:
        found: Counter[Value] = Counter()
        for type_name, path in self.paths.items():
            found.update(counts(self.replica, type_name, path, self._of_type(type_name)))
        return found

    def not_stated(self) -> int:
        paths = self.paths.items()
        return len(self.among) - sum(stated(self.replica, name, path, self._of_type(name)) for name, path in paths)

    @property
    def leads_to_resources(self) -> bool:
        return self._path.leads_to_resources

    def as_given(self, value: Value) -> str:
        """The value as a filter takes it: the id of a resource, the name of a coded value."""
        if self.leads_to_resources:
            return iri(str(value))
        if isinstance(self._path.declared, Choice):
            return self._path.declared.choices(str(value)).name
        return str(value).lower()

    def label(self, value: Value) -> str:
        """What people call a value that is no resource, in the active language."""
        declared = self._path.declared
        return str(declared.choices(str(value)).label) if isinstance(declared, Choice) else self.as_given(value)

    @property
    def _path(self) -> Path:
        """They are alike."""
        return next(iter(self.paths.values()))

    def _of_type(self, name: str) -> Set[ResourceId]:
        if len(self.paths) == 1:
            return self.among
        return {each for each in self.among if self.replica.node(each)["type"] == name}


@dataclass(frozen=True)
class FacetByType(FacetOf):
    """By what they are."""

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
