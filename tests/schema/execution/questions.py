"""Small queries made up from the schema, each about one thing: a field of a resource, a filter, a facet, an order."""

from collections.abc import Iterator

from graphql import GraphQLObjectType, get_named_type, is_abstract_type, is_leaf_type, is_non_null_type

from graph.identity import iri

FAMILIAR = "{ ... on Resource { id title url } }"


def about_resources(schema, replica) -> Iterator[str]:
    """Yield each field of some resources of each type, one by one; parts too."""
    for name in replica.types():
        kind = schema.get_type(name)
        for each in replica.of_type(name)[:3]:
            for field in kind.fields:
                for selected in (_selected(kind, field), *_two_links(kind, field)):
                    if selected:
                        yield f'{{ node(id: "{iri(each)}") {{ ... on {name} {{ {selected} }} }} }}'
            for address in replica.node(each)["urls"].values():
                yield f'{{ resource(url: "{address}") {{ title }} }}'
                last = address.rstrip("/").rpartition("/")[2]
                yield f'{{ {name[0].lower() + name[1:]}(slug: "{last}") {{ title }} }}'


def about_lists(schema) -> Iterator[str]:
    """Yield the lists of each type: numbers, filters through each link, orders, facets and sums."""
    for name, field in schema.query_type.fields.items():
        connection = get_named_type(field.type)
        if "filter" not in field.args or name == "neighbours" or "query" in field.args:
            continue
        yield f"{{ {name} {{ totalCount nodes {{ id }} }} }}"
        for link, value in get_named_type(field.args["filter"].type).fields.items():
            if get_named_type(value.type).name.endswith("LinkFilter"):
                yield f"{{ {name}(filter: {{{link}: {{some: {{}}}}}}) {{ totalCount nodes {{ id }} }} }}"
        for order in get_named_type(field.args["orderBy"].type).values:
            yield f"{{ {name}(first: 50, orderBy: {order}) {{ nodes {{ id }} }} }}"
        for summary in {"facets", "sums"} & connection.fields.keys():
            kind = get_named_type(connection.fields[summary].type)
            for each, value in kind.fields.items():
                inside = _leaves(get_named_type(value.type)) if summary == "sums" else "values { label value count }"
                yield f"{{ {name} {{ {summary} {{ {each} {{ {inside} }} }} }} }}"


def _selected(kind: GraphQLObjectType, name: str) -> str:
    field = kind.fields[name]
    if any(is_non_null_type(each.type) and each.default_value is None for each in field.args.values()):
        return ""
    below = get_named_type(field.type)
    if is_leaf_type(below):
        return name if not any(is_non_null_type(each.type) for each in field.args.values()) else ""
    if any(is_non_null_type(each.type) for each in field.args.values()):
        return ""
    if below.name.endswith("Connection"):
        edges = "edges { node { id } }"
        return f"{name}(first: 5) {{ totalCount nodes {FAMILIAR} {edges} }}"
    if is_abstract_type(below) or "version" in below.fields:
        return f"{name} {FAMILIAR}" if "id" in getattr(below, "fields", ()) else f"{name} {{ __typename }}"
    return f"{name} {{ {_leaves(below)} }}"


def _two_links(kind: GraphQLObjectType, name: str) -> Iterator[str]:
    """Yield selections of what the linked resources link to."""
    connection = get_named_type(kind.fields[name].type)
    node = get_named_type(connection.fields["nodes"].type) if connection.name.endswith("Connection") else None
    for link in getattr(node, "fields", ()):
        if (inside := _selected(node, link)).startswith(f"{link}(first"):
            yield f"{name}(first: 5) {{ nodes {{ {inside} }} }}"


def _leaves(kind: GraphQLObjectType) -> str:
    plain = (name for name, each in kind.fields.items() if is_leaf_type(get_named_type(each.type)))
    return " ".join(plain) or "__typename"
