"""Write the SPARQL queries that count the same edges, and sum the same amounts, as the projection of a network."""

from __future__ import annotations

from collections.abc import Collection

from graph.declarations import registry
from graph.identity import ResourceId, iri
from graph.networks.declaration import Money, Network, Path, steps
from graph.publishing.prefixes import abbreviated, prologue


def edges(network: Network, within: Collection[ResourceId] = ()) -> str:
    """Return a query for the edges with their weights."""
    return _query(
        f"# {network.title}: the edges of /networks/{network.name}, with the number of works that connect each pair.",
        "SELECT ?source ?target (COUNT(DISTINCT ?work) AS ?weight) WHERE {",
        *_pattern(network, within),
        "}\nGROUP BY ?source ?target\nORDER BY ?source ?target",
    )


def amounts(network: Network, money: Money, within: Collection[ResourceId] = ()) -> str:
    """Return a query for the sums of stated amounts on the edges, each grant once."""
    return _query(
        f"# {network.title}: the amounts on the edges of /networks/{network.name}, each grant once.",
        "SELECT ?source ?target ?currency (SUM(?amount) AS ?total) WHERE {",
        "  SELECT DISTINCT ?source ?target ?grant ?currency ?amount WHERE {",
        *(f"  {line}" for line in _pattern(network, within)),
        f"    ?work {_alternatives(network, money.grants)} ?grant .",
        *_grant(network, money),
        "  }\n}\nGROUP BY ?source ?target ?currency\nORDER BY ?source ?target ?currency",
    )


def _grant(network: Network, money: Money) -> list[str]:
    *_, grants = steps(network.types, (*money.grants[0], money.donor))
    amount = grants[0].fields[money.amount]
    value, *others = (abbreviated(str(predicate)) for predicate, _ in amount.signatures())
    donor = abbreviated(str(grants[0].links[money.donor].predicate))
    return [f"    ?grant {donor} ?source ; {value} ?amount ; {others[0]} ?currency ."]


def _pattern(network: Network, within: Collection[ResourceId]) -> list[str]:
    classes = " ".join(abbreviated(str(each.graph_type.rdf[0])) for each in network.types)
    lines = [f"  VALUES ?class {{ {classes} }}", "  ?work a ?class ."]
    lines += [f"  ?work ?link{at} <{iri(resource)}> ." for at, resource in enumerate(sorted(within))]
    lines += _reached(network, network.sources, "?source")
    lines += _reached(network, network.targets or network.sources, "?target")
    if network.only:
        lines.append(f"  ?target a {abbreviated(str(registry().types[network.only].graph_type.rdf[0]))} .")
    lines.append("  FILTER(?source != ?target)" if network.is_directed else "  FILTER(STR(?source) < STR(?target))")
    return lines


def _reached(network: Network, paths: tuple[Path, ...], variable: str) -> list[str]:
    if paths == ((),):
        return [f"  BIND(?work AS {variable})"]
    return [f"  ?work {_alternatives(network, paths)} {variable} ."]


def _alternatives(network: Network, paths: tuple[Path, ...]) -> str:
    """Return a property path that follows any of the paths."""
    return "|".join(dict.fromkeys(_property_path(network, path) for path in paths))


def _property_path(network: Network, path: Path) -> str:
    followed = []
    for name, types in zip(path, steps(network.types, path), strict=True):
        predicates = dict.fromkeys(abbreviated(str(each.links[name].predicate)) for each in types)
        followed.append("|".join(predicates) if len(predicates) == 1 else f"({'|'.join(predicates)})")
    return "/".join(followed)


def _query(comment: str, *lines: str) -> str:
    body = "\n".join(lines)
    return f"{comment}\n{prologue(body)}\n{body}\n"
