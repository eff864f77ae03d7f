"""Production, asked by one client far more often than a visitor would."""

from cms.settings.production import *

GRAPHQL_LIMITS = {"rate": None}
CLIENT_SECONDS = 0
