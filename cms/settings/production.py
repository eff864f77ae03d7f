"""Production: nothing is guessed that an operator must decide, https everywhere."""

import os

from cms.settings.environment import OPERATOR_FILE, env, read_file, require_strong_key

# Never the demo's file: its base IRI on localhost would be published for good.
env.use(os.environ, read_file(OPERATOR_FILE))
env.require()
require_strong_key(env.text("SECRET_KEY"))

from cms.settings.base import *

SECURE_SSL_REDIRECT = env.flag("HTTPS_ONLY")
# Probes come from inside, over http.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60 if SECURE_SSL_REDIRECT else 0

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # subdomains are not ours to promise https for
    "security.W019",  # previews stand in a frame of the admin
    "security.W021",  # nor is the browsers' list of https-only domains
]
