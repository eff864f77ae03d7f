"""What one request takes, charged to the client that sent it when it is answered.

The time is that of the thread's processor, so that nobody pays for the crowd; work that others do for a request, such
as a query server, is added by `charge`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import thread_time

from django.conf import settings

from graph.budget.allowances import Allowance, remaining, take
from graph.budget.refusals import SpentError


@dataclass
class Account:
    """Of the request that this thread answers. `exempt`: signed-in people and partners with a rate of their own."""

    client: str
    exempt: bool = False
    seconds: float = 0


_current: ContextVar[Account | None] = ContextVar("account", default=None)


def current() -> Account | None:
    """Return the account of the request that is being answered; None in commands and the worker."""
    return _current.get()


def exempt() -> None:
    """Charge the client of this request nothing, and give it any place that is free."""
    if account := current():
        account.exempt = True


def charge(seconds: float) -> None:
    """Add what others have worked for this request."""
    if account := current():
        account.seconds += seconds


@contextmanager
def opened(client: str) -> Iterator[Account]:
    """Measure what is done within, and charge the client with it, refused and failed requests too."""
    account = Account(client)
    token = _current.set(account)
    begun = thread_time()
    try:
        yield account
    finally:
        _current.reset(token)
        if (allowance := seconds_a_minute()) and not account.exempt:
            take(client, allowance, thread_time() - begun + account.seconds, beyond=True)


def refuse_if_spent() -> None:
    """Raise `SpentError` where the client has used up its seconds."""
    account, allowance = current(), seconds_a_minute()
    if account is None or account.exempt or allowance is None:
        return
    balance = remaining(account.client, allowance)
    if balance.is_spent:
        raise SpentError(
            "Your requests of the last minute took %(amount)g seconds of work, which is all that one client "
            "may ask for: try again when the header Retry-After says.",
            # Enough for some answers, so that the next one is not the last.
            balance.seconds_until(1),
            amount=allowance.amount,
        )


def seconds_a_minute() -> Allowance | None:
    """Return the allowance of work; None without bounds."""
    return Allowance("seconds", settings.CLIENT_SECONDS) if settings.CLIENT_SECONDS else None
