"""List the statements of a Description, and the differences between two Descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import orjson
from wagtail.models import Page

from graph.declarations import DeclaredType, Field, registry
from graph.description import Description, Node
from graph.identity import ResourceId
from graph.presentation.kinds import KINDS, is_shown, statements
from graph.presentation.model import Item
from graph.presentation.reader import Reader, inverse_label, kind, label, title

Key = tuple[ResourceId, str, bytes]


@dataclass(frozen=True)
class Statement:
    """One statement. `about` names the part that states it, and is empty for the resource itself."""

    about: str
    label: str
    item: Item
    state: str = ""
    """"added" or "removed" if only one of two compared descriptions has the statement."""


def compared(before: Description | None, after: Description | None, reader: Reader) -> list[Statement]:
    """Return the statements of both sides in the order of the declarations, with their `state` if on one side only."""
    old = dict(_statements(before, reader)) if before else {}
    new = dict(_statements(after, reader)) if after else {}
    found = {key: replace(each, state="" if key in new else "removed") for key, each in old.items()}
    found |= {key: replace(each, state="" if key in old else "added") for key, each in new.items()}
    order = {name: position for position, name in enumerate(_names(after or before))}
    return [found[key] for key in sorted(found, key=lambda key: order.get((key[0], key[1]), len(order)))]


def _names(description: Description | None) -> Iterator[tuple[ResourceId, str]]:
    for node_id, node in description.nodes.items() if description else ():
        yield from ((node_id, name) for name in registry().types[node.type].fields)


def _statements(description: Description, reader: Reader) -> Iterator[tuple[Key, Statement]]:
    for node_id, node in description.nodes.items():
        declared = registry().types[node.type]
        about = "" if node_id == description.id else _name(declared, node_id, node, reader)
        for name, value in node.items():
            field = declared.fields[name]
            if is_shown(field) and not is_of_the_system(field):
                for single, item in statements(field, value, reader):
                    yield (node_id, name, orjson.dumps(single)), Statement(about, label(declared, field), item)


def is_of_the_system(field: Field) -> bool:
    """Tell whether Wagtail sets the field on publishing, such as dates and revision, rather than an editor."""
    return field.on_record and field.path in {each.attname for each in Page._meta.concrete_fields}


def _name(declared: DeclaredType, node_id: ResourceId, node: Node, reader: Reader) -> str:
    own = title(declared, node_id, node.values, reader.language).text if declared.graph_type.title else ""
    return f"{kind(declared).label}: {own}" if own else kind(declared).label


@dataclass(frozen=True)
class Neighbours:
    """Resources at the other end of one kind of link. `items` may be only the first of them; `count` counts all."""

    label: str
    items: tuple[Item, ...]
    count: int


def links_from(description: Description, reader: Reader) -> list[Neighbours]:
    """Return the resources that a description links to, grouped by link."""
    node = description.nodes[description.id]
    found = []
    for name, field in description.declared.links.items():
        if name in node.values:
            named = tuple(KINDS[field].items(field, node.values[name], reader))
            found.append(Neighbours(label(description.declared, field), named, len(named)))
    return [each for each in found if each.items]


def links_to(resource: ResourceId, reader: Reader, most: int) -> list[Neighbours]:
    """Return the public resources that link here, grouped by link, at most `most` of each group by name."""
    if resource not in reader.replica:
        return []
    found = []
    for inverse in reader.replica.declared(resource).inverses.values():
        sources = reader.replica.inverse(resource, inverse)
        if sources:
            found.append(Neighbours(inverse_label(inverse), reader.items(sources[:most]), len(sources)))
    return found
