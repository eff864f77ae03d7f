"""Sessions end: some hours after they began, and earlier if nobody uses them. Second factors may be required."""

from time import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.identity.views import PASSWORD

BEGAN, SEEN = "began", "seen"
EVERY = 60
"""Seconds after which the use of a session is noted again."""


def begin(request, **kwargs) -> None:
    """Note when a session began. A receiver of `user_logged_in`."""
    request.session[BEGAN] = request.session[SEEN] = int(time())


class SessionEndMiddleware:
    """Middleware that ends sessions, and leads those who lack a required second factor to making one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            signed_in = SESSION_KEY in request.session
            if signed_in and _has_ended(request.session, int(time())):
                logout(request)
            elif signed_in and _lacks_factor(request):
                messages.warning(request, _("This site asks for a second factor: choose one to go on."))
                return redirect("mfa_index")
            if not request.session.modified:
                # Unread again: an answer for which no view reads the session is the same for everyone.
                request.session = type(request.session)(request.COOKIES[settings.SESSION_COOKIE_NAME])
        return self.get_response(request)


def _has_ended(session, now: int) -> bool:
    """Tell if a session has ended, and note that one goes on."""
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    if now - began > settings.SESSION_HOURS * 3600 or now - seen > settings.SESSION_IDLE_MINUTES * 60:
        return True
    if BEGAN not in session or now - seen > EVERY:
        session[BEGAN], session[SEEN] = began, now
    return False


def _lacks_factor(request) -> bool:
    """Tell if somebody who has signed in with a password alone asks for the admin where that is not enough."""
    admin = reverse("wagtailadmin_home")
    if settings.SECOND_FACTOR != "required" or not request.path.startswith(admin):
        return False
    if request.path.startswith((reverse("mfa_index"), reverse("wagtailadmin_logout"))):
        return False
    methods = {each["method"] for each in get_authentication_records(request)}
    return methods <= {PASSWORD} and not is_mfa_enabled(request.user)
