"""Production settings without rate limits, because one client asks far more often than a visitor."""

from cms.settings.production import *

GRAPHQL_LIMITS = {"rate": None}
CLIENT_SECONDS = 0
