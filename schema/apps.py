"""App config that registers the check of the schema, and the preview of a draft as an answer of the API."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchemaConfig(AppConfig):
    name = "schema"

    def ready(self) -> None:
        from graph.presentation import TextPreview, offer_preview
        from schema import checks  # noqa: F401 the import registers the check
        from schema.execution import preview
        from schema.notices import metrics  # noqa: F401 the import adds the collector

        offer_preview("graphql", TextPreview(_("GraphQL answer"), _("As a GraphQL answer"), preview))
