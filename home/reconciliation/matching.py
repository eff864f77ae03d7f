"""Answer queries: resources whose names are like the given one, better where their properties are as given too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph import presentation
from graph.declarations import DeclaredType
from graph.identity import ResourceId, from_iri, split
from graph.replica import Replica
from home.reconciliation import properties
from home.reconciliation.reading import Query
from search.names import Candidate, candidates, compared_forms

Json = Any

SURE = 100.0
"""The similarity of equal names."""
OF_PROPERTIES = 0.4
"""The share of a score that depends on properties, where a query has a name too."""
CONSIDERED = 5
"""How many candidates by name are compared by their properties, for each one that is returned."""


def answered(replica: Replica, query: Query, language: str) -> Json:
    """Return the candidates for a query, the likeliest first."""
    considered = query.limit * (CONSIDERED if query.properties else 1)
    if query.name.strip():
        likely = candidates(replica, query.name, query.types, max(considered, 2))
    else:
        likely = [Candidate(each, SURE) for declared in query.types for each in replica.of_type(declared.name)]
    scored = [(*_scored(replica, each, query), each) for each in likely]
    ranked = sorted(scored, key=lambda each: (-each[0], each[2].resource))
    sure = [each for each in ranked if each[0] >= SURE]
    return {
        "result": [
            entity(replica, candidate.resource, language)
            | {"score": score, "match": len(sure) == 1 and score >= SURE, "features": features}
            for score, features, candidate in ranked[: query.limit]
            if score > 0
        ]
    }


def entity(replica: Replica, resource: ResourceId, language: str) -> Json:
    """Return a resource as clients name it: id, name and types."""
    name = presentation.mention(replica, resource, language).text
    return {"id": resource, "name": name, "type": [type_as_named(replica.declared(resource))]}


def type_as_named(declared: DeclaredType) -> Json:
    return {"id": declared.name, "name": presentation.kind(declared).label}


def _scored(replica: Replica, candidate: Candidate, query: Query) -> tuple[float, list[Json]]:
    """Return the score of a candidate, and the parts that it is made of."""
    if not query.properties:
        return candidate.similarity, []
    alike = [_share(replica, candidate.resource, *stated) for stated in query.properties]
    share = sum(alike) / len(alike)
    features = [{"id": pid, "value": 100 * each} for (pid, _), each in zip(query.properties, alike, strict=True)]
    if not query.name.strip():
        return round(100 * share, 1), features
    features.append({"id": "name", "value": candidate.similarity})
    return round(candidate.similarity * (1 - OF_PROPERTIES) + 100 * share * OF_PROPERTIES, 1), features


def _share(replica: Replica, resource: ResourceId, pid: str, wanted: Iterable[str]) -> float:
    """Return which share of the wanted values a resource has; a link is named by id, IRI, code or any of its names."""
    column = properties.properties(replica.declared(resource)).get(pid)
    if column is None or not wanted:
        return 0.0
    texts = {} if column.field.name in replica.shown_values(resource) else replica.texts([resource]).get(resource, {})
    own = {form for each in properties.values(replica, resource, column, texts, "en") for form in _forms(replica, each)}
    return sum(1 for value in wanted if own.intersection(_wanted_forms(value))) / len(list(wanted))


def _forms(replica: Replica, value: Json) -> list[str]:
    if "id" not in value:
        return compared_forms(str(next(iter(value.values()))))
    resource = value["id"]
    node = replica.node(resource)["values"]
    titles = (node.get(replica.declared(resource).graph_type.title) or {}).values()
    return [resource, *(form for each in (split(resource)[1], *titles) for form in compared_forms(each))]


def _wanted_forms(value: str) -> list[str]:
    return [from_iri(value) or value, *compared_forms(value)]
