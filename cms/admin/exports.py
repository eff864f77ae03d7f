"""Spreadsheet exports of Wagtail's lists, with cells guarded like those of Accord's own sheets."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from cms.admin.sheets.cells import guarded


class GuardedExport(SpreadsheetExportMixin):
    """A spreadsheet export whose text cells are guarded.

    No cell runs as a formula, and characters that XLSX cannot hold do not break the file.
    """

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        cell = super().preprocess_field_value(field, value, export_format)
        return guarded(cell) if isinstance(cell, str) else cell
