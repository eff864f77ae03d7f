"""Rows of rows, such as the countries of a result, in the revisions of a copied page."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from modelcluster.models import get_all_child_relations

Json = dict[str, Any]


def disown_copied(content: Json, model: type[Model]) -> Json:
    """A revision's content in which no row of a row has the primary key of one that belongs to another page.

    Wagtail gives a copy's revisions the copy's own rows, but not the rows of these: publishing the copy would take
    them away from the page that was copied.
    """
    for row, nested, parent in _nested(content, model):
        if nested.get(parent) != row.get("pk"):
            nested["pk"] = None
    return content


def _nested(content: Json, model: type[Model]) -> Iterator[tuple[Json, Json, str]]:
    """Each row, each row of it, and the name of the foreign key between them."""
    for relation in get_all_child_relations(model):
        for inner in get_all_child_relations(relation.related_model):
            for row in content.get(relation.get_accessor_name(), ()):
                for nested in row.get(inner.get_accessor_name(), ()):
                    yield row, nested, inner.field.name
