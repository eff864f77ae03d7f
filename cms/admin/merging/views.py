"""The admin's view of merging: choose the other record, see what changes, confirm; undo is that of the batch."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.acting import as_user
from cms.admin.bulk.views import begin
from cms.admin.merging.operation import Merge
from cms.admin.merging.replacing import other_rows, pages_naming
from cms.models import Country
from cms.models.snippets import snippets
from graph.identity import id_of, iri

TITLE = _("Merge with another one")


def mergeable() -> dict[str, type]:
    """Return the models of records that can be merged: those with a key of their own, and no code of a standard."""
    return {each._meta.model_name: each for each in snippets() if each is not Country and each.graph_type.key == "key"}


class MergeView(WagtailAdminTemplateMixin, FormView):
    template_name = "cms/admin/merging/merge.html"
    page_title = TITLE
    header_icon = "group"

    @cached_property
    def record(self):
        model = mergeable().get(self.kwargs["model"])
        if model is None:
            raise Http404
        return get_object_or_404(model, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if reason := as_user(request.user).against_deleting(self.record):
            raise PermissionDenied(reason)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.record)

    def get_form(self, form_class=None):
        model = type(self.record)
        others = model._default_manager.exclude(pk=self.record.pk)
        field = forms.ModelChoiceField(
            queryset=others,
            label=_("Into"),
            widget=AdminSnippetChooser(model),
            help_text=_("The record that stays. It gets the names of this one; all links lead to it."),
        )
        return type("MergeForm", (forms.Form,), {"into": field})(self.request.POST or None)

    def form_valid(self, form):
        into = form.cleaned_data["into"]
        actor = as_user(self.request.user)
        if reason := actor.against_editing(into) or (getattr(into, "live", False) and actor.against_publishing(into)):
            form.add_error("into", reason)
            return self.form_invalid(form)
        doing = Merge(type(self.record)._meta.label, self.record.pk, into.pk)
        pages = pages_naming(self.record)
        if self.request.POST.get("confirm") != "yes":
            return self.render_to_response(self._preview(form, into, doing, pages))
        title = gettext("“%(old)s” becomes “%(new)s”") % {"old": self.record, "new": into}
        return begin(self.request, doing, title, pages, "")

    def _preview(self, form, into, doing: Merge, pages: list) -> dict:
        planned = [
            (page, doing.refusal(page, self.request.user), doing.told(page, self.request.user)) for page in pages
        ]
        others = [(model._meta.verbose_name, len(keys)) for model, _field, keys in other_rows(self.record)]
        return self.get_context_data(
            form=form, into=into, planned=planned, others=others, left=[each for each in planned if each[1]],
            old_iri=iri(id_of(self.record)), new_iri=iri(id_of(into)),
        )  # fmt: skip


def header_button(record, user):
    """Return the button of a record's form that leads to merging; None where the record cannot be merged."""
    name = type(record)._meta.model_name
    if name not in mergeable() or as_user(user).against_deleting(record):
        return None
    return Button(TITLE, reverse("merge_record", args=[name, record.pk]), icon_name="group")


urlpatterns = [path("merge/<slug:model>/<int:pk>/", MergeView.as_view(), name="merge_record")]
