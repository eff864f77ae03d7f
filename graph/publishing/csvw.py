"""Describe the columns of the tables for tools that read CSV on the Web: https://www.w3.org/TR/tabular-metadata/"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import override

from graph.declarations import SEPARATOR, Column, DeclaredType, Json, registry
from graph.publishing.tables import columns, leading
from graph.publishing.vocabulary import in_languages

MEDIA_TYPE = "application/csvm+json"


def address() -> str:
    """Return the address where tools look for the metadata of all tables in a folder."""
    return f"{settings.GRAPH_BASE_IRI}/data/csv-metadata.json"


def metadata() -> Json:
    """Return the metadata of all tables with their columns, titles, datatypes and predicates."""
    with override("en"):
        tables = [_table(declared) for declared in registry()]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@id": address(),
        "dc:license": {"@id": settings.LICENCE},
        "tables": tables,
    }


def _table(declared: DeclaredType) -> Json:
    slug = declared.graph_type.slug
    first = [{"name": name, "titles": name, "datatype": "anyURI", "required": True} for name in leading(declared)]
    return {
        "url": f"{slug}.csv",
        "dc:title": str(declared.model._meta.verbose_name_plural),
        "dc:description": declared.type_definition,
        "tableSchema": {
            "aboutUrl": "{+iri}",
            "primaryKey": "iri",
            "columns": [*first, *(_column(declared, each) for each in columns(declared))],
        },
    }


def _column(declared: DeclaredType, column: Column) -> Json:
    label = in_languages(lambda: declared.label(column.field))
    described = {
        "name": column.name,
        # The first title must be the name in the header line of the file.
        "titles": {"en": [column.name, label["en"]], **{key: text for key, text in label.items() if key != "en"}},
        "dc:description": declared.definition(column.field),
        "datatype": {"@id": column.datatype, "base": "string"} if ":" in column.datatype else column.datatype,
        "lang": column.language,
        "separator": SEPARATOR if column.separated else "",
        "propertyUrl": str(column.predicate or ""),
        "valueUrl": column.value_url,
        "suppressOutput": column.predicate is None,
    }
    return {key: value for key, value in described.items() if value not in ("", False)}
