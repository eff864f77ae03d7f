"""What the admin's search finds in a page or snippet: the texts that it declares for the graph."""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from wagtail.search import index

from graph.declarations import String, Text


class SearchableTexts(index.Indexed):
    """For a model with `graph_fields`; what it gives in `search_fields` comes on top."""

    @classmethod
    def get_search_fields(cls):
        given = super().get_search_fields()
        names = {each.field_name for each in given if isinstance(each, index.SearchField)}
        return [*given, *(index.SearchField(name) for name in _columns(cls) if name not in names)]


def _columns(model: type[index.Indexed]) -> Iterator[str]:
    """The model's own fields of which declared texts are made."""
    for declared in model.graph_fields:
        for path in declared.paths if isinstance(declared, Text | String) else ():
            try:
                yield model._meta.get_field(path).name
            except FieldDoesNotExist:
                continue
