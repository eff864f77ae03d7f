"""Make and check the tokens of mailed links.

A token is random and signed. The signature names the purpose of the link, so a token for one purpose fits no other
one, and a made-up token is refused without a query. The database has only the token's digest.
"""

import hashlib
import secrets
from typing import TypeVar

from django.core import signing

from cms.models.signed_link import SignedLink

SECRET_BYTES = 24
LONGEST = 200

Link = TypeVar("Link", bound=SignedLink)


def renew(link: SignedLink) -> str:
    """Give the link a new token, which replaces an earlier one, and return it; the caller saves the link."""
    token = _signer(link.purpose).sign(secrets.token_urlsafe(SECRET_BYTES))
    link.token_hash = _digest(token)
    return token


def find(model: type[Link], token: str) -> Link | None:
    """Return the link that a token opens, open or not; None for a token that was never given, or was replaced."""
    if len(token) > LONGEST:
        return None
    try:
        _signer(model.purpose).unsign(token)
    except signing.BadSignature:
        return None
    return model._default_manager.filter(token_hash=_digest(token)).first()


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"cms.peers.{purpose}", sep=".")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
