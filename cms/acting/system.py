"""What the system does by itself: each act by its name, with the reason why nobody is asked.

An actor without a user comes from here only.
"""

from django.db.models import Model
from wagtail.actions.edit_page import EditPageAction
from wagtail.models import Page, Revision

from .actor import Actor


def on_command() -> Actor:
    """Return the actor of management commands: whoever runs them has the database itself."""
    return Actor(None)


def load(thing: Model, publish: bool = True, log: bool = True) -> None:
    """Save and publish what a command has just made: samples, reference data, synthetic programmes."""
    with on_command().acting():
        revision = thing.save_revision(log_action=log)
        if publish:
            revision.publish()


def keep_state(page: Page) -> Revision:
    """Keep as a revision what a page says, where it has none: it changes nothing, and is the way back from a change."""
    return page.save_revision(clean=False, changed=False)


def note_no_changes(thing: Model) -> None:
    """Note that the newest draft says what is public: it has just been restored, and Wagtail takes it for a change."""
    type(thing)._base_manager.filter(pk=thing.pk).update(has_unpublished_changes=False)


def save_link(draft: Page) -> Revision:
    """Save a draft in which a name from an import has become a link to what was published under that name.

    Whoever published that need not know this page, and it is not published for them: who may publish it sees the draft.
    """
    action = EditPageAction(draft, clean=False)
    action.execute()
    return action.revision


def complete_publication(page: Page) -> None:
    """Publish what has just been published once more, with the links that its names have become.

    Whoever published the page was asked for it, and the names were part of what they published.
    """
    page.save_revision(clean=False, log_action=True).publish()
