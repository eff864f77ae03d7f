"""Text of exports of reports, Wagtail's too, such that no program takes it for a formula."""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from cms.admin.sheets.cells import guarded


def register():
    """Guard what every export writes, after whatever it does to a value.

    In the class of all exports, because Wagtail's own reports have no place where a program could come in between.
    """
    write = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(self, field, value, export_format):
        written = write(self, field, value, export_format)
        return guarded(written) if isinstance(written, str) else written

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
