"""References that an import could not resolve do so when what they name arrives.

An activity is published, a theme gets another label: the pages whose sources name it
are linked with it, in their drafts and in what is public alike.
"""

import logging
from collections.abc import Callable
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from cms.models import UnresolvedReference

from .labels import fold, fold_place
from .references import LINK_FIELDS, References, labels_of
from .rows import add_link, keep_unresolved

logger = logging.getLogger(__name__)

# Changes a page in memory and says whether it did.
Change = Callable[[Page], bool]


def resolve_published(instance: Page, **kwargs) -> None:
    """Receiver of `page_published`: the page is what others wait for, or waits itself."""
    if instance.live:
        page = instance.specific
        resolve_waiting_for(page)
        resolve_page(page)


def resolve_saved(instance: Model, **kwargs) -> None:
    """Receiver of `post_save` of reference data."""
    if not kwargs.get("raw"):
        resolve_waiting_for(instance)


def resolve_waiting_for(target: Model) -> None:
    """Link the pages whose sources name this, whatever it is called by now."""
    fields = [f.name for f in LINK_FIELDS.values() if f.target is type(target)]
    waiting = UnresolvedReference.objects.filter(field__in=fields)
    names = _keys_of(target)
    for page in {row.page for row in waiting if _mentions(row.name, names)}:
        resolve_page(page.specific)


def resolve_page(page: Page) -> None:
    """Turn the unresolved references of a page into links where that is possible now."""
    if page.alias_of_id or not page.unresolved_references.exists():
        return
    try:
        with transaction.atomic():
            amend(page, partial(_resolve, references=References()))
    except ValidationError as error:
        # The page has become invalid for another reason: its editor will see that
        # when saving it, and what was published just now must not fail for it.
        logger.warning("References of “%s” stay unresolved: %s", page, error.messages)


def amend(page: Page, change: Change) -> None:
    """Change a page's draft and what is public of it, and publish nothing else.

    Where an editor has changes under way, the public version gets the change by itself.
    """
    publishes = page.live and not page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    if not publishes and change(page):
        for relation in get_all_child_relations(page):
            getattr(page, relation.get_accessor_name()).commit()
    if change(draft):
        revision = draft.save_revision(clean=False, log_action=True)
        if publishes:
            revision.publish()


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
