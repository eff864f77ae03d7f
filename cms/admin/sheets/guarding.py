"""Guards the text cells of all exported reports, Wagtail's own too, so that no program takes them for formulas."""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from cms.admin.sheets.cells import guarded


def register():
    """Patch Wagtail's class of all exports so that it guards each text after it has been converted.

    It is patched, because Wagtail's own reports offer no hook for that.
    """
    write = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(self, field, value, export_format):
        written = write(self, field, value, export_format)
        return guarded(written) if isinstance(written, str) else written

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
