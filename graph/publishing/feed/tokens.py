"""Make and check tokens: a token holds how far a client has read the change feed, and which types it asked for.

Tokens are signed. Without a signature, anybody could write a token from before the first change and would be told the
IRIs of all resources that were ever withdrawn; with it, only clients that have read the feed since then are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_noop

from graph.declarations import registry
from graph.refusals import Refusal

DAMAGED = gettext_noop("This token is damaged: give one exactly as an answer gave it, or none to begin from the start.")
START_AGAIN = gettext_noop(
    "This token is from before the data was restored or rebuilt, so that changes since then are not known: delete "
    "everything that you have, and begin again without a token."
)
LONGEST = 2_000
"""The length of a token that names all types many times over: longer texts are not decoded."""


@dataclass(frozen=True)
class Token:
    """A place in the feed of one epoch."""

    epoch: UUID
    began: int
    """The number of the newest change when the client began, or of the last one that it has read if that is newer.
    Earlier withdrawals are not told: the client had nothing then. All clients that have read the same, have equal
    tokens."""
    sequence: int
    """The number of the last change that the client has read."""
    types: tuple[str, ...] = ()
    """The slugs of the types that the client asked for, sorted; empty for all types."""

    def __str__(self) -> str:
        return _signer().sign_object([self.epoch.hex, self.began, self.sequence, *self.types])

    def at(self, sequence: int) -> Token:
        """Return the token of a client that has read on to a change."""
        return replace(self, began=max(self.began, sequence), sequence=sequence)


def start_or_continue(since: str | None, types: Collection[str] | None, epoch: UUID, newest: int) -> Token:
    """Return the place from which a client reads: that of its token or, without one, the start.

    `epoch` and `newest` are those of the data that the client will be told of. Raises `Refusal`.
    """
    wanted = None if types is None else _known(types)
    if since is None:
        return Token(epoch, newest, 0, wanted or ())
    token = _parsed(since)
    if token.epoch != epoch or token.sequence > newest:
        raise Refusal(410, START_AGAIN)
    if wanted is not None and wanted != token.types:
        if not token.types:
            raise Refusal(400, "This token is for all types: give no types with it.")
        asked = ", ".join(token.types)
        raise Refusal(400, "This token is for %(asked)s: give the same types with it, or none.", asked=asked)
    return token


def _known(types: Collection[str]) -> tuple[str, ...]:
    known = {declared.graph_type.slug for declared in registry().resources}
    for each in types:
        if each not in known:
            names = ", ".join(sorted(known))
            raise Refusal(
                400, "There is no type “%(name).50s” in the change feed: use %(known)s.", name=each, known=names
            )
    return tuple(sorted(set(types)))


def _parsed(text: str) -> Token:
    if len(text) > LONGEST:
        raise Refusal(400, DAMAGED)
    try:
        epoch, began, sequence, *types = _signer().unsign_object(text)
    except (BadSignature, ValueError) as error:
        raise Refusal(400, DAMAGED) from error
    return Token(UUID(epoch), began, sequence, tuple(types))


def _signer() -> Signer:
    return Signer(salt="graph.publishing.feed", sep=".")
