"""Evaluation of filters with the indexes of the replica.

The result of every condition is a set of ids, and the sets are combined, so the cost depends on how many resources each
condition finds. A filter that occurs many times in an answer is evaluated once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from graph.declarations import Inverse
from graph.identity import ResourceId, from_iri
from graph.replica import Node, Replica, ValueIndex
from schema.errors import ApiError, BadInputError
from schema.limits import CONDITIONS
from schema.lists.filters import Filters
from schema.lists.unlisted import Unlisted
from schema.types import INTEGER, LANGUAGE_SET, RESOURCE, SITE, Context, Found, Given, LinkSpec, Operators, hosts


class Selection:
    """Evaluates filters against one state of the graph.

    A filter passes what it is certainly true of. Where the graph does not tell, because a list may lack something, a
    filter is possibly true: its opposite is then not certain either.
    """

    def __init__(self, filters: Filters, replica: Replica) -> None:
        self._filters = filters
        self._replica = replica
        self.unlisted = Unlisted(self, replica)
        self._known: dict[tuple[str, bytes, bool], Found] = {}
        self._conditions = 0

    def passing(self, type_name: str, given: Given, *, possibly: bool = False) -> Found:
        """Return all resources of the type that pass, certainly or possibly; callers must not change the set."""
        key = type_name, canonical(given), possibly
        if key not in self._known:
            self._known[key] = self._passing(type_name, given, possibly)
        return self._known[key]

    def links(self, type_name: str) -> Mapping[str, LinkSpec]:
        return self._filters.links[type_name]

    def everything(self, type_name: str) -> Found:
        """Return all resources of a type, or of all types for `Resource`."""
        return {each for name in self._types(type_name) for each in self._replica.of_type(name)}

    def _passing(self, type_name: str, given: Given, possibly: bool) -> Found:
        """Return the resources that pass, testing cheap conditions first and stopping when no resource is left."""
        self._count(len(given))
        found: Found | None = None
        for name in sorted(given, key=lambda each: each in self._filters.links[type_name] or each in ("not", "or")):
            passing = self._condition(type_name, name, given[name], possibly)
            found = passing if found is None else found & passing
            if not found:
                return set()
        return self.everything(type_name) if found is None else found

    def _condition(self, type_name: str, name: str, given: Any, possibly: bool) -> Found:
        match name:
            case "and":
                return self._all(type_name, given, possibly)
            case "or":
                return set().union(*(self.passing(type_name, each, possibly=possibly) for each in given))
            case "not":
                return self.everything(type_name) - self.passing(type_name, given, possibly=not possibly)
            case "id":
                return self._identified(type_name, given)
        link = self._filters.links[type_name].get(name)
        return self._linked(type_name, link, given, possibly) if link else self._valued(type_name, name, given)

    def _all(self, type_name: str, given: Iterable[Given], possibly: bool) -> Found:
        found = sorted((self.passing(type_name, each, possibly=possibly) for each in given), key=len)
        return set.intersection(*found) if found else self.everything(type_name)

    def _identified(self, type_name: str, given: Given) -> Found:
        """Return the resources whose ids pass the given operators."""
        ids = {
            name: {from_iri(each) or "" for each in (value if isinstance(value, list) else [value])}
            for name, value in given.items()
        }
        wanted = [found for name, found in ids.items() if name in ("eq", "in")]
        known = {each for each in set.intersection(*wanted) if self._is_a(each, type_name)} if wanted else None
        found = self.everything(type_name) if known is None else known
        return found.difference(*(ids[name] for name in ("ne", "nin") if name in ids))

    def _is_a(self, resource: ResourceId, type_name: str) -> bool:
        return resource in self._replica and type_name in (RESOURCE, self._replica.node(resource)["type"])

    def _valued(self, type_name: str, name: str, given: Given) -> Found:
        """Return the resources whose values of a field pass the given operators."""
        asked = {each: value for each, value in given.items() if each != "lang"}
        self._count(len(asked))
        found: Found = set()
        for each in self._types(type_name):
            index, operators = self._index(each, type_name, name, given.get("lang"))
            found |= operators.passing(index, asked)
        return found

    def _index(self, name: str, asked: str, field: str, language: str | None) -> tuple[ValueIndex, Operators]:
        """Return the index and operators of a field of the type `name`; `asked` is the type of the filter."""
        indexes = self._replica.indexes
        match field:
            case "languages":
                return indexes.values(name, "its languages", self._languages), LANGUAGE_SET
            case "site":
                return indexes.values(name, "its sites", hosts), SITE
            case "version":
                return indexes.values(name, "its version", lambda node: [node["change"]]), INTEGER
            case "type":
                return indexes.values(name, "its type", lambda node: [node["type"]]), self._filters.type_operators
        spec = self._filters.specs[name]
        declared = next((each.declared for each in spec.fields if each.name == field), None)
        if declared is None:
            index = indexes.values(name, f"no {field}", lambda node: ())
        else:
            index = indexes.field(name, declared, language)
        return index, self._filters.operators[asked][field]

    def _languages(self, node: Node) -> Iterable[str]:
        title = self._filters.specs[node["type"]].declared.graph_type.title
        return node["urls"] or node["values"].get(title, ())

    def _linked(self, type_name: str, link: LinkSpec, given: Mapping[str, Given], possibly: bool) -> Found:
        """Return the resources whose links pass the conditions `some`, `none`, `every` and `unknown`."""
        if not given:
            return self.everything(type_name)
        found = [self._quantified(type_name, link, how, condition, possibly) for how, condition in given.items()]
        return set.intersection(*found)

    def _quantified(self, type_name: str, link: LinkSpec, how: str, given: Given, possibly: bool) -> Found:
        match how:
            case "some":
                return self._some(type_name, link, given, possibly)
            case "none":
                return self.everything(type_name) - self._some(type_name, link, given, not possibly)
            case "every":
                return self.everything(type_name) - self._some(type_name, link, {"not": given}, not possibly)
            case "count":
                return self._counted(type_name, link, given, possibly)
            case _:
                return self._some(type_name, link, given, True) - self._some(type_name, link, given, False)

    def _some(self, type_name: str, link: LinkSpec, given: Given, possibly: bool) -> Found:
        """Return the resources that link to something that passes, certainly or possibly."""
        found = self._linking(type_name, link.name, self.passing(link.target, given, possibly=possibly))
        if not possibly:
            return found
        links = {each: self.links(each).get(link.name) for each in self._types(type_name)}
        return found.union(*(self.unlisted.of(each, known, given) for each, known in links.items() if known))

    def _counted(self, type_name: str, link: LinkSpec, given: Given, possibly: bool) -> Found:
        """Return the resources whose number of links passes; what may be unlisted can only make a number larger."""
        self._count(len(given))
        links = {each: self.links(each).get(link.name) for each in self._types(type_name)}
        found: Found = set()
        for each, known in links.items():
            if known:
                passing = INTEGER.passing(self._numbers(each, known), given)
                unlisted = self.unlisted.of(each, known, {})
                is_certain = given.keys() <= {"gt", "gte"}
                found |= passing | unlisted if possibly else passing if is_certain else passing - unlisted
        return found

    def _numbers(self, type_name: str, link: LinkSpec) -> ValueIndex:
        """Return an index by the numbers of links, made for one answer: they change with other resources too."""
        index = ValueIndex(lambda node: [self._replica.link_count(node["id"], link.source)])
        for each in self._replica.of_type(type_name):
            index.add(each, {"id": each})
        return index

    def _linking(self, type_name: str, name: str, targets: Found) -> Found:
        """Return the resources that link to at least one target by the link of this name."""
        links = {each: self._filters.links[each].get(name) for each in self._types(type_name)}
        return set().union(*(self._linking_of(each, link, targets) for each, link in links.items() if link))

    def _linking_of(self, type_name: str, link: LinkSpec, targets: Found) -> Found:
        """Return the resources of one type that link to a target by a link that either side may state."""
        if not isinstance(link.source, Inverse):
            return self._replica.indexes.field(type_name, link.source).equal(targets)
        name = link.source.link.name
        ends = {end for each in targets for end in self._replica.node(each)["values"].get(name, ())}
        return {each for each in ends if self._is_a(each, type_name)}

    def _types(self, type_name: str) -> Iterable[str]:
        return self._filters.specs if type_name == RESOURCE else (type_name,)

    def _count(self, conditions: int) -> None:
        self._conditions += conditions
        if CONDITIONS.is_exceeded(self._conditions):
            raise ApiError(
                CONDITIONS.code,
                f"The filters of this query have more than {CONDITIONS.value} {CONDITIONS.unit}: ask in parts.",
            )


def selection_of(context: Context, filters: Filters) -> Selection:
    """Return the selection of an answer, shared by all its fields so that each filter is evaluated once."""
    found: Selection = context.memo.setdefault(Selection, Selection(filters, context.replica))
    return found


def list_name(name: str, *given: Given | None) -> str:
    """Return a name that distinguishes lists for their cursors."""
    return " ".join([name, *(canonical(each or {}).decode() for each in given)])


def canonical(given: Given) -> bytes:
    """Return a filter as JSON with sorted names. Raise BadInputError if it is nested too deeply."""
    try:
        return orjson.dumps(given, default=_plain, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise BadInputError("This filter is nested too deeply: ask in parts.") from error


def _plain(value: Any) -> Any:
    return getattr(value, "value", None) or str(value)
