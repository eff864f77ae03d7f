"""Turn declarations into GraphQL types.

Input: the registry of declarations. Output: specifications of all types, the GraphQL field, filter operators and order
of each kind of field, the interfaces Node and Resource, and the context that resolvers work with.
"""

from schema.types.blocks import block_types
from schema.types.context import Context, Deadline, OutOfTime, StoredTexts, out_of_time
from schema.types.enums import OrderTerm, link_enum, order_enum, type_enum
from schema.types.interfaces import Node, Resource, extend_resource, find, title_of
from schema.types.kinds import KINDS, Facet, SortValue, Value, can_order, orders_of, sort_value, value_field
from schema.types.languages import in_all_languages, in_language
from schema.types.object_types import input_type, object_type
from schema.types.operators import ID, LANGUAGE_SET, SITE, Found, Given, Operators, coded
from schema.types.resolvers import Read, Values, bound_by, reads_stored
from schema.types.scalars import Decimal, Language, language_argument
from schema.types.sites import hosts
from schema.types.specifications import (
    RESOURCE,
    Attributes,
    FieldSpec,
    LinkSpec,
    OrderSpec,
    TypeSpec,
    capitals,
    listed,
    specify_types,
)

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
    "LANGUAGE_SET",
    "Language",
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
    "StoredTexts",
    "TypeSpec",
    "Values",
    "block_types",
    "bound_by",
    "can_order",
    "capitals",
    "coded",
    "extend_resource",
    "find",
    "hosts",
    "in_all_languages",
    "in_language",
    "input_type",
    "language_argument",
    "link_enum",
    "listed",
    "object_type",
    "orders_of",
    "order_enum",
    "out_of_time",
    "reads_stored",
    "sort_value",
    "specify_types",
    "title_of",
    "type_enum",
    "value_field",
]
