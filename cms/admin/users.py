"""Hooks that let only superusers make and change superusers.

Wagtail asks only for the permission to change users. The group Administrators has it, and could otherwise give
itself every permission.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied


def refuse_making_superusers(request):
    """Raise PermissionDenied if a superuser is made by a user who is none (hook `before_create_user`)."""
    if request.POST.get("is_superuser") and not request.user.is_superuser:
        raise PermissionDenied


def refuse_changing_superusers(request, user):
    """Raise PermissionDenied if a superuser is made or changed by a user who is none (hook `before_edit_user`)."""
    refuse_making_superusers(request)
    _refuse_if_any(request, [user])


def refuse_changing_superusers_in_bulk(request, action_type, users, action):
    """Raise PermissionDenied if superusers are changed in bulk by a user who is none (hook `before_bulk_action`)."""
    _refuse_if_any(request, [user for user in users if isinstance(user, get_user_model())])


def _refuse_if_any(request, users):
    if not request.user.is_superuser and any(user.is_superuser for user in users):
        raise PermissionDenied
