"""Switch the marking of changes off and on around migrations, and register the system checks."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate, pre_migrate


class GraphConfig(AppConfig):
    name = "graph"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from graph import checks  # noqa: F401 registers itself

        pre_migrate.connect(_before_migrations, sender=self, dispatch_uid="graph.marks.triggers")
        post_migrate.connect(_after_migrations, sender=self, dispatch_uid="graph.marks.triggers")


def _before_migrations(using: str, plan: Sequence[Any] | None = None, **kwargs: Any) -> None:
    """Switch marking off, unless there is nothing to apply: editors may be working."""
    from graph.mirror import marking

    if using == DEFAULT_DB_ALIAS and plan:
        marking.switch_off()


def _after_migrations(using: str, **kwargs: Any) -> None:
    from graph.mirror import marking

    if using == DEFAULT_DB_ALIAS:
        marking.switch_on()
