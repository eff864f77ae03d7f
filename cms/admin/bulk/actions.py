"""The bulk actions of page lists: each shows its plan for the chosen pages, and becomes a batch when confirmed."""

from collections.abc import Sequence

from django import forms
from django.db.models import Model, QuerySet
from django.forms import model_to_dict, modelform_factory
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import Page

from cms.admin.bulk.operations import AddLink, Operation, Publish, RequestReview, row_of
from cms.admin.bulk.views import begin
from cms.admin.listings.selection import OfTheList
from cms.models import ProjectPage

MOST = 1000
LARGEST_KEY = 2**31 - 1
"""Largest primary key of a page: databases refuse to look for a number that the column cannot hold."""
ROW_KEEPS = ("page", "locale", "translation_key", "sort_order")


class BatchAction(OfTheList):
    """Bulk action in three steps: a form, if it has fields; the plan; and the batch."""

    template_name = "cms/admin/bulk/confirm.html"
    form_class = forms.Form

    def operation(self, form: forms.Form) -> Operation:
        raise NotImplementedError

    @cached_property
    def chosen(self) -> QuerySet[Page]:
        """The chosen pages, ordered by path.

        On confirmation they are the pages that the plan showed, even if the list has changed since.
        """
        numbers = self.request.POST.getlist("page") or self.request.GET.getlist("id")
        if "all" in numbers:
            numbers = self.get_all_objects_in_listing_query(self.request.GET.get("childOf"))
        chosen = [int(each) for each in numbers if str(each).isdecimal()]
        numbers = self.with_subpages([each for each in chosen if each <= LARGEST_KEY])
        return Page.objects.filter(pk__in=numbers).order_by("path")

    def with_subpages(self, numbers: Sequence[int]) -> Sequence[int]:
        return numbers

    @cached_property
    def pages(self) -> list[Page]:
        return list(self.chosen[:MOST].prefetch_workflow_states().specific())

    def get(self, request):
        form = self.get_form()
        return self._shown(form) if form.fields else self._planned(form)

    def form_valid(self, form):
        if self.request.POST.get("confirm") != "yes":
            return self._planned(form)
        return begin(self.request, self.operation(form), self._title(form), self.pages, self.next_url)

    def form_invalid(self, form):
        return self._shown(form)

    def _shown(self, form):
        return self.render_to_response(self._context(form) | {"pages": self.pages})

    def _planned(self, form):
        todo, left = [], []
        doing = self.operation(form)
        for page in self.pages:
            reason = doing.refusal(page, self.request.user)
            if reason:
                left.append((page, reason))
            else:
                todo.append((page, doing.told(page, self.request.user)))
        return self.render_to_response(self._context(form) | {"todo": todo, "left": left, "planned": True})

    def _context(self, form) -> dict:
        more = self.chosen.count() - MOST
        return {
            "form": form,
            "action_title": self._title(form),
            "next": self.next_url,
            "submit_url": self.request.get_full_path(),
            "more": more if more > 0 else 0,
            "most": MOST,
        }

    def _title(self, form) -> str:
        return str(self.display_name)


def row_form(model: type[Model]) -> type[forms.ModelForm]:
    """Return a form with the fields that a row has in the page's own form, and whether to publish."""

    class RowForm(modelform_factory(model, WagtailAdminModelForm, exclude=ROW_KEEPS)):
        publish = forms.BooleanField(
            label=_("Publish"),
            required=False,
            help_text=_(
                "Pages that are public and have no other changes are published with it, where you may. All others "
                "keep it as a draft."
            ),
        )

    return RowForm


def adding(link: str, name: str, title: str, label: str, priority: int) -> type[BatchAction]:
    """Return a bulk action that adds a link of this name to pages whose type declares it."""
    row = row_of(ProjectPage, link)

    class Adding(BatchAction):
        display_name, aria_label, action_type, action_priority = title, label, name, priority

        def get_form_class(self):
            # Built on first use, because choosers are registered after this module is imported.
            return row_form(row.model(ProjectPage))

        def get_form_kwargs(self):
            return {"data": self.request.POST or None, "for_user": self.request.user}

        def operation(self, form):
            values = model_to_dict(form.instance, exclude=[*ROW_KEEPS, "id", row.attribute])
            stated = {field: str(value) for field, value in values.items() if value not in (None, "")}
            target = getattr(form.instance, f"{row.attribute}_id")
            return AddLink(link, target, stated, form.cleaned_data["publish"])

        def _title(self, form):
            chosen = form.is_bound and form.is_valid() and getattr(form.instance, row.attribute)
            return f"{title}: {chosen}" if chosen else str(title)

    return Adding


class PublishInList(BatchAction):
    """Bulk action that publishes pages like Wagtail's own, but with a plan, in steps, and with undo."""

    display_name, action_type, action_priority = _("Publish"), "publish", 40
    aria_label = _("Publish selected pages")

    def with_subpages(self, numbers):
        return [*numbers, *self.drafts_below(numbers)] if self.request.GET.get("subpages") == "yes" else numbers

    def drafts_below(self, numbers: Sequence[int]) -> set[int]:
        below = (page.get_descendants().not_live() for page in Page.objects.filter(pk__in=numbers))
        return {number for pages in below for number in pages.values_list("pk", flat=True)} - set(numbers)

    def operation(self, form):
        return Publish()

    def _context(self, form):
        offered = self.request.method == "GET" and self.drafts_below([page.pk for page in self.pages])
        address = f"{self.request.get_full_path()}&subpages=yes" if offered else ""
        return super()._context(form) | {"with_subpages": address}


class RequestReviewInList(BatchAction):
    display_name, action_type, action_priority = _("Request review"), "review", 45
    aria_label = _("Submit selected pages for review")

    def operation(self, form):
        return RequestReview()


ACTIONS = (
    adding("themes", "add_theme", _("Add a theme"), _("Add a theme to selected pages"), 10),
    adding("donors", "add_donor", _("Add a donor"), _("Add a donor to selected pages"), 11),
    adding("countries", "add_country", _("Add a country"), _("Add a country to selected pages"), 60),
    PublishInList,
    RequestReviewInList,
)
