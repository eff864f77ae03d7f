"""Documents made up from the schema: nested selections with aliases, fragments, directives, variables and arguments."""

from graphql import get_named_type, is_abstract_type, is_enum_type, is_leaf_type, is_list_type, is_non_null_type
from hypothesis import strategies as st

CONDITIONS = ["@include(if: $yes)", "@skip(if: $yes)", "@include(if: $no)", "@skip(if: false)"]
VARIABLES = {"yes": True, "no": False, "few": 2, "language": "fr"}
TYPES = {"yes": "Boolean! = true", "no": "Boolean! = false", "few": "Int", "language": "Language"}
GIVEN = {
    "first": ["0", "1", "2", "3", "$few", "-1"],
    "lang": ["en", "fr", '"ar"', "$language", "null"],
    "fallback": ["[]", "[fr]", "null"],
    "filter": ["{}", '{not: {id: {eq: "nonsense"}}}'],
    "search": ['"training"'],
    "query": ['"training"', '"Phnom"'],
    "depth": ["1", "2"],
}
"""Arguments by name. Some are refused when the query is executed: an answer with errors is the same as well."""


class Documents:
    """Draws one document at a time; `ids` are ids of resources that exist."""

    def __init__(self, schema, ids):
        self.schema = schema
        known = [f'"{each}"' for each in ids]
        places = dict.fromkeys(("id", "iri", "from", "to"), known)
        self.given = {**GIVEN, **places, "ids": [f"[{each}]" for each in known]}
        self.fragments = []

    def draw(self, draw):
        self.fragments = []
        selections = self.selections(draw, self.schema.query_type, depth=4)
        body = "\n".join([selections, *self.fragments])
        used = ", ".join(f"${name}: {kind}" for name, kind in TYPES.items() if f"${name}" in body)
        return f"query{f'({used})' if used else ''} {body}"

    def selections(self, draw, kind, depth):
        pieces = draw(
            st.lists(st.sampled_from(["field"] * 6 + ["inline", "spread", "typename"]), min_size=1, max_size=4)
        )
        found = [getattr(self, each)(draw, kind, depth) for each in pieces]
        return f"{{ {' '.join(each for each in found if each) or '__typename'} }}"

    def typename(self, draw, kind, depth):
        return "__typename"

    def inline(self, draw, kind, depth):
        narrowed = self.narrowed(draw, kind)
        return f"... on {narrowed} {self.condition(draw)} {self.selections(draw, narrowed, depth - 1)}" if depth else ""

    def spread(self, draw, kind, depth):
        if not depth:
            return ""
        narrowed, name = self.narrowed(draw, kind), f"piece{len(self.fragments)}"
        self.fragments.append("")
        index = len(self.fragments) - 1
        self.fragments[index] = f"fragment {name} on {narrowed} {self.selections(draw, narrowed, depth - 1)}"
        return f"...{name} {self.condition(draw)}"

    def narrowed(self, draw, kind):
        if not is_abstract_type(kind):
            return kind
        return draw(st.sampled_from([kind, *self.schema.get_possible_types(kind)]))

    def field(self, draw, kind, depth):
        name = draw(st.sampled_from(sorted(kind.fields)))
        field = kind.fields[name]
        below = get_named_type(field.type)
        if not is_leaf_type(below) and not depth:
            return "__typename"
        alias = draw(st.sampled_from(["", "", "", f"{name}{len(name)}:"]))
        inside = "" if is_leaf_type(below) else self.selections(draw, below, depth - 1)
        arguments = self.arguments(draw, field)
        # One response key must not stand for fields with different arguments.
        alias = f"a{abs(hash(arguments)) % 10**8}: " if arguments else alias
        return f"{alias}{name}{arguments} {self.condition(draw)} {inside}"

    def arguments(self, draw, field):
        given = []
        for name, argument in field.args.items():
            choices = self.given.get(name) or _values(argument.type)
            is_required = is_non_null_type(argument.type)
            if choices and (is_required or draw(st.integers(0, 3)) == 0):
                value = draw(st.sampled_from(choices))
                given.append(f"{name}: {value if not is_required or value != 'null' else choices[0]}")
        return f"({', '.join(given)})" if given else ""

    def condition(self, draw):
        return draw(st.sampled_from(["", "", "", "", *CONDITIONS]))


def _values(kind):
    """Values of an enum, or of a list of an enum."""
    named = get_named_type(kind)
    if not is_enum_type(named):
        return []
    inner = kind.of_type if is_non_null_type(kind) else kind
    return [f"[{each}]" if is_list_type(inner) else each for each in list(named.values)[:6]]
