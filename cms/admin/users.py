"""Superusers, who may do everything, are made and changed by superusers only.

Wagtail asks for the right to change users; our group Administrators has it, and would so have every right.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied


def refuse_making_superusers(request):
    """Hook of `before_create_user`."""
    if request.POST.get("is_superuser") and not request.user.is_superuser:
        raise PermissionDenied


def refuse_changing_superusers(request, user):
    """Hook of `before_edit_user`."""
    refuse_making_superusers(request)
    _refuse_if_any(request, [user])


def refuse_changing_superusers_in_bulk(request, action_type, users, action):
    """Hook of `before_bulk_action`."""
    _refuse_if_any(request, [user for user in users if isinstance(user, get_user_model())])


def _refuse_if_any(request, users):
    if not request.user.is_superuser and any(user.is_superuser for user in users):
        raise PermissionDenied
