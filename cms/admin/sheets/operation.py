"""The operation that applies the confirmed cells of an edited sheet to each page, and makes its new pages."""

import time
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.acting import NotAllowed
from cms.admin.bulk import refusals
from cms.admin.bulk.operations import Operation, operation, saving
from cms.admin.sheets.creation import NewPage, make
from cms.admin.sheets.records import Sheet
from cms.models import Batch, BatchedPage
from graph.declarations import registry


@operation
@dataclass
class ApplySheet(Operation):
    name = "sheet"
    type: str
    publish: bool = False
    new: list[dict] = field(default_factory=list)
    """Rows that are to become pages, and that have not yet."""

    @cached_property
    def _sheet(self) -> Sheet:
        return Sheet(registry().types[self.type], None)

    @cached_property
    def _columns(self) -> dict:
        return {each.header: each for each in self._sheet.columns}

    def begin(self, batch, user, until):
        while self.new and time.monotonic() < until:
            self._make_next(batch, user)
        return not self.new

    def _make_next(self, batch: Batch, user) -> None:
        """Make the page of the next row; one that cannot be made is told in the report and stops no other."""
        new = NewPage(**self.new.pop(0))
        batch.options["new"] = self.new
        try:
            with transaction.atomic():
                page, note = make(self._sheet, new, user, self.publish)
                made = BatchedPage(batch=batch, page=page, change={"made": True, "cells": []}, note=note)
                made.state = BatchedPage.State.DONE
                page.refresh_from_db()
                made.revision, made.public_revision = page.latest_revision_id, page.live_revision_id
                made.save()
                batch.save(update_fields=["options"])
        except (ValidationError, NotAllowed) as error:
            why = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            batch.report = [*batch.report, _("Row %(row)s: %(reason)s") % {"row": new.row, "reason": why}]
            batch.save(update_fields=["options", "report"])

    def refusal(self, page, user):
        return refusals.of_editing(page, user)

    def prepare(self, page, user, item):
        if (page.latest_revision_id or 0) != item.change["version"]:
            raise ValidationError(_("Somebody has changed it after the sheet was made."))
        draft = page.get_latest_revision_as_object()
        for cell in item.change["cells"]:
            try:
                self._columns[cell["header"]].values.write(draft, cell["text"])
            except (ValueError, KeyError) as error:
                raise ValidationError(str(error)) from error
        return saving(draft, page, user, self.publish)
