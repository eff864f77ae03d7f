"""The admin's views of releases: the list, one release with what it changes, its steps, and adding pages to it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateTimeInput, Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.acting import NotAllowed, as_user
from cms.admin.bulk.actions import BatchAction
from cms.admin.releases import steps
from cms.admin.releases.calendar import TITLE as CALENDAR
from cms.admin.releases.calendar import CalendarView
from cms.isolation import isolated
from cms.models import Release
from graph import presentation

TITLE = _("Releases")


def may_prepare(user) -> bool:
    return policy_registry.get_by_type(Page).user_has_any_permission(user, ["change"])


class ReleaseForm(forms.ModelForm):
    class Meta:
        model = Release
        fields = ("title", "publish_at")
        widgets = {"publish_at": AdminDateTimeInput}


class ReleasesView(ReportView):
    model = Release
    page_title = TITLE
    header_icon = "calendar-check"
    index_url_name, index_results_url_name = "releases", "releases_results"
    any_permission_required = ["change"]
    permission_policy = property(lambda self: policy_registry.get_by_type(Page))
    default_ordering = "-created_at"
    columns = [
        TitleColumn("title", label=_("Title"), get_url=lambda each: reverse("release", args=[each.pk])),
        Column("state", label=_("State")),
        Column("pages", label=_("Pages"), accessor=lambda each: each.pages.count()),
        DateColumn("publish_at", label=_("Publish at"), sort_key="publish_at"),
        DateColumn("published_at", label=_("Published")),
    ]

    @cached_property
    def header_buttons(self):
        return [
            Button(_("New release"), reverse("release_add"), icon_name="plus"),
            Button(CALENDAR, reverse("calendar"), icon_name="calendar-alt"),
        ]


class Preparing:
    """Mixin for views that only people who may change pages open; each step checks its own rights on each page."""

    header_icon = "calendar-check"

    def dispatch(self, request, *args, **kwargs):
        if not may_prepare(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def release(self) -> Release:
        return get_object_or_404(Release, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self):
        there = {"url": reverse("releases"), "label": TITLE}
        return [*super().get_breadcrumbs_items(), there, {"url": "", "label": self.page_title}]


class AddReleaseView(Preparing, WagtailAdminTemplateMixin, FormView):
    form_class = ReleaseForm
    template_name = "cms/admin/releases/form.html"
    page_title = _("New release")

    def form_valid(self, form):
        form.instance.created_by = self.request.user
        form.save()
        return redirect("release", form.instance.pk)


class ReleaseView(Preparing, WagtailAdminTemplateMixin, TemplateView):
    """One release: its pages, what each would change, and its next steps."""

    template_name = "cms/admin/releases/release.html"
    page_title = _("Release")

    def get_page_subtitle(self):
        return self.release.title

    def get_context_data(self, **kwargs):
        release, actor = self.release, as_user(self.request.user)
        pending = release.published_at is None
        problems = steps.problems(release, actor) if pending else {}
        items = release.pages.select_related("page", "page__locale")
        rows = [(each, problems.get(each.page_id, ""), _changes(each.page) if pending else []) for each in items]
        return super().get_context_data(**kwargs, release=release, rows=rows, problems=problems)


def _changes(page: Page) -> list:
    """Return the statements that the page's newest draft changes, as the panel of its form shows them."""
    found: list = []
    with isolated("Showing what a release changes", page):
        draft = page.get_latest_revision_as_object()
        with presentation.reading_as_editor(draft) as (public, new, reader):
            found = [each for each in presentation.compared(public, new, reader) if each.state]
    return found


class StepView(Preparing, View):
    """Approve, reopen, publish, take back, or leave a page out."""

    http_method_names = ["post"]
    steps = {"approve": steps.approve, "reopen": steps.reopen, "publish": steps.publish, "take-back": steps.take_back}

    def post(self, request, pk, step):
        if step not in self.steps:
            raise PermissionDenied
        try:
            self.steps[step](self.release, as_user(request.user))
        except ValidationError as error:
            for each in error.messages:
                messages.error(request, each)
        except NotAllowed as error:
            messages.error(request, str(error))
        else:
            messages.success(request, gettext("Done."))
        return redirect("release", pk)


class LeaveOutView(Preparing, View):
    http_method_names = ["post"]

    def post(self, request, pk, page):
        if self.release.is_open():
            self.release.pages.filter(page=page).delete()
        else:
            messages.error(request, gettext("Pages are left out before the release is approved."))
        return redirect("release", pk)


class ChooseReleaseForm(forms.Form):
    release = forms.ModelChoiceField(label=_("Release"), queryset=Release.objects.none(), required=False)
    title = forms.CharField(label=_("Or a new release"), max_length=255, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["release"].queryset = Release.objects.filter(approved_at=None, published_at=None)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("release") and not (cleaned.get("title") or "").strip():
            raise forms.ValidationError(_("Choose a release, or name a new one."))
        return cleaned


class AddToRelease(BatchAction):
    """Bulk action that adds the chosen pages to a release; no page changes by that."""

    display_name, action_type, action_priority = _("Add to a release"), "release", 46
    aria_label = _("Add selected pages to a release")
    form_class = ChooseReleaseForm

    def form_valid(self, form):
        release = form.cleaned_data["release"] or Release.objects.create(
            title=form.cleaned_data["title"], created_by=self.request.user
        )
        for each in steps.add(release, self.pages, as_user(self.request.user)):
            messages.warning(self.request, each)
        return redirect("release", release.pk)


class ReleasesMenuItem(MenuItem):
    def is_shown(self, request):
        return may_prepare(request.user)


urlpatterns = [
    path("releases/", ReleasesView.as_view(), name="releases"),
    path("releases/results/", ReleasesView.as_view(results_only=True), name="releases_results"),
    path("releases/add/", AddReleaseView.as_view(), name="release_add"),
    path("releases/calendar/", CalendarView.as_view(), name="calendar"),
    path("releases/<int:pk>/", ReleaseView.as_view(), name="release"),
    path("releases/<int:pk>/<slug:step>/", StepView.as_view(), name="release_step"),
    path("releases/<int:pk>/leave-out/<int:page>/", LeaveOutView.as_view(), name="release_leave_out"),
]


def menu_item() -> MenuItem:
    return ReleasesMenuItem(TITLE, reverse("releases"), name="releases", icon_name="calendar-check", order=166)
