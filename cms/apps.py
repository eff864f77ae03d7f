"""The app's configuration: signal receivers, system checks, patches of Wagtail, the permission policy of pages."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from cms import checks, groups  # noqa: F401 the import registers the checks
        from cms.admin import approval
        from cms.admin.remits import RemitPolicy
        from cms.admin.sheets import guarding
        from cms.admin.translations import copying
        from cms.fields import formatted_text, numbers
        from cms.identity import rights_log
        from cms.settings import identity
        from cms.signal_handlers import register_signal_handlers

        register_signal_handlers()
        numbers.register()
        formatted_text.register()
        guarding.register()
        copying.register()
        approval.register()
        register_permission_policy(Page, RemitPolicy())
        rights_log.register_signals()
        if identity.IS_INSTALLED:
            self._begin_sessions()
        post_migrate.connect(groups.make_groups_once, sender=self, dispatch_uid="cms.groups")

    def _begin_sessions(self):
        from allauth.account.signals import user_logged_in as signed_in
        from django.contrib.auth.signals import user_logged_in

        from cms.identity import claims, sessions

        user_logged_in.connect(sessions.begin, dispatch_uid="begin-session")
        signed_in.connect(claims.follow_claims, dispatch_uid="follow-claims")
