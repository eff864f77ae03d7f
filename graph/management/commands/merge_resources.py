"""Record that a withdrawn resource has become another one, so that its identifier redirects there for ever."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from graph import mirror
from graph.identity import ResourceId, from_iri, iri
from graph.journal import succeed, successor_of
from graph.models import Resource

PUBLIC, SUPPRESSED = Resource.Status.PUBLIC, Resource.Status.SUPPRESSED


class Command(BaseCommand):
    help = "Let the identifier of one resource lead to another for ever, as after two records of one thing are joined."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("old", help="what was joined: its IRI, or the part behind /id/ such as project/0d9f…")
        parser.add_argument("new", help="what it has become, in the same way; it must be public")

    def handle(self, *args: Any, old: str, new: str, **options: Any) -> None:
        mirror.drain_completely()
        resource, successor = (from_iri(each) or each for each in (old, new))
        status = self._status(resource)
        if self._status(successor) != PUBLIC and not successor_of(successor):
            raise CommandError(f"“{successor}” is not public, so nothing can lead there: publish it first.")
        try:
            last = succeed(resource, successor)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{iri(resource)} leads to {iri(last)}.")
        if status == PUBLIC:
            self.stdout.write(f"“{resource}” is still public: it leads on once it is unpublished or deleted.")
        if status == SUPPRESSED:
            self.stdout.write(f"“{resource}” was made private: nothing leads on from there while its past is hidden.")

    def _status(self, resource: ResourceId) -> str:
        status = Resource.objects.filter(pk=resource).values_list("status", flat=True).first()
        if status is None:
            raise CommandError(f"Nothing was ever public as “{resource}”: check the identifier.")
        return status
