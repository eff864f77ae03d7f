"""The admin's views of the translators' desk: files out and in, and how much is translated."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from cms.acting import as_user
from cms.admin.translations import po, texts, xliff
from cms.admin.translations.catalogue import Catalogue, UnreadableFile, catalogue_of
from cms.admin.translations.state import original_of
from graph.declarations import primary_language, unchecked

MOST_BYTES = 5 * 1024 * 1024
TITLE = _("Translations")


@dataclass(frozen=True)
class Format:
    label: str
    ending: str
    media_type: str
    write: Callable[[Catalogue], bytes]


FORMATS = {
    "xliff1": Format("XLIFF 1.2", "xlf", "application/x-xliff+xml", xliff.write_1),
    "xliff2": Format("XLIFF 2.0", "xlf", "application/xliff+xml", xliff.write_2),
    "po": Format("PO (gettext)", "po", "text/x-gettext-translation", po.write),
}


class FileForm(forms.Form):
    file = forms.FileField(label=_("Translated file"), help_text=_("XLIFF 1.2, XLIFF 2.0 or PO, up to 5 MB."))

    def clean_file(self):
        """Return the catalogue that the file holds."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This is more than 5 MB: it is no file of this page."))
        content = file.read()
        try:
            return (xliff if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else po).read(content)
        except UnreadableFile as error:
            text = _("This file cannot be read as XLIFF or PO: %(error)s") % {"error": error}
            raise forms.ValidationError(text) from error


class FilesView(WagtailAdminTemplateMixin, FormView):
    """Files of a translation, out and in; what comes in becomes a draft."""

    form_class = FileForm
    template_name = "cms/admin/translations/files.html"
    page_title = _("Files for translators’ tools")
    header_icon = "globe"

    @cached_property
    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["pk"]).specific
        if not hasattr(page, "graph_type") or page.alias_of_id or original_of(page) is None:
            raise Http404
        return page

    def dispatch(self, request, *args, **kwargs):
        if reason := as_user(request.user).against_editing(self.page):
            raise PermissionDenied(reason)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        kind = FORMATS.get(request.GET.get("format", ""))
        if kind is None:
            return super().get(request, *args, **kwargs)
        response = HttpResponse(kind.write(catalogue_of(self.page)), content_type=kind.media_type)
        language = primary_language(self.page.locale.language_code)
        response["Content-Disposition"] = f'attachment; filename="{self.page.pk}-{language}.{kind.ending}"'
        response["Cache-Control"] = "private, no-store"
        return response

    def form_valid(self, form):
        catalogue: Catalogue = form.cleaned_data["file"]
        language = primary_language(self.page.locale.language_code)
        if catalogue.name != str(self.page.translation_key) or primary_language(catalogue.target) != language:
            form.add_error("file", gettext("This file is about another page or another language."))
            return self.form_invalid(form)
        self._take(catalogue)
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def _take(self, catalogue: Catalogue) -> None:
        present = {each.name: each.original for each in catalogue_of(self.page).entries}
        fresh = {each.name: each.translated for each in catalogue.entries
                 if each.translated and _same(present.get(each.name), each.original)}  # fmt: skip
        stale = [each for each in catalogue.entries if each.translated and each.name not in fresh]
        draft = self.page.get_latest_revision_as_object()
        if changed := texts.write(draft, fresh):
            as_user(self.request.user).save(draft)
        told = ngettext("%(n)s text was taken into the draft.", "%(n)s texts were taken into the draft.", len(changed))
        messages.success(self.request, told % {"n": len(changed)})
        if stale:
            told = ngettext(
                "%(n)s text was left out: the original says something else by now.",
                "%(n)s texts were left out: the original says something else by now.",
                len(stale),
            )
            messages.warning(self.request, told % {"n": len(stale)})

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, formats=FORMATS, page=self.page, is_multipart=True)


class CoverageView(WagtailAdminTemplateMixin, TemplateView):
    """How much of each type is there in each language, and how much of that is older than its original."""

    template_name = "cms/admin/translations/coverage.html"
    page_title = TITLE
    header_icon = "globe"

    def dispatch(self, request, *args, **kwargs):
        if not policy_registry.get_by_type(Page).user_has_any_permission(request.user, ["change"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        locales = list(Locale.objects.order_by("pk"))
        rows = [_row(each, locales) for each in unchecked().resources if each.is_page]
        return super().get_context_data(**kwargs, locales=locales, rows=[row for row in rows if row["total"]])


def _row(declared, locales: list[Locale]) -> dict:
    pages = declared.model.objects.filter(alias_of=None)
    total = pages.values("translation_key").distinct().count()
    is_older = Count("pk", filter=Q(translation_state__is_older=True))
    counted = {
        each["locale"]: each for each in pages.order_by().values("locale").annotate(n=Count("pk"), older=is_older)
    }
    address = reverse(f"content-{declared.graph_type.plural.replace('_', '-')}:index")
    cells = [counted.get(each.pk, {"n": 0, "older": 0}) | {"locale": each.pk} for each in locales]
    return {
        "label": capfirst(declared.model._meta.verbose_name_plural),
        "total": total,
        "cells": cells,
        "address": address,
    }


def _same(present: str | None, sent: str) -> bool:
    """Return whether an original in a file is the present one; tools change blanks and ends of lines."""
    return present is not None and present.split() == sent.split()


class CoverageMenuItem(MenuItem):
    def is_shown(self, request):
        return policy_registry.get_by_type(Page).user_has_any_permission(request.user, ["change"])


urlpatterns = [
    path("translations/<int:pk>/files/", FilesView.as_view(), name="translation_files"),
    path("reports/translations/", CoverageView.as_view(), name="translation_coverage"),
]


def menu_item() -> MenuItem:
    return CoverageMenuItem(TITLE, reverse("translation_coverage"), name="translations", icon_name="globe", order=92)
