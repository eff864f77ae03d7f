"""The admin's views to upload an edited sheet, preview its changes and confirm them; no page changes before that."""

from io import BytesIO

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.admin.bulk.views import OfOneBatch, go_on
from cms.admin.sheets.differences import Differences, differences
from cms.admin.sheets.files import UnreadableSheet, read
from cms.admin.sheets.operation import ApplySheet
from cms.admin.sheets.records import Sheet
from cms.admin.sheets.template import template
from cms.models import Batch, BatchedPage
from graph.declarations import DeclaredType, registry

SHOWN = 300
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Edited sheet"),
        help_text=_("A list that you have exported and changed, as XLSX or as CSV in UTF-8; up to 10 MB."),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
    )


class OfOneType:
    """Mixin for views of one page type, open to users who may add or change some page.

    The permission for each page is checked again when the sheet is compared and applied.
    """

    header_icon = "table"
    page_title = _("Import an edited sheet")

    def dispatch(self, request, *args, **kwargs):
        if not policy_registry.get_by_type(Page).user_has_any_permission(request.user, ["add", "change"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def declared(self) -> DeclaredType:
        raise NotImplementedError

    def get_page_subtitle(self):
        return capfirst(self.declared.model._meta.verbose_name_plural)

    def get_breadcrumbs_items(self):
        of_list = {"url": list_address(self.declared), "label": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), of_list, {"url": "", "label": self.page_title}]


def page_type(name: str) -> DeclaredType:
    """Return the page type with this name. Raises Http404."""
    declared = registry().types.get(name)
    if declared is None or not declared.is_page:
        raise Http404
    return declared


def list_address(declared: DeclaredType) -> str:
    return reverse(f"content-{declared.graph_type.plural.replace('_', '-')}:index")


class UploadView(OfOneType, WagtailAdminTemplateMixin, FormView):
    template_name = "cms/admin/sheets/upload.html"
    form_class = SheetForm

    @cached_property
    def declared(self) -> DeclaredType:
        return page_type(self.kwargs["type"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, template=reverse("sheet_template", args=[self.declared.name]))

    def form_valid(self, form):
        try:
            rows = read(form.cleaned_data["file"].read())
            found = differences(Sheet(self.declared, self.request.user), rows)
        except UnreadableSheet as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        name = form.cleaned_data["file"].name
        return redirect("sheet_preview", self._proposed(name, found).pk)

    @transaction.atomic
    def _proposed(self, name: str, found: Differences) -> Batch:
        """Store the changes as an unconfirmed batch, and delete the user's earlier unconfirmed batches."""
        Batch.objects.filter(user=self.request.user, confirmed=False).delete()
        doing = ApplySheet(self.declared.name, new=[each.kept() for each in found.new])
        batch = Batch.objects.create(
            user=self.request.user,
            operation=doing.name,
            options=doing.options(),
            title=gettext("Sheet “%(name)s”") % {"name": name[:200]},
            report=found.problems,
            confirmed=False,
        )
        BatchedPage.objects.bulk_create(
            BatchedPage(batch=batch, page_id=each.page.pk, change=each.kept()) for each in found.changes
        )
        return batch


class PreviewView(OfOneType, OfOneBatch, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/admin/sheets/preview.html"

    @cached_property
    def declared(self) -> DeclaredType:
        return page_type(self.batch.options.get("type", ""))

    def get_context_data(self, **kwargs):
        pages = self.batch.pages.select_related("page")
        return super().get_context_data(
            **kwargs,
            batch=self.batch,
            pages=pages[:SHOWN],
            count=pages.count(),
            more=max(0, pages.count() - SHOWN),
            new=self.batch.options.get("new", [])[:SHOWN],
            new_count=len(self.batch.options.get("new", [])),
            upload=reverse("sheet_upload", args=[self.declared.name]),
        )

    def post(self, request, pk):
        """Confirm the changes that were shown, and run the batch."""
        if self.batch.confirmed:
            messages.warning(request, gettext("This sheet has been taken in already."))
            return redirect("batch", pk)
        self.batch.options["publish"] = request.POST.get("publish") == "yes"
        self.batch.confirmed = True
        self.batch.save(update_fields=["options", "confirmed"])
        return go_on(request, self.batch, list_address(self.declared))


class TemplateOfSheet(OfOneType, View):
    """View that sends an empty sheet for new pages."""

    @cached_property
    def declared(self) -> DeclaredType:
        return page_type(self.kwargs["type"])

    def get(self, request, type):
        content = template(Sheet(self.declared, request.user))
        name = f"{self.declared.graph_type.plural}-template.xlsx"
        return FileResponse(BytesIO(content), as_attachment=True, content_type=WORKBOOK, filename=name)


urlpatterns = [
    path("sheets/<slug:type>/template.xlsx", TemplateOfSheet.as_view(), name="sheet_template"),
    path("sheets/<slug:type>/", UploadView.as_view(), name="sheet_upload"),
    path("sheets/preview/<int:pk>/", PreviewView.as_view(), name="sheet_preview"),
]
