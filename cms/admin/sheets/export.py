"""Export of a filtered page list as a sheet, from Wagtail's own export buttons."""

from io import BytesIO

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.widgets.button import Button

from cms.admin.sheets.files import CellTooLong, csv_lines, xlsx
from cms.admin.sheets.records import Sheet
from graph.declarations import registry

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetsMixin(IndexView):
    """Index view that exports sheets, with a button to import an edited one."""

    # Columns follow from the declarations; Wagtail only needs a list that is not empty to show its buttons.
    list_export = ["id"]

    @cached_property
    def header_more_buttons(self):
        address = reverse("sheet_upload", args=[self.model.graph_type.name])
        upload = Button(_("Import an edited sheet"), url=address, icon_name="upload", priority=110)
        return [*super().header_more_buttons, upload]

    def as_spreadsheet(self, queryset, spreadsheet_format) -> HttpResponseBase:
        sheet = Sheet(registry().types[self.model.graph_type.name], self.request.user)
        rows = sheet.rows(page.translation_key for page in queryset)
        if spreadsheet_format == self.FORMAT_CSV:
            answer = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
            answer["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.csv"'
            return answer
        try:
            content = xlsx(rows)
        except CellTooLong as error:
            messages.error(self.request, str(error))
            return redirect(self.index_url)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return FileResponse(
            BytesIO(content), as_attachment=True, content_type=kind, filename=f"{self.get_filename()}.xlsx"
        )

    def get_filename(self):
        return self.model.graph_type.plural
