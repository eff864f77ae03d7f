"""Return the reason why a user may not do something, as a sentence, or an empty text if it is allowed.

Rights and remits are those of Wagtail's permission policies. An instance in memory may be older than a lock, so acts
check the instance that `stored` returns.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, LockableMixin, Page
from wagtail.permissions import policy_registry


def against_adding(user: AbstractBaseUser, model: type[Model], parent: Page | None = None) -> str:
    """Return why the user may not add an instance of this model, below `parent` if it is a page."""
    if parent is None:
        allowed = policy_registry.get_by_type(model).user_has_permission(user, "add")
        return "" if allowed else _("You may not add it.")
    allowed = parent.permissions_for_user(user).can_add_subpage()
    fits = model in type(parent.specific).creatable_subpage_models() and model.can_create_at(parent)
    return "" if allowed and fits else _("You may not add pages below “%(page)s”.") % {"page": parent.title}


def against_editing(user: AbstractBaseUser, thing: Model) -> str:
    if isinstance(thing, Page):
        allowed = thing.permissions_for_user(user).can_edit()
    else:
        allowed = _has_right(user, "change", thing)
    return (_lock(user, thing) or _alias(thing)) if allowed else _("You may not change it.")


def against_publishing(user: AbstractBaseUser, thing: Model) -> str:
    if isinstance(thing, Page):
        allowed = thing.permissions_for_user(user).can_publish()
    else:
        allowed = _has_right(user, "publish", thing)
    if not allowed:
        return _("You may not publish it.")
    return _lock(user, thing) or _alias(thing) or _hold(thing)


def against_unpublishing(user: AbstractBaseUser, thing: Model) -> str:
    if isinstance(thing, Page):
        allowed = thing.permissions_for_user(user).can_unpublish()
    else:
        allowed = _has_right(user, "publish", thing)
    return _lock(user, thing) or ("" if allowed else _("You may not unpublish it."))


def against_deleting(user: AbstractBaseUser, thing: Model) -> str:
    """Return why the user may not delete it; for public reference data, the right to publish is needed too."""
    if isinstance(thing, Page):
        allowed = thing.permissions_for_user(user).can_delete()
    else:
        allowed = _has_right(user, "delete", thing)
        if isinstance(thing, DraftStateMixin) and thing.live:
            allowed = allowed and _has_right(user, "publish", thing)
    return _lock(user, thing) if allowed else _("You may not delete it.")


def stored(thing: Model) -> Model:
    """Return the same instance as it is now in the database; for a page, as its specific type."""
    model = Page if isinstance(thing, Page) else type(thing)
    found = model._base_manager.get(pk=thing.pk)
    return found.specific if isinstance(found, Page) else found


def _has_right(user: AbstractBaseUser, action: str, thing: Model) -> bool:
    return policy_registry.get(thing).user_has_permission_for_instance(user, action, thing)


def _lock(user: AbstractBaseUser, thing: Model) -> str:
    """Return a sentence if a lock stops the user: set by a person, a schedule, or a workflow task of somebody else."""
    lock = thing.get_lock() if isinstance(thing, LockableMixin) else None
    return _("It is locked, is scheduled, or waits for a moderator.") if lock and lock.for_user(user) else ""


def _alias(thing: Model) -> str:
    return _("It is an alias: change its source.") if getattr(thing, "alias_of_id", None) else ""


def _hold(thing: Model) -> str:
    """Return a sentence if a live page is withheld because it lost its restriction.

    It stays withheld until somebody publishes it by itself (see `graph.visibility.withholding`).
    """
    held = isinstance(thing, Page) and thing.live and getattr(thing, "withheld", False)
    return _("It is held back because it lost its privacy: open it, and publish it by itself.") if held else ""
