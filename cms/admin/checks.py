"""Checks in the editor: a side panel that lists findings with their fields, and errors that stop publication."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Model
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page

from cms.quality import check, check_and_keep
from graph.declarations import DeclaredType, Part, registry
from graph.identity import id_of
from graph.publishing.quality import Finding


@dataclass(frozen=True)
class Remark:
    """A finding with the label of its field, and the ids of inputs near that field, separated by blanks."""

    finding: Finding
    label: str
    anchor: str


class FindingsSidePanel(BaseSidePanel):
    """Side panel with the findings of the newest draft, which are refreshed with each save."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        icon_name = "clipboard-list"
        counter_classname = "w-bg-critical-200"

        @property
        def aria_label(self):
            """The label of the button, with the number that is shown beside its icon."""
            count = len(self.panel.findings)
            return gettext("Toggle what is missing") + (f": {count}" if count else "")

        def get_context_data(self, parent_context):
            return {**super().get_context_data(parent_context), "count": len(self.panel.findings)}

    name = "findings"
    title = _("Before publishing")
    template_name = "cms/admin/findings.html"
    order = 150

    class Media:
        js = ["cms/panels.js", "cms/saving.js"]
        css = {"all": ["cms/panels.css"]}

    @cached_property
    def findings(self) -> list[Finding]:
        if not self.object.pk:
            return []
        return check_and_keep(self.object) if isinstance(self.object, Page) else check(self.object)

    def get_context_data(self, parent_context):
        remarks = [_remark(self.object, each) for each in self.findings]
        return {
            **super().get_context_data(parent_context),
            "errors": [each for each in remarks if each.finding.is_error],
            "warnings": [each for each in remarks if not each.finding.is_error],
            "is_partial": parent_context.get("is_partial", False),
        }


def _remark(page: Model, finding: Finding) -> Remark:
    declared = registry().types[page.graph_type.name]
    names = list(form_fields(declared, page, finding))
    rows = {relation.get_accessor_name() for relation in get_all_child_relations(type(page))}
    anchors = [f"id_{name}-TOTAL_FORMS" if name in rows else f"id_{name}" for name, _label in names]
    return Remark(finding, names[0][1] if names else "", " ".join(anchors))


def form_fields(declared: DeclaredType, page: Model, finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield name and label of the form's fields in which an editor can correct the finding."""
    field = _field(declared, page, finding)
    if field:
        label = capfirst(declared.label(field))
        for name in field.watches:
            yield name, label


def _field(declared: DeclaredType, page: Model, finding: Finding):
    if finding.node == id_of(page):
        return declared.fields.get(finding.field)
    slug = finding.node.partition("/")[0]
    parts = (each for each in declared.parts.values() if registry().types[each.to].graph_type.slug == slug)
    return next(parts, None)


class ChecksBeforePublishing:
    """Mixin for views with a form, which refuses to publish, submit or approve a page or record with errors.

    Saving a draft with errors is allowed.
    """

    def form_valid(self, form):
        if self.action_name in ("publish", "submit", "restart_workflow") or self._is_approving():
            page = self.page_as_sent()
            errors = [each for each in check(page) if each.is_error]
            for each in errors:
                _add_error(form, page, each)
            if errors:
                return self.form_invalid(form)
        return super().form_valid(form)

    def _is_approving(self) -> bool:
        return getattr(self, "action_name", "") == "perform_workflow_action" and self.workflow_action == "approve"


def _add_error(form, page: Model, finding: Finding) -> None:
    """Add the finding to its field if the form has it, or to the row that it is about."""
    declared = registry().types[page.graph_type.name]
    field = _field(declared, page, finding)
    rows = next((form.formsets[name] for name in field.watches if name in form.formsets), None) if field else None
    if isinstance(field, Part) and rows:
        if (row := _row(rows, field.read(page), finding.node)) is None:
            rows.non_form_errors().append(finding.message)
        else:
            row.add_error(finding.field if finding.field in row.fields else None, finding.message)
        return
    names = [name for name, _label in form_fields(declared, page, finding) if name in form.fields]
    form.add_error(names[0] if names else None, finding.message)


def _row(formset, checked, node: str):
    """Return the form of the row that was checked; None if it is not clear which that is.

    A new row was checked as another instance with a key of its own, so it is found by its place.
    """
    known = (form for form in formset.forms if id_of(form.instance) == node)
    names, sent = [id_of(each) for each in checked], formset.ordered_forms if formset.can_order else formset.forms
    by_place = sent[names.index(node)] if node in names and len(names) == len(sent) else None
    return next(known, by_place)


def errors_of(page: Page) -> list[Finding]:
    """Return the errors of the page's newest draft; a page outside the graph has none."""
    draft = page.get_latest_revision_as_object()
    if getattr(draft, "graph_type", None) is None:
        return []
    return [each for each in check(draft) if each.is_error]


def told(page: Page) -> str:
    found = " ".join(each.message for each in errors_of(page))
    return gettext("“%(page)s” cannot be published yet: %(errors)s") % {"page": page.title, "errors": found}


class ChecksBeforeApproving:
    """Mixin for the dialogue in which moderators approve a page without opening it; it refuses a page with errors."""

    def dispatch(self, request, *args, **kwargs):
        if self.action_name == "approve" and request.method == "POST" and errors_of(self.object):
            messages.error(request, told(self.object))
            edit = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                return self.render_modal_json(request, {"step": "success", "redirect": edit})
            return redirect(edit)
        return super().dispatch(request, *args, **kwargs)
