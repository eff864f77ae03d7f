"""Settings of accounts: second factors, sessions that end, and signing in at an OpenID provider."""

from importlib.util import find_spec
from typing import Any

from cms.settings.environment import Environment, Misconfigured

IS_INSTALLED = find_spec("allauth") is not None
"""Production refuses to start without the package; development may do without second factors."""
PROVIDER = "sso"

APPS = [
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    # Its templates of second factors name times with it.
    "django.contrib.humanize",
]


def require_installed() -> None:
    if not IS_INSTALLED:
        raise Misconfigured("django-allauth is not installed: install what requirements-production.lock names.")


def providers(env: Environment) -> dict[str, Any]:
    """Return the setting SOCIALACCOUNT_PROVIDERS: the organisation's provider, or none."""
    server = env.text("OIDC_SERVER")
    if not server:
        return {}
    if not env.text("OIDC_CLIENT_ID"):
        raise Misconfigured("OIDC_SERVER is set without OIDC_CLIENT_ID: the provider's administrator tells it.")
    app = {
        "provider_id": PROVIDER,
        "name": env.text("OIDC_NAME"),
        "client_id": env.text("OIDC_CLIENT_ID"),
        "secret": env.text("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": env.address("OIDC_SERVER"), "fetch_userinfo": True, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
