"""The log of who changed what right: groups of users, rights of groups, and who is active or a superuser.

Entries stand in Wagtail's own log, with the user in whose request they were made; those without one came from a command
or from the claims of an OpenID provider.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log
from wagtail.models import GroupCollectionPermission, GroupPagePermission

ACTION = "accord.rights"
FLAGS = ("is_active", "is_superuser")
SIGNS = {"post_add": "+", "post_remove": "−", "post_clear": "−"}


def register_signals() -> None:
    user = get_user_model()
    m2m_changed.connect(groups_changed, sender=user.groups.through, dispatch_uid="log-groups")
    m2m_changed.connect(groups_changed, sender=user.user_permissions.through, dispatch_uid="log-user-permissions")
    m2m_changed.connect(groups_changed, sender=Group.permissions.through, dispatch_uid="log-permissions")
    pre_save.connect(flags_changed, sender=user, dispatch_uid="log-flags")
    for model in (GroupPagePermission, GroupCollectionPermission):
        post_save.connect(given, sender=model, dispatch_uid=f"log-given-{model.__name__}")
        post_delete.connect(taken, sender=model, dispatch_uid=f"log-taken-{model.__name__}")


def register_actions(actions) -> None:
    """Tell Wagtail's log how to show our entries (hook `register_log_actions`)."""

    @actions.register_action(ACTION)
    class RightsFormatter(LogFormatter):
        label = _("Change rights")

        def format_message(self, log_entry):
            return gettext("Rights changed: %(changes)s") % {"changes": ", ".join(log_entry.data.get("changes", []))}


def groups_changed(instance, action, pk_set, model, reverse, **kwargs) -> None:
    """Log groups of a user or rights of a group, from whichever side they are changed."""
    if action == "pre_clear":
        instance._cleared = _names(instance, model, reverse)
        return
    if action not in SIGNS:
        return
    names = getattr(instance, "_cleared", []) if action == "post_clear" else _named(model, pk_set)
    if not reverse:
        _note(instance, [f"{SIGNS[action]} {name}" for name in names])
        return
    for other in model.objects.filter(pk__in=pk_set or ()):
        _note(other, [f"{SIGNS[action]} {instance}"])


def _names(instance, model, reverse) -> list[str]:
    related = instance.groups if model is Group and not reverse else getattr(instance, "permissions", None)
    return [] if related is None or reverse else [str(each) for each in related.all()]


def _named(model, keys) -> list[str]:
    return [str(each) for each in model.objects.filter(pk__in=keys or ())]


def flags_changed(instance, raw=False, **kwargs) -> None:
    before = None if raw or not instance.pk else type(instance).objects.filter(pk=instance.pk).first()
    if before is None:
        return
    changed = [name for name in FLAGS if getattr(before, name) != getattr(instance, name)]
    _note(instance, [f"{'+' if getattr(instance, name) else '−'} {name}" for name in changed])


def given(instance, created=False, raw=False, **kwargs) -> None:
    if created and not raw:
        _note(instance.group, [f"+ {_of(instance)}"])


def taken(instance, **kwargs) -> None:
    _note(instance.group, [f"− {_of(instance)}"])


def _of(given_right) -> str:
    where = getattr(given_right, "page", None) or getattr(given_right, "collection", None)
    return f"{given_right.permission.name}: {where}"


def _note(instance, changes: list[str]) -> None:
    if changes:
        log(instance, ACTION, data={"changes": changes})
