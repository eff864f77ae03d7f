"""The admin's views of batches: their progress and outcome, and the buttons to continue and undo them."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.admin.bulk import running
from cms.admin.bulk.operations import Operation, of_batch
from cms.models import Batch, BatchedPage

TITLE = _("Changes of many pages")
State = BatchedPage.State


def begin(request, doing: Operation, title: str, pages: Iterable[Page], back: str):
    """Create a batch of the confirmed pages, and run it for as long as one request may take."""
    with transaction.atomic():
        batch = Batch.objects.create(
            user=request.user, operation=doing.name, options=doing.options(), title=title[:255]
        )
        BatchedPage.objects.bulk_create(BatchedPage(batch=batch, page_id=page.pk) for page in pages)
    return go_on(request, batch, back)


def go_on(request, batch: Batch, back: str):
    undoing = batch.undone_at is not None
    if not (running.undo if undoing else running.run)(batch, request.user):
        return redirect(f"{reverse('batch', args=[batch.pk])}?{urlencode({'next': back})}")
    if not undoing:
        of_batch(batch).finish(batch, request.user)
    _tell(request, batch, back)
    return redirect(back or reverse("batch", args=[batch.pk]))


def _tell(request, batch: Batch, back: str) -> None:
    counts = batch_counts(batch)
    context = {"batch": batch, "counts": counts, "next": back, "lines": lines(batch), "undoable": undoable(batch)}
    told = render_to_string("cms/admin/bulk/message.html", context, request)
    changed = counts[State.UNDONE] if batch.undone_at else counts[State.DONE]
    (messages.success if changed else messages.warning)(request, told)


def batch_counts(batch: Batch) -> dict[str, int]:
    states = list(batch.pages.values_list("state", flat=True))
    return {state: states.count(state) for state in State}


def lines(batch: Batch) -> list[str]:
    """Return a phrase for each state that some pages have, with their number."""
    counts = batch_counts(batch)
    said = {
        State.WAITING: ngettext("%(n)s page waits", "%(n)s pages wait", counts[State.WAITING]),
        State.DONE: ngettext("%(n)s page changed", "%(n)s pages changed", counts[State.DONE]),
        State.LEFT: ngettext("%(n)s page left alone", "%(n)s pages left alone", counts[State.LEFT]),
        State.UNDONE: ngettext("%(n)s page is as before", "%(n)s pages are as before", counts[State.UNDONE]),
        State.KEPT: ngettext("%(n)s page kept as it is", "%(n)s pages kept as they are", counts[State.KEPT]),
    }
    return [sentence % {"n": counts[state]} for state, sentence in said.items() if counts[state]]


def undoable(batch: Batch) -> bool:
    has_done = batch.pages.filter(state=State.DONE).exists() or batch.options.get("snapshot")
    return batch.undone_at is None and bool(has_done)


class OfOneBatch:
    """Mixin for views of one batch, open to the user who made it and to superusers.

    Permissions on each page are checked separately when the batch runs.
    """

    @cached_property
    def batch(self) -> Batch:
        batch = get_object_or_404(Batch, pk=self.kwargs["pk"])
        if batch.user_id != self.request.user.pk and not self.request.user.is_superuser:
            raise PermissionDenied
        return batch

    @cached_property
    def back(self) -> str:
        address = self.request.POST.get("next") or self.request.GET.get("next") or ""
        return address if url_has_allowed_host_and_scheme(address, {self.request.get_host()}) else ""


class BatchView(OfOneBatch, WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/admin/bulk/batch.html"
    page_title = TITLE
    header_icon = "tasks"

    def get_page_subtitle(self):
        return self.batch.title

    def get_breadcrumbs_items(self):
        everything = {"url": reverse("batches"), "label": TITLE}
        return [*super().get_breadcrumbs_items(), everything, {"url": "", "label": self.batch.title}]

    def get_context_data(self, **kwargs):
        pages = self.batch.pages.select_related("page").order_by("state", "pk")
        unfinished = State.DONE if self.batch.undone_at else State.WAITING
        return super().get_context_data(
            **kwargs,
            batch=self.batch,
            lines=lines(self.batch),
            pages=pages[:500],
            unfinished=pages.filter(state=unfinished).exists(),
            undoable=undoable(self.batch),
            next=self.back,
        )


class RunView(OfOneBatch, View):
    """View that continues a batch where the last request ended."""

    http_method_names = ["post"]

    def post(self, request, pk):
        if not self.batch.confirmed:
            raise PermissionDenied
        return go_on(request, self.batch, self.back)


class UndoView(OfOneBatch, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        if not undoable(self.batch):
            messages.warning(request, gettext("There is nothing in it that could be undone."))
            return redirect(self.back or reverse("batch", args=[pk]))
        of_batch(self.batch).before_undo(self.batch, request.user)
        running.give_up(self.batch)
        return go_on(request, self.batch, self.back)


class BatchesView(ReportView):
    """Report of the user's own batches, newest first; superusers see all batches."""

    model = Batch
    page_title = TITLE
    header_icon = "tasks"
    index_url_name = "batches"
    index_results_url_name = "batches_results"
    any_permission_required = ["change"]
    permission_policy = property(lambda self: policy_registry.get_by_type(Page))
    default_ordering = "-started_at"
    columns = [
        TitleColumn("title", label=_("What was done"), get_url=lambda batch: reverse("batch", args=[batch.pk])),
        Column("user", label=_("By")),
        Column("outcome", label=_("Pages"), accessor=lambda batch: ", ".join(lines(batch))),
        DateColumn("started_at", label=_("When"), sort_key="started_at"),
    ]

    def get_base_queryset(self):
        batches = Batch.objects.filter(confirmed=True).select_related("user")
        return batches if self.request.user.is_superuser else batches.filter(user=self.request.user)


class BatchesMenuItem(MenuItem):
    def is_shown(self, request):
        return policy_registry.get_by_type(Page).user_has_any_permission(request.user, ["change"])


urlpatterns = [
    path("batches/", BatchesView.as_view(), name="batches"),
    path("batches/results/", BatchesView.as_view(results_only=True), name="batches_results"),
    path("batches/<int:pk>/", BatchView.as_view(), name="batch"),
    path("batches/<int:pk>/run/", RunView.as_view(), name="batch_run"),
    path("batches/<int:pk>/undo/", UndoView.as_view(), name="batch_undo"),
]


def menu_item() -> MenuItem:
    return BatchesMenuItem(TITLE, reverse("batches"), name="batches", icon_name="tasks", order=95)
