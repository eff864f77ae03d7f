"""App config that registers the check of the schema, and offers others its lists and its preview of a draft."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchemaConfig(AppConfig):
    name = "schema"

    def ready(self) -> None:
        from graph.presentation import TextPreview, offer_lists, offer_preview
        from schema import checks  # noqa: F401 the import registers the check
        from schema.execution import preview
        from schema.lists.offered import offered_lists
        from schema.notices import metrics  # noqa: F401 the import adds the collector

        offer_preview("graphql", TextPreview(_("GraphQL answer"), _("As a GraphQL answer"), preview))
        offer_lists(offered_lists)
