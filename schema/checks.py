"""System checks of the API: kinds of field that GraphQL cannot answer, names that collide, caches that nobody knows."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from graph.declarations import unchecked
from schema.notices import UnknownCacheError, known_caches
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


@register
def caches_are_known(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        known_caches()
    except UnknownCacheError as error:
        return [Error(str(error), id="schema.E003")]
    return []
