"""What can be done to many pages: each operation says why it leaves a page alone, and changes one page.

A batch keeps an operation by its name and options, so that it can be gone on with, told and undone later.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.acting import as_user
from cms.admin.bulk import refusals
from cms.importers.rows import add_row
from cms.models import Batch, BatchedPage
from graph.declarations import Link, registry

Act = Callable[[], str]
"""Does something to one page; returns a note of what else is worth telling."""


@dataclass
class Operation(ABC):
    name: ClassVar[str]

    @abstractmethod
    def refusal(self, page: Page, user: AbstractBaseUser) -> str:
        """Why the page is left alone, or nothing."""

    @abstractmethod
    def prepare(self, page: Page, user: AbstractBaseUser, item: BatchedPage) -> Act:
        """What is to be done in a transaction: all that reads the graph has been asked before.

        Raises ValidationError where it cannot be done.
        """

    def told(self, page: Page, user: AbstractBaseUser) -> str:
        """What will become of this page, in a sentence."""
        return ""

    def options(self) -> dict:
        return asdict(self)


OPERATIONS: dict[str, type[Operation]] = {}


def operation(kind: type[Operation]) -> type[Operation]:
    OPERATIONS[kind.name] = kind
    return kind


def of_batch(batch: Batch) -> Operation:
    return OPERATIONS[batch.operation](**batch.options)


def saving(draft: Page, page: Page, user: AbstractBaseUser, publish: bool) -> Act:
    """To make a new revision; published where that is wanted, may be done, and publishes nothing else."""
    may = publish and publishes(page, user)
    reason = refusals.unfit(draft) if may else ""
    note = _("Saved as a draft. %(why)s") % {"why": reason} if reason else ""
    published = may and not reason

    def act() -> str:
        as_user(user).save(draft, publish=published, clean=published)
        return note

    return act


@dataclass(frozen=True)
class Row:
    """Where a declared link is kept: rows of a relation, by one of their columns."""

    relation: str
    attribute: str
    model: type[Model]


def row_of(page: Page | type[Page], name: str) -> Row | None:
    """As the graph field of this name says: "theme_links__theme"; None where the type declares no such rows."""
    declared = registry().types.get(page.graph_type.name) if getattr(page, "graph_type", None) else None
    link = declared.fields.get(name) if declared else None
    if not isinstance(link, Link) or link.depends_on or link.path.count("__") != 1:
        return None
    relation, attribute = link.path.split("__")
    return Row(relation, attribute, page._meta.get_field(relation).related_model)


def publishes(page: Page, user: AbstractBaseUser) -> bool:
    """Whether publishing a change would make public this change only."""
    return page.live and not page.has_unpublished_changes and as_user(user).may_publish(page)


@operation
@dataclass
class AddLink(Operation):
    """Adds a link that the page's type declares, with the other values of its row, unless it leads there already."""

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
        added = row.model(**{f"{row.attribute}_id": self.target}, **self.values)
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
