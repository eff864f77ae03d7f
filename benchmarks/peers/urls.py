"""Accord's addresses, and those of the interface that is measured."""

from importlib import import_module

from django.conf import settings

from cms.urls import urlpatterns as accord

urlpatterns = [*import_module(f"benchmarks.peers.{settings.INTERFACE}").urlpatterns, *accord]
