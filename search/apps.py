from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from graph.journal import register
        from search.following import SearchDocuments

        register(SearchDocuments())
