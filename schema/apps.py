"""App config that registers the check of the schema."""

from django.apps import AppConfig


class SchemaConfig(AppConfig):
    name = "schema"

    def ready(self) -> None:
        from schema import checks  # noqa: F401 the import registers the check
