"""System check of the schema: declarations whose GraphQL names collide fail at the start, not at a partner's query."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from graph.declarations import unchecked
from schema.schema import current_schema


@register
def schema_can_be_built(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if unchecked().problems:
        return []  # graph.checks reports these problems.
    try:
        current_schema()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="schema.E001")]
    return []
