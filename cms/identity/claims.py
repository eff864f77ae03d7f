"""The groups of somebody who signs in at an OpenID provider, as its claims say. Remits belong to groups, and follow."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group

from cms.settings.environment import Misconfigured


def mapping(entries: list[str]) -> dict[str, str]:
    """Return names of groups by values of the claim, from entries such as `staff=Editors`. Raises `Misconfigured`."""
    found = dict(entry.split("=", 1) for entry in entries if "=" in entry)
    if len(found) != len(entries):
        raise Misconfigured("OIDC_GROUPS has an entry without =: write `value of the claim=name of the group`.")
    return {value.strip(): group.strip() for value, group in found.items()}


def follow_claims(request, user, sociallogin=None, **kwargs) -> None:
    """Put a user into the groups that the claims name, and out of others that claims could name.

    Groups that no claim is for stay as administrators have set them. A receiver of allauth's `user_logged_in`.
    """
    groups = mapping(settings.OIDC_GROUPS)
    if sociallogin is None or not groups:
        return
    wanted = {groups[value] for value in _values(sociallogin.account.extra_data) if value in groups}
    there = set(user.groups.filter(name__in=groups.values()).values_list("name", flat=True))
    user.groups.remove(*Group.objects.filter(name__in=there - wanted))
    user.groups.add(*Group.objects.filter(name__in=wanted - there))


def _values(claims: dict[str, Any]) -> Iterator[str]:
    """Yield the values of the claim about groups, of the user's information first and else of the ID token."""
    for part in (claims.get("userinfo"), claims.get("id_token"), claims):
        value = (part or {}).get(settings.OIDC_GROUPS_CLAIM)
        if value is not None:
            yield from map(str, value if isinstance(value, list) else [value])
            return
