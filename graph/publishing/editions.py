"""List the editions of lists that have several, as the public concepts state them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import capfirst

from graph.declarations import MultilingualText, registry
from graph.models import Resource
from graph.publishing.vocabulary import Scheme, in_languages


def editions() -> Iterator[Scheme]:
    """Yield each edition that a public concept states, as a scheme of its own."""
    for declared in registry():
        if field := declared.edition:
            public = Resource.objects.filter(type=declared.graph_type.slug, status=Resource.Status.PUBLIC)
            stored = public.values_list("pk", "change__values")
            stated = {values["nodes"][resource]["values"].get(field.name) for resource, values in stored}
            plural = in_languages(lambda declared=declared: str(declared.model._meta.verbose_name_plural), capfirst)  # type: ignore[misc]
            definitions = in_languages(lambda declared=declared: declared.type_definition)  # type: ignore[misc]
            for edition in sorted(stated - {None}):
                labels = MultilingualText({language: f"{text}, {edition}" for language, text in plural.items()})
                yield Scheme(field.scheme(declared.name, edition), labels, definitions, edition=edition)
