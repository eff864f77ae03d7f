"""Correct the rows of rows, such as the countries of a result, in the revisions of a copied page."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from modelcluster.models import get_all_child_relations

Json = dict[str, Any]


def disown_copied(content: Json, model: type[Model]) -> Json:
    """Remove the primary keys of rows of rows that belong to another page from a revision's content, and return it.

    In the revisions of a copied page, Wagtail replaces the keys of the page's rows by those of the copy, but not the
    keys of the rows of these rows: publishing the copy would move them away from the original page.
    """
    for row, nested, parent in _nested(content, model):
        if nested.get(parent) != row.get("pk"):
            nested["pk"] = None
    return content


def _nested(content: Json, model: type[Model]) -> Iterator[tuple[Json, Json, str]]:
    """Yield each pair of a row and a row of this row, with the name of the foreign key from the second to the first."""
    for relation in get_all_child_relations(model):
        for inner in get_all_child_relations(relation.related_model):
            for row in content.get(relation.get_accessor_name(), ()):
                for nested in row.get(inner.get_accessor_name(), ()):
                    yield row, nested, inner.field.name
