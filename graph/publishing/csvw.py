"""Describe the columns of the tables for tools that read CSV on the Web: https://www.w3.org/TR/tabular-metadata/"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import override

from graph.declarations import SEPARATOR, Column, DeclaredType, Json, registry
from graph.publishing.tables import columns, leading, owners
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
    return {
        "url": f"{slug}.csv",
        "dc:title": str(declared.model._meta.verbose_name_plural),
        "dc:description": declared.type_definition,
        "tableSchema": {
            "aboutUrl": "{+iri}",
            "primaryKey": "iri",
            "columns": [*map(_leading, leading(declared)), *(_column(declared, each) for each in columns(declared))],
            "foreignKeys": [*_foreign_keys(declared)],
        },
    }


def _leading(name: str) -> Json:
    if name in ("iri", "part_of"):
        return {"name": name, "titles": name, "datatype": "anyURI", "required": True}
    return {"name": name, "titles": name, "datatype": "string", "suppressOutput": True}


def _foreign_keys(declared: DeclaredType) -> Iterator[Json]:
    """Yield the columns that join with another table, except those with several values, which CSVW cannot join."""
    if declared.is_part and len(holders := owners(declared)) == 1:
        yield _foreign_key("part_of", holders[0], "iri")
    if declared.whole:
        yield _foreign_key(declared.whole.name, registry().types[declared.whole.to], "key")
    for name, link in declared.links.items():
        types = [each for each in link.target_types if each in registry().types]
        if not link.many and name not in declared.parts and len(types) == 1:
            yield _foreign_key(name, registry().types[types[0]], "key")


def _foreign_key(column: str, target: DeclaredType, referenced: str) -> Json:
    reference = {"resource": f"{target.graph_type.slug}.csv", "columnReference": referenced}
    return {"columnReference": column, "reference": reference}


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
