"""Settings for production: https everywhere, and no defaults for values that an operator must decide."""

import os

from cms.settings.environment import OPERATOR_FILE, env, read_file, require_strong_key
from cms.settings.errors import report_errors
from cms.settings.identity import require_installed

# The demo's file is never read: its base IRI on localhost would be published for good.
env.use(os.environ, read_file(OPERATOR_FILE))
env.require()
require_strong_key(env.text("SECRET_KEY"))
require_installed()

from cms.settings.base import *

SECURE_SSL_REDIRECT = env.flag("HTTPS_ONLY")
# Health checks and Prometheus come from the internal network, over http.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE_SSL_REDIRECT else 0

if dsn := env.text("SENTRY_DSN"):
    report_errors(dsn)

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: their operator decides whether they use https
    "security.W019",  # X-Frame-Options: previews are shown in an iframe of the admin
    "security.W021",  # HSTS preload: the domain's operator decides whether browsers list it as https-only
]
