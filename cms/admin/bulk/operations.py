"""The operations of batches: each says why it skips a page, and changes one page at a time.

A batch stores an operation by its name and options, so that it can be continued, described and undone later.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.acting import as_user
from cms.admin.bulk import refusals
from cms.importers import add_row
from cms.models import Batch, BatchedPage
from graph.declarations import Row, registry

Act = Callable[[], str]
"""A function that changes one page, and returns a note for the report or an empty text."""


@dataclass
class Operation(ABC):
    name: ClassVar[str]

    @abstractmethod
    def refusal(self, page: Page, user: AbstractBaseUser) -> str:
        """Return why the page is skipped, or an empty text."""

    @abstractmethod
    def prepare(self, page: Page, user: AbstractBaseUser, item: BatchedPage) -> Act:
        """Return the function that changes the page in a transaction.

        Everything that reads the graph happens here, before the transaction. Raises ValidationError where the page
        cannot be changed.
        """

    def begin(self, batch: Batch, user: AbstractBaseUser, until: float) -> bool:
        """Do what the operation does beside the pages of the batch, for at most that long; return whether it is done.

        `until` is a moment of `time.monotonic`.
        """
        return True

    def told(self, page: Page, user: AbstractBaseUser) -> str:
        """Return a sentence that says what the operation will do to this page."""
        return ""

    def options(self) -> dict:
        return asdict(self)

    def finish(self, batch: Batch, user: AbstractBaseUser) -> None:  # noqa: B027 most operations do nothing here
        """Do what remains once no page waits any more; called again when a batch is continued."""

    def before_undo(self, batch: Batch, user: AbstractBaseUser) -> None:  # noqa: B027
        """Undo what `finish` did, before the pages are as they were."""


OPERATIONS: dict[str, type[Operation]] = {}


def operation(kind: type[Operation]) -> type[Operation]:
    OPERATIONS[kind.name] = kind
    return kind


def of_batch(batch: Batch) -> Operation:
    return OPERATIONS[batch.operation](**batch.options)


def saving(draft: Page, page: Page, user: AbstractBaseUser, publish: bool) -> Act:
    """Return a function that saves the draft as a new revision.

    The revision is published if `publish` is set, the user may publish the page, the draft has no errors, and the page
    has no other unpublished changes.
    """
    may = publish and publishes(page, user)
    reason = refusals.unfit(draft) if may else ""
    note = _("Saved as a draft. %(why)s") % {"why": reason} if reason else ""
    published = may and not reason

    def act() -> str:
        as_user(user).save(draft, publish=published, clean=published)
        return note

    return act


def row_of(page: Page | type[Page], name: str) -> Row | None:
    """Return the place of the link with this name, or None where the page's type declares no such link in rows."""
    declared = registry().types.get(page.graph_type.name) if getattr(page, "graph_type", None) else None
    link = declared.links.get(name) if declared else None
    return link.row if link else None


def publishes(page: Page, user: AbstractBaseUser) -> bool:
    """Return whether the user may publish the page and publishing a change would make only this change public."""
    return page.live and not page.has_unpublished_changes and as_user(user).may_publish(page)


@operation
@dataclass
class AddLink(Operation):
    """Operation that adds a declared link, with the other values of its row, unless the page has that link already."""

    name = "link"
    link: str
    target: int
    values: dict = field(default_factory=dict)
    publish: bool = False

    def refusal(self, page, user):
        if reason := refusals.of_facts(page, user):
            return reason
        row = row_of(page, self.link)
        if row is None:
            return _("Pages of its type have no such field.")
        rows = getattr(page.get_latest_revision_as_object(), row.relation).all()
        return _("It has it already.") if self.target in {getattr(each, f"{row.attribute}_id") for each in rows} else ""

    def told(self, page, user):
        if not page.live:
            return _("Its draft changes; it is not public.")
        if page.has_unpublished_changes:
            return _("Its draft changes. It has other changes that are not public, so nothing is published.")
        if self.publish and publishes(page, user):
            return _("It is changed and published.")
        return _("Its draft changes; what is public stays as it is.")

    def prepare(self, page, user, item):
        draft, row = page.get_latest_revision_as_object(), row_of(page, self.link)
        added = row.model(type(page))(**{f"{row.attribute}_id": self.target}, **self.values)
        added.full_clean(exclude=["page", "locale"], validate_unique=False, validate_constraints=False)
        add_row(draft, row.relation, added)
        return saving(draft, page, user, self.publish)


@operation
@dataclass
class Publish(Operation):
    name = "publish"

    def refusal(self, page, user):
        return refusals.of_publishing(page, user)

    def told(self, page, user):
        told = _("Its changes become public.") if page.live else _("It becomes public.")
        return f"{told} {_('Its review ends.')}" if page.workflow_in_progress else told

    def prepare(self, page, user, item):
        def act() -> str:
            as_user(user).publish(page)
            return ""

        return act


@operation
@dataclass
class RequestReview(Operation):
    name = "review"

    def refusal(self, page, user):
        return refusals.of_reviewing(page, user)

    def told(self, page, user):
        return _("It is submitted to “%(workflow)s”.") % {"workflow": page.get_workflow()}

    def prepare(self, page, user, item):
        def act() -> str:
            item.review = as_user(user).request_review(Page.objects.get(pk=page.pk).specific).pk
            return ""

        return act
