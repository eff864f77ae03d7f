"""Wagtail's two forms for signing in, which ask for the second factor of those who have one."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.views.account import LoginView as AdminLogin

PASSWORD = "password"  # noqa: S105 the name of a method


class _InStages:
    """Lets django-allauth sign in, which begins the session only once all stages have been passed."""

    def form_valid(self, form):
        user = form.get_user()
        record_authentication(self.request, user, method=PASSWORD, username=user.get_username())
        remember = form.cleaned_data.get("remember")
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if remember else 0)
        return perform_login(self.request, user, email_verification="none", redirect_url=self.get_success_url())


class AdminLoginView(_InStages, AdminLogin):
    def get(self, request, *args, **kwargs):
        if settings.OIDC_ONLY and not request.user.is_authenticated:
            query = urlencode({"next": self.get_success_url()})
            return HttpResponseRedirect(f"{provider_address()}?{query}")
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if settings.OIDC_ONLY:
            return HttpResponseRedirect(provider_address())
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if settings.OIDC_SERVER:
            query = urlencode({"next": self.get_success_url()})
            context |= {"provider": settings.OIDC_NAME, "provider_address": f"{provider_address()}?{query}"}
        return context


class SiteLoginView(_InStages, LoginView):
    """The form for readers of private pages."""

    template_name = "wagtailcore/login.html"

    def post(self, request, *args, **kwargs):
        if settings.OIDC_ONLY:
            return HttpResponseRedirect(provider_address())
        return super().post(request, *args, **kwargs)


def provider_address() -> str:
    return reverse("openid_connect_login", kwargs={"provider_id": settings.OIDC_PROVIDER})
