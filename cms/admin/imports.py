"""The admin's views to import old pages: upload or paste, preview, create drafts, undo.

The uploaded contents are kept in the session between preview and creation, so that exactly they are imported.
"""

from base64 import b64decode, b64encode
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.acting import as_user
from cms.importers import Options, UnreadableSource, import_contents, preview_contents, read_address, undo
from cms.models import ImportRun

WAITING = "import_waiting"
MOST_BYTES = 5 * 1024 * 1024


def may_import(user) -> bool:
    """Return whether the user may add pages and organisations; the import checks permissions again for each page."""
    pages = policy_registry.get_by_type(Page)
    return pages.user_has_any_permission(user, ["add"]) and user.has_perm("cms.add_organisation")


def may_undo(user, run: ImportRun) -> bool:
    return run.undone_at is None and (user.is_superuser or run.user_id == user.pk)


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    widget = SeveralFiles

    def clean(self, data, initial=None):
        return [super(SeveralFilesField, self).clean(each, initial) for each in data or ()]


class ImportForm(forms.Form):
    text = forms.CharField(
        label=_("Text of an old page"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Everything that you see on the page, copied and pasted. What is not part of it is left out."),
    )
    files = SeveralFilesField(
        label=_("Files"),
        required=False,
        help_text=_("Pages saved as text or HTML, WARC and WACZ files, activities of IATI; together up to 5 MB."),
    )
    url = forms.CharField(
        label=_("Original address"),
        required=False,
        max_length=500,
        help_text=_("Where the page was, with or without the web archive’s prefix. Only for a single page."),
    )
    match = forms.CharField(
        label=_("Version of"),
        required=False,
        max_length=500,
        help_text=_("The IRI of the page here of which this is another version; leave it empty if you do not know."),
    )

    def clean_url(self):
        try:
            read_address(self.cleaned_data["url"])
        except UnreadableSource as error:
            raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["url"]

    def clean(self):
        contents = self.contents()
        if not contents:
            raise forms.ValidationError(_("Paste the text of a page, or choose at least one file."))
        if sum(len(content) for _name, content in contents) > MOST_BYTES:
            raise forms.ValidationError(_("This is more than 5 MB: import it with the command import_content."))
        if len(contents) > 1 and (self.cleaned_data.get("url") or self.cleaned_data.get("match")):
            raise forms.ValidationError(_("Address and version are about one page: import it by itself."))

    def contents(self) -> list[tuple[str, bytes]]:
        text = self.cleaned_data.get("text") or ""
        if not hasattr(self, "_uploaded"):
            self._uploaded = [(file.name, file.read()) for file in self.cleaned_data.get("files") or ()]
        return [*([(gettext("Pasted text"), text.encode())] if text.strip() else []), *self._uploaded]


class Allowed:
    """Mixin that raises PermissionDenied unless the user may import."""

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ImportView(Allowed, WagtailAdminTemplateMixin, FormView):
    """View of the form and, once it is sent, of a preview; no page is created before the second button is pressed."""

    form_class = ImportForm
    template_name = "cms/admin/import.html"
    page_title = _("Import old pages")
    header_icon = "download"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def form_valid(self, form):
        options = {name: form.cleaned_data[name] for name in ("url", "match")}
        contents = form.contents()
        self.request.session[WAITING] = {
            "contents": [(name, b64encode(content).decode()) for name, content in contents],
            "options": options,
        }
        outcomes = preview_contents(_readers(contents), Options(as_user(self.request.user), **options))
        makes = any(page["action"] != "unchanged" for each in outcomes for page in each.pages)
        return self.render_to_response(self.get_context_data(form=form, outcomes=outcomes, makes=makes))

    def get_context_data(self, **kwargs):
        runs = ImportRun.objects.select_related("user")[:20]
        return super().get_context_data(
            **kwargs, runs=[(run, may_undo(self.request.user, run)) for run in runs], is_multipart=True
        )


class CreateDraftsView(Allowed, View):
    """View that imports the contents of the last preview as drafts."""

    http_method_names = ["post"]

    def post(self, request):
        waiting = request.session.pop(WAITING, None)
        if waiting is None:
            messages.error(request, gettext("What was to be imported is no longer here: please choose it once more."))
            return redirect("import_pages")
        contents = [(name, b64decode(content)) for name, content in waiting["contents"]]
        options = Options(as_user(request.user), **waiting["options"])
        _run, outcomes = import_contents(_readers(contents), options)
        for outcome in outcomes:
            for page in outcome.pages:
                messages.success(request, f"{outcome.name}: {page['title']} ({page['action']})")
            for error in outcome.errors:
                messages.error(request, f"{outcome.name}: {error}")
        return redirect("import_pages")


class UndoView(Allowed, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        run = get_object_or_404(ImportRun, pk=pk)
        if not may_undo(request.user, run):
            raise PermissionDenied
        for line in undo(run, as_user(request.user)):
            messages.info(request, line)
        return redirect("import_pages")


def _readers(contents):
    return [(name, partial(bytes, content)) for name, content in contents]


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return may_import(request.user)


urlpatterns = [
    path("import/", ImportView.as_view(), name="import_pages"),
    path("import/create/", CreateDraftsView.as_view(), name="import_pages_create"),
    path("import/<int:pk>/undo/", UndoView.as_view(), name="import_pages_undo"),
]


def menu_item() -> MenuItem:
    return ImportMenuItem(_("Import"), reverse("import_pages"), name="import", icon_name="download", order=170)
