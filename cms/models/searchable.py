"""Add the texts that a page or snippet declares for the graph to the admin's search index."""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from wagtail.search import index


class SearchableTexts(index.Indexed):
    """A base for models with `graph_fields`; their own `search_fields` are kept."""

    @classmethod
    def get_search_fields(cls):
        given = super().get_search_fields()
        names = {each.field_name for each in given if isinstance(each, index.SearchField)}
        return [*given, *(index.SearchField(name) for name in _columns(cls) if name not in names)]


def _columns(model: type[index.Indexed]) -> Iterator[str]:
    """Yield the names of the model's own fields from which its declared texts are made."""
    for declared in model.graph_fields:
        for path in declared.paths if declared.in_words else ():
            try:
                yield model._meta.get_field(path).name
            except FieldDoesNotExist:
                continue
