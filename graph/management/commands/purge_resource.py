"""Erase the past of a resource from the journal, and record the erasure in an audit entry."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from graph.identity import from_iri
from graph.mirror import history
from graph.models import Change


class Command(BaseCommand):
    help = "Erase for ever what the journal says of a resource's past. What is public now stays."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("resource", help="its IRI, or the part behind /id/ such as project/0d9f…")
        parser.add_argument("--reason", required=True, help="why; it is kept in the audit entry")
        parser.add_argument("--by", default="", help="who asked for it; kept in the audit entry")

    def handle(self, *args: Any, resource: str, reason: str, by: str, **options: Any) -> None:
        resource_id = from_iri(resource) or resource
        if not Change.objects.filter(resource=resource_id).exists():
            raise CommandError(f"Nothing was ever public under {resource}: check the identifier.")
        erasure = history.purge(resource_id, reason, by)
        self.stdout.write(f"Erased {erasure.versions} past versions of {resource_id}.")
