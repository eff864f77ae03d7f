"""The operation that moves all links from one record to another, page by page, and then merges the records."""

from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from cms.acting import NotAllowed, as_user
from cms.admin.bulk import refusals
from cms.admin.bulk.operations import Operation, operation
from cms.admin.merging.records import Snapshot, absorb, separate
from cms.admin.merging.replacing import replace_in
from cms.models import Batch


@operation
@dataclass
class Merge(Operation):
    """Both versions of a page are changed: what is public, and the draft if it differs."""

    name = "merge"
    model: str
    old: int
    new: int
    snapshot: Snapshot = field(default_factory=dict)

    def record(self, number: int) -> Model:
        return apps.get_model(self.model)._default_manager.get(pk=number)

    @cached_property
    def records(self) -> tuple[Model, Model]:
        return self.record(self.old), self.record(self.new)

    def refusal(self, page, user):
        if reason := refusals.of_editing(page, user):
            return reason
        return as_user(user).against_publishing(page) if page.live else ""

    def told(self, page, user):
        if not page.live:
            return _("Its draft changes.")
        return (
            _("It is changed and published; its draft too.") if page.has_unpublished_changes else _("It is published.")
        )

    def prepare(self, page, user, item):
        old, new = self.records
        draft = page.get_latest_revision_as_object() if page.has_unpublished_changes or not page.live else None
        if draft is not None and getattr(draft, "draft_is_unreadable", False):
            raise ValidationError(_("Its newest draft cannot be read."))

        def act() -> str:
            actor = as_user(user)
            if page.live:
                actor.save(_replaced(page, old, new), publish=True, clean=False)
            if draft is not None:
                actor.save(_replaced(draft, old, new), clean=False)
            return ""

        return act

    def finish(self, batch: Batch, user) -> None:
        if self.snapshot or not batch.confirmed:
            return
        old, new = self.records
        try:
            batch.options["snapshot"] = absorb(old, new, as_user(user))
        except (ValidationError, NotAllowed) as error:
            batch.report = [*batch.report, " ".join(error.messages) if hasattr(error, "messages") else str(error)]
        batch.save(update_fields=["options", "report"])

    def before_undo(self, batch: Batch, user) -> None:
        if self.snapshot:
            separate(self.snapshot, self.record(self.new), as_user(user))
            batch.options["snapshot"] = {}
            batch.save(update_fields=["options"])


def _replaced(page, old: Model, new: Model):
    replace_in(page, old, new)
    return page
