"""Production settings with one interface, the one that INTERFACE names, beside Accord."""

import os

from benchmarks.settings import *

INTERFACE = os.environ["INTERFACE"]
APPS = {
    "grapple": ["grapple"],
    "strawberry": ["strawberry_django"],
    "api_v2": ["wagtail.api.v2", "rest_framework"],
    "api_v3": ["wagtail.api.v3"],
}

# First, so that it declares fields before any other app reads them.
INSTALLED_APPS = ["benchmarks.peers", *INSTALLED_APPS, *APPS.get(INTERFACE, ())]
ROOT_URLCONF = "benchmarks.peers.urls"
GRAPPLE = {"APPS": ["cms"], "MAX_PAGE_SIZE": 100}
WAGTAILAPI_LIMIT_MAX = 100
if INTERFACE == "grapple":
    GRAPHENE = {"SCHEMA": "grapple.schema.schema"}
