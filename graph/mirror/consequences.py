"""Compute which resources an editor's action would withdraw, before the action is taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from wagtail.models import Page

from graph.declarations import DeclaredType, Visibility, by_type, registry, visibility_of
from graph.identity import ResourceId, resource_id
from graph.models import Reference, Resource
from graph.visibility import PageRules, languages_in_order, public_keys, public_languages


@dataclass
class Withdrawn:
    """Resources that would disappear entirely (`gone`), and resources that would lose some languages (`fewer`)."""

    gone: set[ResourceId] = field(default_factory=set)
    fewer: dict[ResourceId, set[str]] = field(default_factory=dict)


def of_restricting(page: Page) -> Withdrawn:
    """Return the resources that disappear from the graph when a page and its descendants are made private."""
    rules, found = PageRules.at(timezone.now()), Withdrawn()
    for declared in registry().resources:
        if declared.is_page:
            _add_pages(found, declared, page, rules)
    found.gone |= _named_only_by(found.gone, rules)
    return found


def _add_pages(found: Withdrawn, declared: DeclaredType, page: Page, rules: PageRules) -> None:
    languages, lost = languages_in_order(), defaultdict(set)
    rows = rules.pages(declared.model, None).filter(path__startswith=page.path)
    for key, path, locale in rows.values_list("translation_key", "path", "locale_id"):
        if rules.allows(path):
            lost[str(key)].add(languages[locale])
    public = public_languages(declared, lost, rules)
    for key, gone in lost.items():
        resource = resource_id(declared.graph_type, key)
        if public.get(key, set()) - gone:
            found.fewer[resource] = gone
        else:
            found.gone.add(resource)


def _named_only_by(sources: set[ResourceId], rules: PageRules) -> set[ResourceId]:
    """Return the records (but not files) that are public only because the source resources mention them."""
    reasons = Reference.objects.filter(makes_public=True)
    named = set(reasons.filter(source__among=sources).values_list("target", flat=True))
    elsewhere = {
        target
        for source, target in reasons.filter(target__among=named).values_list("source", "target")
        if source not in sources
    }
    public = Resource.objects.filter(pk__among=named - elsewhere, status=Resource.Status.PUBLIC)
    found = public.values_list("pk", flat=True)
    candidates = {each for each in found if visibility_of(each) is Visibility.OWN_OR_LINKED}
    return candidates - _public_by_themselves(candidates, rules)


def _public_by_themselves(resources: Iterable[ResourceId], rules: PageRules) -> set[ResourceId]:
    return {
        resource_id(declared.graph_type, key)
        for declared, keys in by_type(resources).items()
        for key in public_keys(declared, keys, rules)
    }
