"""Decide what to show to whom: the public state to everyone, private pages and drafts to some."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone, translation
from wagtail.models import Page

from graph.declarations import django_language, primary_language
from graph.description import Description
from graph.identity import ResourceId, id_of
from graph.presentation.descriptions import laid_over, public_description
from graph.presentation.locales import active_language
from graph.presentation.model import Presentation
from graph.presentation.names import names_of_hidden
from graph.presentation.page import present
from graph.presentation.reader import Reader
from graph.replica import Replica, describe_instance, reading
from graph.visibility import PageRules, is_published

KEPT = 100
"""The number of presentations that a process keeps, some 50 kB each."""


def from_replica(replica: Replica, resource: ResourceId, language: str) -> Presentation:
    """Return the presentation of a public resource, which is kept until the graph changes."""
    if replica.drafts is not None:
        return _presented(replica, resource, language)
    kept = replica.derived("presentations", KEPT)
    found = kept.get((resource, language))
    if found is None:
        found = _presented(replica, resource, language)
        kept.add((resource, language), found, 1)
    return found


def _presented(replica: Replica, resource: ResourceId, language: str) -> Presentation:
    with translation.override(django_language(language)):
        return present(public_description(replica, resource), Reader(replica, language))


def from_description(
    description: Description, replica: Replica, language: str, for_editor: bool = False
) -> Presentation:
    """Return the presentation of a draft or private page. The caller must check that the reader may see it.

    Mentioned resources are linked if they are public; `names_of_hidden` decides which others are named.
    """
    names = names_of_hidden(description, replica, language, for_editor)
    with translation.override(django_language(language)):
        return present(description, Reader(replica, language, names))


def for_guest(description: Description, language: str) -> Presentation:
    """Return the presentation of a draft to somebody who was sent a link to it: what it mentions is named only if it is
    public."""
    with reading() as replica, translation.override(django_language(language)):
        return present(description, Reader(replica, language))


def served(page: Page, request: HttpRequest) -> Presentation | None:
    """Return what Wagtail shows at a page's address, or None if this visitor may see nothing.

    Show the public state, or a private page to visitors whom its restrictions accept. An alias shows its source and
    never more than the source: Wagtail fills an alias with a revision that is merely scheduled for its source.
    """
    if page.alias_of and not (PageRules.at(timezone.now()).opens(page) or _may_see(page, request)):
        return None
    language = active_language()
    source = _source(page)
    resource = id_of(source)
    with reading() as replica:
        if resource and resource in replica and _language(source) in replica.node(resource)["urls"]:
            return from_replica(replica, resource, language)
        if _may_see(source, request):
            return from_description(_of_instance(source, replica), replica, language)
    return None


def previewed(page: Page) -> Presentation:
    """Return the presentation of a page's draft as it would look if it were published."""
    with reading() as replica:
        return from_description(_of_instance(page, replica), replica, active_language(), for_editor=True)


def drafted(instance: Model) -> Description:
    """Return the Description that an instance would have if it were published as it is being edited."""
    with reading() as replica:
        return _of_instance(instance, replica)


@contextmanager
def reading_as_editor(page: Page) -> Iterator[tuple[Description | None, Description, Reader]]:
    """Yield the public Description of a page or None, that of its draft, and a reader who may see both."""
    language = active_language()
    with reading() as replica, translation.override(django_language(language)):
        draft = _of_instance(page, replica)
        public = public_description(replica, draft.id) if draft.id in replica else None
        yield public, draft, Reader(replica, language, names_of_hidden(draft, replica, language, for_editor=True))


def _source(page: Page) -> Page:
    return _source(page.alias_of) if page.alias_of else page.specific


def _of_instance(instance: Model, replica: Replica) -> Description:
    own = describe_instance(instance)
    if own.id not in replica or not isinstance(instance, Page):
        return own
    return laid_over(own, _language(instance), public_description(replica, own.id))


def _may_see(page: Page, request: HttpRequest) -> bool:
    """Tell whether a page is live, not expired, and restricted, but its restrictions accept this visitor.

    A page that is live and unrestricted, but not public (because it expired a minute ago, for example), is shown to no
    visitor.
    """
    restrictions = page.get_view_restrictions()
    allowed = bool(restrictions) and all(each.accept_request(request) for each in restrictions)
    return is_published(page, timezone.now()) and allowed


def _language(page: Page) -> str:
    return primary_language(page.locale.language_code)
