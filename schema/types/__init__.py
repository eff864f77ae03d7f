"""Turn declarations into GraphQL types.

Input: the registry of declarations. Output: specifications of all types, the GraphQL field, filter operators and order
of each kind of field, the interfaces Node and Resource, and the context that resolvers work with.
"""

from schema.types.blocks import block_types
from schema.types.context import Context, Deadline, OutOfTime, Sources, StoredTexts, out_of_time
from schema.types.directives import add_directives, chosen_language
from schema.types.enums import OrderTerm, facet_enum, link_enum, network_enum, order_enum, type_enum
from schema.types.fields import TypeOf
from schema.types.interfaces import Node, Resource, extend_resource, find, title_of
from schema.types.kinds import KINDS, Facet, SortValue, Value, can_order, orders_of, sort_value, sorted_as, value_field
from schema.types.labels import conflicting, label_fields, unambiguous_fields
from schema.types.languages import in_all_languages, in_language
from schema.types.object_types import input_type, object_type
from schema.types.operators import ID, INTEGER, LANGUAGE_SET, SITE, Found, Given, Operators, coded
from schema.types.resolvers import Read, Values, bound_by, depends_on, reads_stored
from schema.types.scalars import Decimal, Language, add_specifications, language_argument
from schema.types.sites import hosts
from schema.types.specifications import (
    RESOURCE,
    Attributes,
    FieldSpec,
    LinkCount,
    LinkSpec,
    OrderSpec,
    TypeSpec,
    capitals,
    listed,
    specify_types,
)
from schema.types.versions import stored_value

__all__ = [
    "KINDS",
    "Facet",
    "Value",
    "Attributes",
    "Context",
    "Deadline",
    "Decimal",
    "FieldSpec",
    "Found",
    "Given",
    "ID",
    "INTEGER",
    "LANGUAGE_SET",
    "Language",
    "LinkCount",
    "LinkSpec",
    "Node",
    "Operators",
    "OrderSpec",
    "OrderTerm",
    "OutOfTime",
    "RESOURCE",
    "Read",
    "Resource",
    "SITE",
    "SortValue",
    "Sources",
    "StoredTexts",
    "TypeOf",
    "TypeSpec",
    "Values",
    "add_directives",
    "add_specifications",
    "block_types",
    "bound_by",
    "depends_on",
    "can_order",
    "capitals",
    "chosen_language",
    "coded",
    "conflicting",
    "extend_resource",
    "facet_enum",
    "find",
    "hosts",
    "in_all_languages",
    "in_language",
    "input_type",
    "language_argument",
    "label_fields",
    "link_enum",
    "listed",
    "network_enum",
    "object_type",
    "orders_of",
    "order_enum",
    "out_of_time",
    "reads_stored",
    "sort_value",
    "sorted_as",
    "stored_value",
    "specify_types",
    "title_of",
    "type_enum",
    "unambiguous_fields",
    "value_field",
]
