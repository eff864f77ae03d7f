"""The app that declares the fields of Accord's models for a peer, before the peer reads the declarations."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings

DECLARATIONS = {"grapple": "grapple_fields", "api_v2": "api_fields", "api_v3": "api_fields"}


class PeersConfig(AppConfig):
    name = "benchmarks.peers"

    def ready(self) -> None:
        if settings.INTERFACE in DECLARATIONS:
            import_module(f"benchmarks.peers.{DECLARATIONS[settings.INTERFACE]}").declare()
