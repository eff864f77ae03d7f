"""References that an import could not resolve do so when what they name arrives.

An activity is published, a theme gets another label: the pages whose sources name it are linked with it. The link is
public at once where whoever published, or whoever imported the page, may publish both; else it waits in a draft.
"""

import logging
from collections.abc import Callable, Iterator
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from wagtail.models import DraftStateMixin, Page

from cms.acting import Actor, as_user, present, system
from cms.isolation import isolated
from cms.models import ResourcePage, UnresolvedReference

from .labels import fold, fold_place
from .references import LINK_FIELDS, References, labels_of
from .rows import add_link, keep_unresolved
from .traces import follow, is_untouched

logger = logging.getLogger(__name__)

# Changes a page in memory and says whether it did.
Change = Callable[[Page], bool]
# Makes public what a page in memory says.
Publish = Callable[[Page], object]


def resolve_published(instance: Page, **kwargs) -> None:
    """Receiver of `page_published`: the page is what others wait for, or waits itself."""
    if instance.live:
        page = instance.specific
        resolve_waiting_for(page)
        if page.alias_of_id is None and page.unresolved_references.exists():
            _amend_if_valid(page, system.complete_publication)


def resolve_saved(instance: Model, **kwargs) -> None:
    """Receiver of `post_save` of reference data."""
    if not kwargs.get("raw"):
        resolve_waiting_for(instance)


def resolve_waiting_for(target: Model) -> None:
    """Link the pages whose sources name this, whatever it is called by now."""
    fields = [f.name for f in LINK_FIELDS.values() if f.target is type(target)]
    waiting = UnresolvedReference.objects.filter(field__in=fields)
    names = _keys_of(target)
    for page in {row.page for row in waiting.select_related("page") if _mentions(row.name, names)}:
        with isolated("Resolving references", page):
            resolve_page(page.specific, target)


def resolve_page(page: ResourcePage, target: Model) -> None:
    """Turn the unresolved references of another page than the one that is published into links.

    A page that is locked, scheduled or in review is left alone: its names resolve when it is published next.
    """
    if page.alias_of_id or page.get_lock() or page.current_workflow_state:
        return
    # Publishing a page would also lift the hold under which it is: see `graph.visibility.withholding`.
    publisher = None if page.withheld else next(_publishers(page, target), None)
    _amend_if_valid(page, publisher and partial(publisher.save, publish=True, clean=False))


def _publishers(page: ResourcePage, target: Model) -> Iterator[Actor]:
    """Who may publish the page: whoever acts now, and who imported the page if they might have published both."""
    acting = present()
    if acting and _may_publish(acting, page):
        yield acting
    imported = page.source_versions.filter(run__user__isnull=False).order_by("pk").last()
    if imported:
        importer = as_user(imported.run.user)
        if _may_publish(importer, target) and _may_publish(importer, page):
            yield importer


def _may_publish(actor: Actor, thing: Model) -> bool:
    """Reference data without drafts is public with each change."""
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
        # The page has become invalid for another reason: its editor will see that
        # when saving it, and what was published just now must not fail for it.
        logger.warning("References of “%s” stay unresolved: %s", page, error.messages)


def amend(page: ResourcePage, change: Change, publish: Publish | None) -> None:
    """Change a page's draft and what is public of it, and publish nothing else; without `publish`, the draft only.

    Where an editor has changes under way, the public version gets the change by itself.
    """
    waits, draft = page.has_unpublished_changes, page.get_latest_revision_as_object()
    publish = publish if page.live else None
    if publish and waits and change(page):
        publish(page)
    if change(draft):
        (publish if publish and not waits else system.save_link)(draft)


def _resolve(page: Page, references: References) -> bool:
    """Replace each reference by links to what it names; what is still unknown stays."""
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
