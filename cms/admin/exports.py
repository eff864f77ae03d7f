"""Lists that Wagtail writes as spreadsheets, with cells as safe as those of our own sheets."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from cms.admin.sheets.cells import guarded


class GuardedExport(SpreadsheetExportMixin):
    """Nothing in a cell runs as a formula, and no character that XLSX cannot hold stops the whole file."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        cell = super().preprocess_field_value(field, value, export_format)
        return guarded(cell) if isinstance(cell, str) else cell
