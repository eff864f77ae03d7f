"""Acts of the system without a user, each with the reason why no rights are checked.

Only this module creates an actor without a user.
"""

from django.db.models import Model
from wagtail.actions.edit_page import EditPageAction
from wagtail.models import Page, Revision

from .actor import Actor


def on_command() -> Actor:
    """Return the actor of management commands; rights are not checked, as commands have the whole database anyway."""
    return Actor(None)


def load(thing: Model, publish: bool = True, log: bool = True) -> None:
    """Save and publish an instance that a command has just made: samples, reference data, synthetic programmes."""
    with on_command().acting():
        revision = thing.save_revision(log_action=log)
        if publish:
            revision.publish()


def keep_state(page: Page) -> Revision:
    """Save the state of a page that has no revision as one: the content stays the same, and a change can be undone."""
    return page.save_revision(clean=False, changed=False)


def note_no_changes(thing: Model) -> None:
    """Mark the newest draft as equal to the public version: it was just restored, which Wagtail takes for a change."""
    type(thing)._base_manager.filter(pk=thing.pk).update(has_unpublished_changes=False)


def save_link(draft: Page) -> Revision:
    """Save a draft in which a name from an import has become a link to the resource of that name.

    The user who published the resource may have no rights on this page, so the page is not published: users who may
    publish it find the draft.
    """
    action = EditPageAction(draft, clean=False)
    action.execute()
    return action.revision


def complete_publication(page: Page) -> None:
    """Publish a page again, right after its publication, with links in place of its unresolved names.

    The user's right to publish was checked for the first publication, and the names were part of it.
    """
    page.save_revision(clean=False, log_action=True).publish()
