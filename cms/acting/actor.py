"""The actor on whose behalf content is changed, a user or a management command, with its permissions and acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm
from wagtail.actions.create import CreateAction
from wagtail.actions.delete import DeleteAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.edit import EditAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import LogContext, get_active_log_context
from wagtail.models import Locale, Page, Revision, WorkflowState

from . import rights

_command: ContextVar["Actor | None"] = ContextVar("command", default=None)


class NotAllowed(PermissionDenied):
    """Raised when an actor may not do something; the message is written for the user."""


@dataclass(frozen=True)
class Actor:
    """A user, or a management command without a user, who changes content.

    Actors are made by `as_user`, or without a user by `system.on_command`. Each method `against_…` returns the reason
    why an act is not allowed, or an empty text. Each act makes the same check on the current row in the database, and
    raises `NotAllowed`.
    """

    user: AbstractBaseUser | None

    def against_adding(self, model: type[Model], parent: Page | None = None) -> str:
        return rights.against_adding(self.user, model, parent) if self.user else ""

    def against_editing(self, thing: Model) -> str:
        return rights.against_editing(self.user, thing) if self.user else ""

    def against_publishing(self, thing: Model) -> str:
        return rights.against_publishing(self.user, thing) if self.user else ""

    def against_unpublishing(self, thing: Model) -> str:
        return rights.against_unpublishing(self.user, thing) if self.user else ""

    def against_deleting(self, thing: Model) -> str:
        return rights.against_deleting(self.user, thing) if self.user else ""

    def may_publish(self, thing: Model) -> bool:
        return not self.against_publishing(thing)

    def add_page(self, page: Page, parent: Page, publish: bool = False) -> Revision:
        """Add a page as a draft owned by the user, as the form does; publish it if `publish`; return its revision."""
        _allow(self.against_adding(type(page), parent))
        page.live, page.owner = False, self.user
        with self.acting(), transaction.atomic():
            parent.add_child(instance=page)
            revision = page.save_revision(user=self.user, log_action=True)
            if publish:
                self.publish(page)
        return revision

    def add_translation(self, page: Page, locale: Locale) -> Page:
        """Add a copy of a page in another language, as a draft below the copy of its parent, and return it."""
        parent = page.get_parent()
        _allow(self.against_adding(type(page), parent.get_translation_or_none(locale) or parent))
        with self.acting(), transaction.atomic():
            return page.copy_for_translation(locale, copy_parents=True)

    def add(self, thing: Model, form: ModelForm | None = None) -> None:
        """Add a piece of reference data, from the form if one is given, and as a draft if its model has drafts."""
        _allow(self.against_adding(type(thing)))
        with self.acting():
            CreateAction(thing, user=self.user, form=form).execute(skip_permission_checks=self.user is None)

    def save(self, draft: Model, publish: bool = False, clean: bool = True) -> Revision:
        """Save the state in memory as the newest revision, publish it if `publish`, and return it."""
        _allow(self.against_editing(rights.stored(draft)))
        if publish:
            _allow(self.against_publishing(rights.stored(draft)))
        kind = EditPageAction if isinstance(draft, Page) else EditAction
        with self.acting():
            action = kind(draft, user=self.user, publish=publish, clean=clean)
            action.execute(skip_permission_checks=self.user is None)
        return action.revision

    def publish(self, thing: Model) -> None:
        """Publish the newest revision of a page or of reference data."""
        _allow(self.against_publishing(rights.stored(thing)))
        with self.acting():
            rights.stored(thing).latest_revision.publish(user=self.user, skip_permission_checks=self.user is None)

    def unpublish(self, thing: Model) -> None:
        _allow(self.against_unpublishing(rights.stored(thing)))
        kind = UnpublishPageAction if isinstance(thing, Page) else UnpublishAction
        with self.acting():
            kind(thing, user=self.user).execute(skip_permission_checks=self.user is None)

    def delete(self, thing: Model) -> None:
        _allow(self.against_deleting(rights.stored(thing)))
        kind = DeletePageAction if isinstance(thing, Page) else DeleteAction
        with self.acting(), transaction.atomic():
            kind(thing, user=self.user).execute(skip_permission_checks=self.user is None)

    def take_back(self, draft: Model) -> None:
        """Delete a piece of reference data; the right to change it is enough for the user's own unpublished draft.

        For pages, Wagtail lets owners delete their drafts. Reference data has no owner, so a draft is the user's own if
        all its revisions are.
        """
        kept = rights.stored(draft)
        own = not kept.first_published_at and not kept.revisions.exclude(user=self.user).exists()
        _allow(self.against_editing(kept) if own else self.against_deleting(kept))
        with self.acting():
            DeleteAction(kept, user=self.user).execute(skip_permission_checks=True)

    def request_review(self, page: Page) -> WorkflowState:
        _allow(self.against_editing(rights.stored(page)))
        with self.acting():
            return page.get_workflow().start(page, self.user)

    def end_review(self, state: WorkflowState) -> None:
        """Cancel a page's workflow, as its requester, as a moderator, or with the right to edit the page."""
        if self.user and not state.user_can_cancel(self.user):
            _allow(self.against_editing(state.content_object))
        with self.acting():
            state.cancel(user=self.user)

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Make this actor the present one, so that consequences of its act, such as resolved references, name it."""
        if self.user and get_active_log_context().user == self.user:
            yield
            return
        token = _command.set(None if self.user else self)
        try:
            with LogContext(user=self.user):
                yield
        finally:
            _command.reset(token)


def as_user(user: AbstractBaseUser) -> Actor:
    """Return an actor with the user's own rights; raise `TypeError` for None."""
    if user is None:
        raise TypeError("There is no user: what happens without one is named in cms.acting.system.")
    return Actor(user)


def present() -> Actor | None:
    """Return the actor of the current request or command, or None, for example in a scheduled publication."""
    user = get_active_log_context().user
    return as_user(user) if user else _command.get()


def _allow(reason: str) -> None:
    if reason:
        raise NotAllowed(reason)
