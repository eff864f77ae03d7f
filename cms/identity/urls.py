"""Addresses below /admin/: signing in, second factors, and the way back from an OpenID provider.

They stand before Wagtail's, of which the first has the place. Nobody signs up here, and no address changes.
"""

from allauth.account import views as account
from allauth.socialaccount import views as provider
from django.urls import include, path
from django.views.generic import RedirectView

from cms.identity.views import AdminLoginView

urlpatterns = [
    path("login/", AdminLoginView.as_view(), name="wagtailadmin_login"),
    path("identity/", include("allauth.mfa.urls")),
    path("identity/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("identity/login/", RedirectView.as_view(pattern_name="wagtailadmin_login"), name="account_login"),
    path("identity/logout/", account.logout, name="account_logout"),
    path("identity/again/", account.reauthenticate, name="account_reauthenticate"),
    path("identity/signup/", RedirectView.as_view(pattern_name="wagtailadmin_login"), name="account_signup"),
    path("identity/inactive/", account.account_inactive, name="account_inactive"),
    path("identity/provider/cancelled/", provider.login_cancelled, name="socialaccount_login_cancelled"),
    path("identity/provider/error/", provider.login_error, name="socialaccount_login_error"),
    path("identity/provider/signup/", provider.signup, name="socialaccount_signup"),
    path("identity/provider/", RedirectView.as_view(pattern_name="mfa_index"), name="socialaccount_connections"),
]
