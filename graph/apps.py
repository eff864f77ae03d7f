"""Keeps the triggers in step with migrations and registers the system checks."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class GraphConfig(AppConfig):
    name = "graph"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from graph import checks  # noqa: F401 registers itself

        pre_migrate.connect(_before_migrations, sender=self, dispatch_uid="graph.triggers")
        post_migrate.connect(_after_migrations, sender=self, dispatch_uid="graph.triggers")


def _before_migrations(**kwargs: Any) -> None:
    from graph import triggers

    triggers.drop()


def _after_migrations(plan: list[Any] | None = None, **kwargs: Any) -> None:
    """Triggers come back; what migrations changed meanwhile is looked at as a whole."""
    from graph import triggers
    from graph.marks import mark_all
    from graph.public import index_expiry

    triggers.install()
    index_expiry()
    if plan:
        mark_all()
