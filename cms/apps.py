"""Connects the few receivers that the content models need."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cms import groups
        from cms.signal_handlers import register_signal_handlers

        register_signal_handlers()
        post_migrate.connect(groups.make_groups_once, sender=self, dispatch_uid="cms.groups")
