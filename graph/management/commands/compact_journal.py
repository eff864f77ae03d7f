"""Merge old changes of the journal that are not published versions."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from graph.mirror import compaction


class Command(BaseCommand):
    help = "Merge changes that only followed from others. Every published version stays."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--older-than", type=int, default=7, metavar="DAYS", help="leave younger changes alone (7)")

    def handle(self, *args: Any, older_than: int, **options: Any) -> None:
        removed = compaction.compact(timezone.now() - timedelta(days=older_than))
        left = compaction.size()
        self.stdout.write(f"Merged {removed} changes; {left['changes']} are left, of {left['resources']} resources.")
