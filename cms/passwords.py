"""Limits for guessing passwords, which do not let strangers lock a user out.

Tries are counted by client and by account. If strangers have used up an account's tries, its owner still has three
from another address, and one a minute after that. Checking a password takes the processor half a second, so a client
may check only one at a time.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext_noop

from graph.budget import Allowance, Kind, SpentError, address_of, give_back, place, take

CHECKING = Kind("password", gettext_noop("checks of passwords"), places=2, wait=2)
BY_CLIENT = Allowance("tries of a client", 20, seconds=20 * 60)
BY_ACCOUNT = Allowance("tries at an account", 100, seconds=100 * 60)
BY_CLIENT_AND_ACCOUNT = Allowance("tries of a client at an account", 3, seconds=3 * 60)
MAILS = Allowance("mails to an account", 5, seconds=60 * 60)
"""Limit for mails to reset a password: any of the five that were sent can be used."""


@dataclass(frozen=True)
class Form:
    """A form that asks for a password, or sends a mail to reset it.

    `account` returns the name of the account from the form's data and the view's keyword arguments.
    """

    account: Callable[[dict, dict], str]
    sends_mail: bool = False


LOGIN = Form(lambda sent, named: f"user {sent.get('username', '').strip().casefold()}")
FORMS = {
    "wagtailadmin_login": LOGIN,
    "wagtailcore_login": LOGIN,
    "wagtailcore_authenticate_with_password": Form(
        lambda sent, named: f"page {named['page_view_restriction_id']}",
    ),
    "wagtaildocs_authenticate_with_password": Form(
        lambda sent, named: f"collection {named['restriction_id']}",
    ),
    "wagtailadmin_password_reset": Form(
        lambda sent, named: f"mail {sent.get('email', '').strip().casefold()}", sends_mail=True
    ),
}


class PasswordMiddleware:
    """Middleware that limits tries of passwords.

    It must be the innermost, because it calls the view itself: all others have run before it then.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        form = FORMS.get(request.resolver_match.view_name)
        if form is None or request.method != "POST":
            return None
        account = sha256(form.account(request.POST, kwargs).encode()).hexdigest()
        try:
            with place(CHECKING):
                tries = _taken(f"address {address_of(request)}", account, form)
                response = view(request, *args, **kwargs)
        except SpentError as refusal:
            return refusal.response()
        if response.status_code == 302 and not form.sends_mail:
            for client, allowance in tries:
                give_back(client, allowance, 1)
        return response


def _taken(client, account, form):
    """Count a try. Return the allowances that it was taken from, to give it back if the password is right.

    Raises `SpentError` if none is left.
    """
    if form.sends_mail:
        return [_take(client, BY_CLIENT), _take(account, MAILS)]
    mine = _take(client, BY_CLIENT)
    with suppress(SpentError):
        return [mine, _take(account, BY_ACCOUNT)]
    return [mine, _take(f"{client} {account}", BY_CLIENT_AND_ACCOUNT)]


def _take(client, allowance):
    balance = take(client, allowance, 1)
    if not balance.enough:
        seconds = balance.seconds_until(1)
        raise SpentError("Too many tries: wait %(wait)s seconds before the next one.", seconds, wait=seconds)
    return client, allowance
