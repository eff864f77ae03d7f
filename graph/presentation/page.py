"""Turn a Description into a Presentation: heading, facts, prose, parts, incoming links, and facts on the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext
from rdflib import URIRef

from graph.declarations import (
    ACCORD,
    SCHEMA,
    DeclaredType,
    Field,
    Inverse,
    Part,
    String,
    registry,
)
from graph.description import Description, Node
from graph.identity import ResourceId, iri, split
from graph.presentation import media
from graph.presentation.arranged import arranged
from graph.presentation.documents import documents, graphql_query
from graph.presentation.kinds import KINDS, fact, is_shown, prose
from graph.presentation.listing import modified_field
from graph.presentation.model import Fact, Figures, Gallery, Group, Item, Place, Presentation, Prose, Section, Table
from graph.presentation.reader import Reader, inverse_label, kind, label, title
from graph.presentation.related import related
from graph.publishing import citation
from graph.replica import in_sequence, view_address

FIRST = 20
"""The number of resources linking here, of each group, that the page itself shows."""


def present(description: Description, reader: Reader) -> Presentation:
    resource, declared = description.id, description.declared
    node, public = description.nodes[resource], resource in reader.replica
    shown = Presentation(
        id=resource,
        iri=iri(resource),
        kind=kind(declared),
        title=title(declared, resource, node.values, reader.language),
        places=tuple(_places(declared, resource, reader)),
        facts=tuple(_facts(declared, node, _short_fields(declared), reader)),
        prose=tuple(_prose(declared, node, reader)),
        sections=tuple(_sections(description, reader)),
        image=media.image(declared, resource, node.values, reader),
        download=media.download(declared, node.values),
        galleries=tuple(_galleries(description, reader)),
        figures=tuple(_figures(description, reader)),
        tables=tuple(_tables(description, reader)),
        groups=tuple(_groups(declared, resource, reader)),
        related=tuple(related(resource, reader)),
        record=tuple(_facts(declared, node, _record_fields(declared), reader)),
        documents=documents(resource) if public else (),
        query=graphql_query(declared, resource) if public else "",
        urls=description.urls,
        version=reader.replica.node(resource)["change"] if public else 0,
    )
    return replace(shown, layout=arranged(shown, description, reader), citation=_citation(shown, declared, node))


def _citation(shown: Presentation, declared: DeclaredType, node: Node) -> str:
    field = modified_field(declared)
    modified = node.values.get(field.name, "") if field else ""
    return citation.of_resource(shown.title.text, modified, shown.version, shown.iri) if shown.documents else ""


def _places(declared: DeclaredType, resource: ResourceId, reader: Reader) -> Iterator[Place]:
    """Yield the resource's place in each sequence to which it belongs."""
    for inverse in declared.inverses.values() if resource in reader.replica else ():
        link = inverse.link
        if link.follows:
            for owner in reader.in_order(reader.replica.inverse(resource, inverse)):
                targets = reader.replica.node(owner)["values"][link.name]
                yield _place(resource, owner, in_sequence(reader.replica, targets, link), reader)


def _place(resource: ResourceId, owner: ResourceId, sequence: list[ResourceId], reader: Reader) -> Place:
    found = [each for each in sequence if each in reader.replica]
    index = found.index(resource)
    beside = {each: reader.public_item(found[each]) for each in (index - 1, index + 1) if 0 <= each < len(found)}
    return Place(reader.public_item(owner), index + 1, len(found), beside.get(index - 1), beside.get(index + 1))


def _short_fields(declared: DeclaredType) -> Iterator[Field]:
    for name, field in declared.fields.items():
        elsewhere = name == declared.graph_type.title or field.on_record or media.shows(declared, field)
        if is_shown(field) and not elsewhere:
            yield field


def _record_fields(declared: DeclaredType) -> Iterator[Field]:
    return (field for field in declared.fields.values() if field.on_record)


def _facts(declared: DeclaredType, node: Node, fields: Iterable[Field], reader: Reader) -> Iterator[Fact]:
    for field in fields:
        value = node.values.get(field.name)
        if value is not None and (found := fact(declared, field, value, reader)):
            yield found


def _prose(declared: DeclaredType, node: Node, reader: Reader) -> Iterator[Prose]:
    for name, field in declared.fields.items():
        if name in node.texts:
            found = prose(declared, field, node.texts[name], reader)
            if found and (found.html or found.blocks):
                yield found


def _is_section(declared: DeclaredType) -> bool:
    """Tell whether parts of this type are sections of text, since they have long texts; other parts are facts."""
    return any(field.long for field in declared.fields.values())


def _sections(description: Description, reader: Reader) -> Iterator[Section]:
    for _, declared, ids in _parts(description):
        for part in ids if _is_section(declared) else ():
            node = description.nodes[part]
            heading = title(declared, part, node.values, reader.language)
            style, position = (_stated(declared, node, each) for each in (ACCORD.layoutStyle, ACCORD.layoutPosition))
            texts = tuple(_prose(declared, node, reader))
            yield Section(heading, texts, style == "collapsed", position.startswith("top"))


def _stated(declared: DeclaredType, node: Node, predicate: URIRef) -> str:
    """Return the value of the field that states this predicate, as text; "" where there is none."""
    names = (name for name, field in declared.fields.items() if field.predicate == predicate)
    return str(node.values.get(next(names, ""), ""))


def _galleries(description: Description, reader: Reader) -> Iterator[Gallery]:
    owner = description.declared
    for part, declared, ids in _parts(description):
        if media.image_link(declared) and ids:
            pictures = (media.picture(declared, description.nodes[each], reader) for each in ids)
            yield Gallery(part.name, label(owner, part), owner.definition(part), tuple(pictures))


def _figure(declared: DeclaredType) -> Field | None:
    """Return the field with the value of a named key figure, such as “600+” professionals; None for other types."""
    values = (each for each in declared.fields.values() if isinstance(each, String) and each.predicate == SCHEMA.value)
    return next(values, None) if declared.graph_type.title else None


def _figures(description: Description, reader: Reader) -> Iterator[Figures]:
    owner = description.declared
    for part, declared, ids in _parts(description):
        if (field := _figure(declared)) and ids:
            found = ((each, description.nodes[each].values) for each in ids)
            pairs = (
                (Item(values.get(field.name, "")), title(declared, each, values, reader.language))
                for each, values in found
            )
            yield Figures(part.name, label(owner, part), owner.definition(part), tuple(pairs))


def _tables(description: Description, reader: Reader) -> Iterator[Table]:
    owner = description.declared
    for part, declared, ids in _parts(description):
        if _is_section(declared) or _figure(declared) or media.image_link(declared):
            continue
        nodes = [description.nodes[each] for each in ids]
        rows = _with_shares(declared, nodes, [_cells(declared, each, reader) for each in nodes])
        columns = [name for name in _columns(declared) if any(name in row for row in rows)]
        if columns and not _says_nothing_more(owner, part, declared, columns):
            yield _table(part, owner, declared, columns, rows)


def _parts(description: Description) -> Iterator[tuple[Part, DeclaredType, list[ResourceId]]]:
    node = description.nodes[description.id]
    for name, part in description.declared.parts.items():
        yield part, registry().types[part.to], node.values.get(name, [])


def _columns(declared: DeclaredType) -> list[str]:
    return [field.name for field in _short_fields(declared) if not field.long]


def _cells(declared: DeclaredType, node: Node, reader: Reader) -> dict[str, tuple[Item, ...]]:
    facts = _facts(declared, node, _short_fields(declared), reader)
    return {each.name: each.items for each in facts}


def _with_shares(
    declared: DeclaredType, nodes: list[Node], rows: list[dict[str, tuple[Item, ...]]]
) -> list[dict[str, tuple[Item, ...]]]:
    """Set the share of each amount relative to the largest one, in each currency that has several amounts."""
    for name, field in declared.fields.items():
        if not KINDS[field].is_compared:
            continue
        amounts = [field.decode(node.values[name]) if name in node.values else None for node in nodes]
        by_unit: dict[str, list[Decimal]] = defaultdict(list)
        for unit, number in filter(None, amounts):
            by_unit[unit].append(number)
        for row, amount in zip(rows, amounts, strict=True):
            if amount and len(by_unit[amount[0]]) > 1 and (most := max(by_unit[amount[0]])):
                row[name] = tuple(replace(item, share=int(100 * amount[1] / most)) for item in row[name])
    return rows


def _says_nothing_more(owner: DeclaredType, part: Part, declared: DeclaredType, columns: list[str]) -> bool:
    """Tell whether parts only name a resource that the owner's direct link through them shows already."""
    if len(columns) > 1 or columns[0] not in declared.links:
        return False
    return any(link.row and link.row.relation == part.path for link in owner.links.values())


def _table(
    part: Part,
    owner: DeclaredType,
    declared: DeclaredType,
    columns: list[str],
    rows: list[dict[str, tuple[Item, ...]]],
) -> Table:
    return Table(
        name=part.name,
        label=label(owner, part),
        definition=owner.definition(part),
        columns=tuple(label(declared, declared.fields[name]) for name in columns),
        rows=tuple(tuple(row.get(name, ()) for name in columns) for row in rows),
    )


def _groups(declared: DeclaredType, resource: ResourceId, reader: Reader) -> Iterator[Group]:
    if resource not in reader.replica:
        return
    for inverse in declared.inverses.values():
        sources = reader.replica.inverse(resource, inverse)
        if sources:
            yield _group(resource, inverse, sources, reader)


def _group(resource: ResourceId, inverse: Inverse, sources: list[ResourceId], reader: Reader) -> Group:
    first = reader.in_order(sources)[:FIRST]
    table = _inverse_table(inverse, first, reader)
    items = reader.items(first)
    more = view_address("related", *split(resource), inverse.name)
    return Group(
        name=inverse.name,
        label=inverse_label(inverse),
        definition=inverse.stated_definition,
        count=len(sources),
        more=f"{more}?lang={reader.language}" if len(sources) > FIRST else "",
        items=() if table else items,
        table=table,
        mixed=len({item.kind for item in items}) > 1,
    )


def _inverse_table(inverse: Inverse, parts: list[ResourceId], reader: Reader) -> Table | None:
    """Return the parts that link here as a table with their other facts, or None if the sources are not parts.

    The first cell of a row names the resource to which the part belongs.
    """
    declared = registry().types[inverse.sources[0]]
    if not declared.is_part:
        return None
    cells = []
    for part in parts:
        node = reader.replica.node(part)
        cells.append(_cells(declared, Node(declared.name, node["values"]), reader))
    others = [name for name in _columns(declared) if name != inverse.link.name]
    columns = [name for name in others if any(name in row for row in cells)]
    owner = next(iter(declared.inverses.values()), None)
    first = inverse_label(owner) if owner else gettext("Name")
    headings = (first, *(label(declared, declared.fields[name]) for name in columns))
    rows = tuple(
        (reader.items([part]), *(row.get(name, ()) for name in columns)) for part, row in zip(parts, cells, strict=True)
    )
    return Table(inverse.name, inverse_label(inverse), inverse.stated_definition, headings, rows)
