"""Compute which resources an editor's action would withdraw, before the action is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page

from graph.declarations import Visibility, visibility_of
from graph.identity import ResourceId
from graph.marks import below
from graph.mirror.draining import ensure_fresh
from graph.mirror.facts import Reader
from graph.visibility import PageRules


@dataclass(frozen=True)
class Withdrawn:
    """Resources that would disappear entirely (`gone`), and resources that would lose some languages (`fewer`)."""

    gone: frozenset[ResourceId]
    fewer: Mapping[ResourceId, frozenset[str]]


def of_restricting(page: Page) -> Withdrawn:
    """Return the resources that disappear from the graph when a page and its descendants are made private.

    The files that only they show disappear too, but are left out: people know them by what shows them.
    """
    ensure_fresh()
    reader = Reader(PageRules.at(timezone.now()).restricting(page))
    shown = reader.shown(below(page))
    named = reader.shown_because_of(shown.gone)
    records = {each for each in named.gone if visibility_of(each) is Visibility.OWN_OR_LINKED}
    return Withdrawn(shown.gone | records, shown.lost)
