"""The operation that applies the confirmed cells of an edited sheet to each page."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.admin.bulk import refusals
from cms.admin.bulk.operations import Operation, operation, saving
from cms.admin.sheets.records import Sheet
from graph.declarations import registry


@operation
@dataclass
class ApplySheet(Operation):
    name = "sheet"
    type: str
    publish: bool = False

    @cached_property
    def _columns(self) -> dict:
        return {each.header: each for each in Sheet(registry().types[self.type], None).columns}

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
