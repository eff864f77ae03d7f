"""Panels of editing forms beyond Wagtail's own."""

from wagtail.admin.panels import InlinePanel


class ImportedRowsPanel(InlinePanel):
    """Rows that an import has written: editors correct or delete them, but add none."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "cms/panels/imported_rows.html"
