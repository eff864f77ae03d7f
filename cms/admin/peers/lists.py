"""Lists of the desk for peers: reviews, requests for updates and comments, of pages that the user may change."""

from django.db.models import Count, Q
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.acting import as_user
from cms.admin.peers import views
from cms.forms import is_translation
from cms.models import Feedback, ReviewAnswer, ReviewRound, UpdateLink
from cms.models.signed_link import Resolved

TITLE = _("Peers")
COMMENTS = _("Comments of readers")
OPEN = Resolved.Resolution.OPEN


class PeersReport(ReportView):
    """A list of things on pages that the user may change."""

    header_icon = "group"
    any_permission_required = ["change"]
    permission_policy = property(lambda self: policy_registry.get_by_type(Page))

    def get_base_queryset(self):
        pages = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return self.model.objects.filter(page__in=pages.values("pk")).select_related("page").annotate(**self.counts)


class RoundsView(PeersReport):
    model = ReviewRound
    page_title = views.ROUNDS
    index_url_name, index_results_url_name = "peer_reviews", "peer_reviews_results"
    default_ordering = "-opened_at"
    counts = {
        "invited": Count("reviewers", distinct=True),
        "answered": Count("reviewers", filter=Q(reviewers__answered_at__isnull=False), distinct=True),
        "waiting": Count("reviewers__answers", filter=Q(reviewers__answers__resolution=OPEN), distinct=True),
    }
    columns = [
        TitleColumn("page", label=_("Module"), get_url=lambda each: reverse("peer_review", args=[each.pk])),
        Column("answered", label=_("Answered"), accessor=lambda each: f"{each.answered} / {each.invited}"),
        Column("waiting", label=_("To decide")),
        DateColumn("opened_at", label=_("Began"), sort_key="opened_at"),
        DateColumn("closes_at", label=_("Closes"), sort_key="closes_at"),
        DateColumn("ended_at", label=_("Finished")),
    ]


class UpdatesView(PeersReport):
    model = UpdateLink
    page_title = views.UPDATES
    index_url_name, index_results_url_name = "peer_updates", "peer_updates_results"
    default_ordering = "-invited_at"
    counts = {"waiting": Count("proposals", filter=Q(proposals__resolution=OPEN))}
    columns = [
        TitleColumn("page", label=_("Page"), get_url=lambda each: reverse("peer_update", args=[each.pk])),
        Column("name", label=_("Holder")),
        Column("waiting", label=_("To decide")),
        DateColumn("invited_at", label=_("Asked"), sort_key="invited_at"),
        DateColumn("answered_at", label=_("Sent")),
    ]


class ModerationColumn(Column):
    cell_template_name = "cms/admin/peers/moderation_cell.html"


class CommentsView(PeersReport):
    model = Feedback
    page_title = COMMENTS
    index_url_name, index_results_url_name = "peer_comments", "peer_comments_results"
    default_ordering = "-sent_at"
    counts: dict = {}
    columns = [
        Column("text", label=_("Comment")),
        Column("name", label=_("Name")),
        TitleColumn(
            "page", label=_("Page"), get_url=lambda each: reverse("wagtailadmin_pages:edit", args=[each.page_id])
        ),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
        ModerationColumn("state", label=_("State")),
    ]


class PeersMenuItem(SubmenuMenuItem):
    def is_shown(self, request):
        return policy_registry.get_by_type(Page).user_has_any_permission(request.user, ["change"])


def menu_item() -> MenuItem:
    items = [
        MenuItem(views.ROUNDS, reverse("peer_reviews"), name="peer-reviews", icon_name="group", order=10),
        MenuItem(views.UPDATES, reverse("peer_updates"), name="peer-updates", icon_name="mail", order=20),
        MenuItem(COMMENTS, reverse("peer_comments"), name="peer-comments", icon_name="comment", order=30),
    ]
    return PeersMenuItem(TITLE, Menu(items=items), name="peers", icon_name="group", order=165)


def page_buttons(page, user, view_name="", next_url=None):
    """Yield the buttons of a page's header with which a review or a request for an update begins."""
    specific = page.specific
    if not hasattr(specific, "takes_feedback") or as_user(user).against_editing(specific):
        return
    if specific.takes_feedback and not is_translation(specific):
        yield Button(
            _("Ask peers to review"), reverse("peer_review_add", args=[page.pk]), icon_name="group", priority=90
        )
    yield Button(_("Ask for an update"), reverse("peer_update_add", args=[page.pk]), icon_name="mail", priority=91)


def waiting_on(pages) -> dict[int, int]:
    """Return the number of answers, facts and comments that wait for a decision, by page."""
    found: dict[int, int] = {}
    waiting = (
        ReviewAnswer.objects.filter(resolution=OPEN, reviewer__round__page__in=pages).values_list(
            "reviewer__round__page"
        ),
        UpdateLink.objects.filter(proposals__resolution=OPEN, page__in=pages).values_list("page"),
        Feedback.objects.filter(state=Feedback.State.WAITING, page__in=pages).values_list("page"),
    )
    for rows in waiting:
        for page, count in rows.order_by().annotate(n=Count("pk")):
            found[page] = found.get(page, 0) + count
    return found


urlpatterns = [
    path("peers/reviews/", RoundsView.as_view(), name="peer_reviews"),
    path("peers/reviews/results/", RoundsView.as_view(results_only=True), name="peer_reviews_results"),
    path("peers/updates/", UpdatesView.as_view(), name="peer_updates"),
    path("peers/updates/results/", UpdatesView.as_view(results_only=True), name="peer_updates_results"),
    path("peers/comments/", CommentsView.as_view(), name="peer_comments"),
    path("peers/comments/results/", CommentsView.as_view(results_only=True), name="peer_comments_results"),
    path("peers/reviews/of/<int:pk>/", views.AddRoundView.as_view(), name="peer_review_add"),
    path("peers/reviews/<int:pk>/", views.RoundView.as_view(), name="peer_review"),
    path("peers/reviews/<int:pk>/invite/", views.InviteView.as_view(), name="peer_invite"),
    path("peers/reviews/<int:pk>/finish/", views.FinishView.as_view(), name="peer_finish"),
    path("peers/answers/<int:pk>/", views.DecideAnswerView.as_view(), name="peer_answer"),
    path("peers/updates/of/<int:pk>/", views.AddUpdateView.as_view(), name="peer_update_add"),
    path("peers/updates/<int:pk>/", views.UpdateView.as_view(), name="peer_update"),
    path("peers/facts/<int:pk>/", views.DecideFactView.as_view(), name="peer_fact"),
    path("peers/facts/<int:pk>/picture/", views.SentPictureView.as_view(), name="peer_picture"),
    path("peers/links/<slug:purpose>/<int:pk>/", views.LinkView.as_view(), name="peer_link"),
    path("peers/comments/<int:pk>/", views.ModerateView.as_view(), name="peer_comment"),
]
