"""System check of the schema: kinds of field that GraphQL cannot answer, and names that collide, fail at the start."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from graph.declarations import unchecked
from schema.schema import current_schema
from schema.types import KINDS


@register
def schema_can_be_built(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if unchecked().problems:
        return []  # graph.checks reports these problems.
    if missing := KINDS.errors(unchecked(), "schema.E002"):
        return missing
    try:
        current_schema()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="schema.E001")]
    return []
