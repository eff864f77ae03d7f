"""Resolve the unresolved references of imports when the page or reference data that they name appears.

When an activity is published or a theme gets another label, the pages whose sources name it are linked with it. The
link is public at once if the user who published it may publish the page, or if the user who imported the page may
publish both; otherwise it waits in a draft.
"""

import logging
from collections.abc import Callable, Iterator
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from wagtail.models import DraftStateMixin, Page

from cms.acting import Actor, as_user, present, system
from cms.importers.filling import add_link, keep_unresolved
from cms.importers.matching import LINK_FIELDS, References, fold, fold_place, labels_of
from cms.importers.traces import follow, is_untouched
from cms.isolation import isolated
from cms.models import ResourcePage, UnresolvedReference

logger = logging.getLogger(__name__)

# Changes a page in memory and returns whether it has changed.
Change = Callable[[Page], bool]
# Publishes the state of a page in memory.
Publish = Callable[[Page], object]


def resolve_published(instance: Page, **kwargs) -> None:
    """Resolve references to a published page, and the page's own references. Receiver of `page_published`."""
    if instance.live:
        page = instance.specific
        resolve_waiting_for(page)
        if page.alias_of_id is None and page.unresolved_references.exists():
            _amend_if_valid(page, system.complete_publication)


def resolve_saved(instance: Model, **kwargs) -> None:
    """Resolve references to reference data that was saved. Receiver of `post_save`."""
    if not kwargs.get("raw"):
        resolve_waiting_for(instance)


def resolve_waiting_for(target: Model) -> None:
    """Link the pages whose sources name `target` by any of its current names."""
    fields = [f.name for f in LINK_FIELDS.values() if f.target is type(target)]
    waiting = UnresolvedReference.objects.filter(field__in=fields)
    names = _keys_of(target)
    for page in {row.page for row in waiting.select_related("page") if _mentions(row.name, names)}:
        with isolated("Resolving references", page):
            resolve_page(page.specific, target)


def resolve_page(page: ResourcePage, target: Model) -> None:
    """Turn the unresolved references of a page into links, after `target`, which it names, was published or saved.

    An alias is left alone, and so is a page that is locked, scheduled or in review: its references resolve when it is
    published next.
    """
    if page.alias_of_id or page.get_lock() or page.current_workflow_state:
        return
    # A withheld page is not published, because that would end the withholding: see `graph.visibility.withholding`.
    publisher = None if page.withheld else next(_publishers(page, target), None)
    _amend_if_valid(page, publisher and partial(publisher.save, publish=True, clean=False))


def _publishers(page: ResourcePage, target: Model) -> Iterator[Actor]:
    """Yield the actors who may publish the page: the present one, and the page's importer if they may publish both."""
    acting = present()
    if acting and _may_publish(acting, page):
        yield acting
    imported = page.source_versions.filter(run__user__isnull=False).order_by("pk").last()
    if imported:
        importer = as_user(imported.run.user)
        if _may_publish(importer, target) and _may_publish(importer, page):
            yield importer


def _may_publish(actor: Actor, thing: Model) -> bool:
    """Return whether the actor may edit and publish a page or reference data.

    Reference data without drafts is public with each change, so the right to edit it is enough.
    """
    against = [actor.against_editing(thing)]
    if isinstance(thing, DraftStateMixin):
        against.append(actor.against_publishing(thing))
    return not any(against)


def _amend_if_valid(page: ResourcePage, publish: Publish | None) -> None:
    untouched = is_untouched(page)
    try:
        with transaction.atomic():
            amend(page, partial(_resolve, references=References()), publish)
            if untouched:
                follow(page)
    except ValidationError as error:
        # The page is invalid for another reason. Its editor will see that when saving it; the publication that has
        # led here must not fail for it.
        logger.warning("References of “%s” stay unresolved: %s", page, error.messages)


def amend(page: ResourcePage, change: Change, publish: Publish | None) -> None:
    """Apply a change to a page's draft and its public version; without `publish`, to the draft only.

    Nothing else becomes public: if an editor has unpublished changes, the public version gets this change alone.
    """
    waits, draft = page.has_unpublished_changes, page.get_latest_revision_as_object()
    publish = publish if page.live else None
    if publish and waits and change(page):
        publish(page)
    if change(draft):
        (publish if publish and not waits else system.save_link)(draft)


def _resolve(page: Page, references: References) -> bool:
    """Replace each reference by links; keep the names that are still unknown. Return whether the page has changed."""
    changed = False
    for row in list(page.unresolved_references.all()):
        field = LINK_FIELDS.get(row.field)
        names = references.split(field, row.name) if field else []
        found = {name: references.find(field, name, page.locale) for name in names}
        if any(found.values()):
            page.unresolved_references.remove(row)
            changed = True
            for name, target in found.items():
                if target:
                    add_link(page, field, target)
                else:
                    keep_unresolved(page, row.field, name)
    return changed


def _keys_of(target: Model) -> set[str]:
    return {form(label) for label in labels_of(target) for form in (fold, fold_place)} - {""}


def _mentions(name: str, keys: set[str]) -> bool:
    return any(key in form(name) for key in keys for form in (fold, fold_place))
