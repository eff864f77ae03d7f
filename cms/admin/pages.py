"""Wagtail's page views, with the side panels, checks and privacy dialogue that Accord adds to them."""

from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.workflow import CollectWorkflowActionDataView, WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, get_page_models

from cms.admin.checks import ChecksBeforeApproving, ChecksBeforePublishing, FindingsSidePanel
from cms.admin.privacy import TellingPrivacyView
from cms.admin.statements import StatementsSidePanel
from cms.forms import effects_on_records
from graph.declarations import unchecked

SIDE_PANELS = [FindingsSidePanel, StatementsSidePanel]


class WithSidePanels:
    def get_side_panels(self):
        panels = super().get_side_panels()
        return type(panels)([*panels, *(each(self.page, self.request) for each in SIDE_PANELS)])


class ResourceEditView(ChecksBeforePublishing, WithSidePanels, EditView):
    def page_as_sent(self) -> Page:
        """Return a page with the values of the form, not saved.

        The page is a separate instance, because the form's own instance can be saved only once.
        """
        form = self.form_class(
            self.request.POST, self.request.FILES, instance=self.get_object(), parent_page=self.parent,
            subscription=self.subscription, for_user=self.request.user,
        )  # fmt: skip
        form.is_valid()
        return form.save(commit=False)


class ResourceRevertView(ResourceEditView, RevisionsRevertView):
    pass


class ResourceCreateView(ChecksBeforePublishing, WithSidePanels, CreateView):
    def page_as_sent(self) -> Page:
        """Return a new page with the values of the form, not saved.

        It has the place in the tree that it will get, because some of its statements follow from that place.
        """
        page = self.page_class(owner=self.request.user, locale=self.page.locale)
        form = self.form_class(
            self.request.POST, self.request.FILES, instance=page, parent_page=self.parent_page,
            subscription=self.subscription, for_user=self.request.user,
        )  # fmt: skip
        form.is_valid()
        page = form.save(commit=False)
        page.depth = self.parent_page.depth + 1
        page.path = page._get_path(self.parent_page.path, page.depth, self.parent_page.numchild + 1)
        page.set_url_path(self.parent_page)
        return page


class TellsOfRecords:
    """Mixin for dialogues about a workflow's action: before approving, they say which records become public too."""

    template_name = "cms/admin/workflow_action.html"

    def get_context_data(self, **kwargs):
        told = {}
        if self.action_name == "approve":
            told = effects_on_records(self.object.get_latest_revision_as_object(), self.request.user)
        return super().get_context_data(**told, **kwargs)


class ResourceWorkflowActionView(TellsOfRecords, ChecksBeforeApproving, WorkflowActionView):
    pass


class ResourceCollectWorkflowActionDataView(TellsOfRecords, CollectWorkflowActionDataView):
    pass


class AnyPageViewSet(PageViewSet):
    """Views of any page type.

    Page types outside the graph, such as indexes, need the privacy dialogue too: pages below them share their privacy.
    """

    parent_models: list[type[Page]] = []
    set_privacy_view_class = TellingPrivacyView


class ResourcePageViewSet(AnyPageViewSet):
    add_view_class = ResourceCreateView
    edit_view_class = ResourceEditView
    revisions_revert_view_class = ResourceRevertView
    workflow_action_view_class = ResourceWorkflowActionView
    collect_workflow_action_data_view_class = ResourceCollectWorkflowActionDataView


def viewsets() -> list[PageViewSet]:
    """Return a viewset for each page type, whether the type is in the graph or not."""
    declared = {model for each in unchecked().resources if each.is_page for model in each.models}
    return [
        (ResourcePageViewSet if model in declared else AnyPageViewSet)(f"{model.__name__}-views", model=model)
        for model in get_page_models()
        if model is not Page
    ]
