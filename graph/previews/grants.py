"""Make and read the tokens with which a partner's site asks for the draft of one page.

A token names a row that says for which page, editor and session it was made. It is signed with the time, and ends after
`LIFETIME`; earlier if the editor signs out, loses the account or the right to edit the page, or if the page goes.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.signing import BadSignature, TimestampSigner
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_noop
from wagtail.models import Page
from wagtail.permissions import policy_registry

from graph.declarations import by_type
from graph.identity import ResourceId, id_of
from graph.journal import shut
from graph.models import PreviewGrant
from graph.refusals import Refusal
from graph.visibility import instances

LIFETIME = timedelta(minutes=15)
"""How long a token is valid. An open form renews it; a copy of it in a log or a message soon is of no use."""
NOT_VALID = gettext_noop("This preview token is not valid, or not any more: open the preview in the page's form again.")
PARAMETER = "preview"
"""The parameter with the token in the address of a picture: browsers send no header of ours for pictures."""
SEEING = ("add", "change", "delete", "view", "choose")
"""The permissions of which a user needs one to see a record or a file in the admin."""


@dataclass(frozen=True)
class Grant:
    """The page whose draft is shown, and the editor who shows it."""

    page: Page
    user: AbstractBaseUser
    row: int
    """The key of the grant in the database."""

    def pass_for(self, picture: ResourceId) -> str:
        """Return the end of the address at which one picture of the draft is shown for a while."""
        return f"?{PARAMETER}={quote(_signer_of_pictures().sign(f'{self.row} {picture}'))}"

    def may_see(self, resources: AbstractSet[ResourceId]) -> set[ResourceId]:
        """Return the subset of the resources that the editor sees in the admin too."""
        return {
            resource
            for declared, keys in by_type(resources).items()
            for model in declared.models
            for each in instances(declared, model, keys)
            if self._sees(each) and (resource := id_of(each))
        }

    def _sees(self, instance: Model) -> bool:
        if isinstance(instance, Page):
            # Pages that would appear with this one are live, and only waited for it.
            return instance.live or instance.pk == self.page.pk
        policy = policy_registry.get(instance)
        return bool(policy.user_has_any_permission_for_instance(self.user, SEEING, instance))


def token_for(page: Page, user: Any, session: str) -> str:
    """Return a token for the draft of a page. Raise Refusal if the user may not edit the page."""
    if not _may_edit(user, page):
        raise Refusal(403, "You may not edit this page, so you cannot show its draft.")
    now = timezone.now()
    PreviewGrant.objects.filter(renewed_at__lt=now - 2 * LIFETIME).delete()
    row, _ = PreviewGrant.objects.update_or_create(page=page, user=user, session=session, defaults={"renewed_at": now})
    return _signer().sign(str(row.pk))


def grant_of(token: str) -> Grant:
    """Return what a token grants. Raise Refusal if it is not valid, whatever the reason."""
    key = _unsigned(_signer(), token)
    if key is None or (grant := _standing(key)) is None:
        raise Refusal(401, NOT_VALID)
    return grant


def opens(token: str, picture: ResourceId) -> bool:
    """Return whether a token from the address of a picture shows it, although it is not public."""
    row, _, named = (_unsigned(_signer_of_pictures(), token) or "").partition(" ")
    if named != picture or shut({picture}):
        return False
    grant = _standing(row)
    return grant is not None and picture in grant.may_see({picture})


def _standing(key: str) -> Grant | None:
    """Return a grant unless it has ended."""
    row = PreviewGrant.objects.filter(pk=key).select_related("page", "user").first()
    if row is None or not _is_signed_in(row.user, row.session) or not _may_edit(row.user, row.page):
        return None
    return Grant(row.page.specific, row.user, row.pk)


def _unsigned(signer: TimestampSigner, token: str) -> str | None:
    try:
        return signer.unsign(token, max_age=LIFETIME)
    except BadSignature:
        return None


def _may_edit(user: Any, page: Page) -> bool:
    has_access = user.is_active and user.has_perm("wagtailadmin.access_admin")
    return bool(has_access and page.specific.permissions_for_user(user).can_edit())


def _is_signed_in(user: Any, session: str) -> bool:
    """Return whether the session still is one of this user; a new password ends all of them."""
    store = import_module(settings.SESSION_ENGINE).SessionStore(session)
    is_same = constant_time_compare(store.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    return is_same and store.get(SESSION_KEY) == str(user.pk)


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="graph.previews")


def _signer_of_pictures() -> TimestampSigner:
    return TimestampSigner(salt="graph.previews.pictures")
