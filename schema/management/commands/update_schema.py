"""Write schema/schema.graphql and the table in docs/schema-changes.md, unless queries of partners would break."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from graphql import print_schema

from schema.clients import breaking_changes, table
from schema.schema import current_schema

HEADING = "## What is deprecated\n\n"


class Command(BaseCommand):
    help = "Writes the text of the GraphQL schema and the table of what is deprecated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--breaking",
            action="store_true",
            help="write it even if queries break: only for what no partner has seen yet",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        schema = current_schema().graphql_schema
        text, changes = (settings.BASE_DIR / each for each in ("schema/schema.graphql", "docs/schema-changes.md"))
        broken = breaking_changes(text.read_text("utf-8"), schema, date.today()) if text.exists() else []
        if broken and not options["breaking"]:
            raise CommandError(
                "Queries of partners would break:\n  "
                + "\n  ".join(broken)
                + "\nKeep the declaration, with `deprecated=Deprecation(since, use, until)`, until that day. "
                "What no partner has seen yet can go with --breaking."
            )
        text.write_text(print_schema(schema), "utf-8")
        before, heading, _ = changes.read_text("utf-8").partition(HEADING)
        changes.write_text(before + heading + table(schema), "utf-8")
        self.stdout.write(f"{text.name} and {changes.name} are up to date.")
