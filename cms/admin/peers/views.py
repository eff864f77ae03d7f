"""The desk for peers: rounds of review with their answers, requests for updates with their facts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.acting import Actor, NotAllowed, as_user
from cms.admin.peers import forms, taking
from cms.forms import is_translation
from cms.models import Feedback, Outcome, Proposal, ReviewAnswer, Reviewer, ReviewRound, UpdateLink
from cms.peers import deciding, inviting, reading
from cms.peers.update_form import labelled
from cms.pictures import made_anew

ROUNDS = _("Reviews by peers")
UPDATES = _("Updates by holders")
Kind = ReviewAnswer.Kind


class OfPage:
    """Mixin for what concerns one page: only who may change the page opens it, and every act asks again."""

    @cached_property
    def actor(self) -> Actor:
        return as_user(self.request.user)

    @cached_property
    def page(self) -> Page:
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        if reason := self.actor.against_editing(self.page):
            raise PermissionDenied(reason)
        return super().dispatch(request, *args, **kwargs)


class Desk(OfPage, WagtailAdminTemplateMixin):
    """Mixin for a page of the desk, with the way back to its list and to the page that it is about."""

    header_icon = "group"
    everything = ("peer_reviews", ROUNDS)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        url_name, label = self.everything
        there = {"url": reverse(url_name), "label": label}
        return [*super().get_breadcrumbs_items(), there, {"url": "", "label": self.page.get_admin_display_title()}]


class AddView(Desk, FormView):
    """The form with which something begins on a page."""

    template_name = "cms/admin/peers/form.html"

    @cached_property
    def page(self):
        return get_object_or_404(Page, pk=self.kwargs["pk"]).specific

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, button=self.button)


class AddRoundView(AddView):
    form_class = forms.RoundForm
    page_title = _("Ask peers to review")
    button = _("Begin the review")

    def dispatch(self, request, *args, **kwargs):
        if not getattr(self.page, "takes_feedback", False) or is_translation(self.page):
            raise PermissionDenied(gettext("Peers review modules of toolkits, in the original language."))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        inviting.open_round(self.page, self.actor, form.instance)
        return redirect("peer_review", form.instance.pk)


class AddUpdateView(AddView):
    form_class = forms.UpdateLinkForm
    page_title = _("Ask for an update")
    button = _("Send the link")
    everything = ("peer_updates", UPDATES)

    def form_valid(self, form):
        form.instance.page_id = self.page.pk
        tell_sent(self.request, *inviting.send(form.instance, self.page, self.actor), form.instance.email)
        return redirect("peer_update", form.instance.pk)


class RoundView(Desk, TemplateView):
    """One round: who was invited, what each has said, and how the editor decides about it."""

    template_name = "cms/admin/peers/round.html"
    page_title = _("Review by peers")

    @cached_property
    def round(self) -> ReviewRound:
        return get_object_or_404(ReviewRound.objects.select_related("page"), pk=self.kwargs["pk"])

    @cached_property
    def page(self):
        return self.round.page.specific

    def get_context_data(self, **kwargs):
        answers = ReviewAnswer.objects.filter(reviewer__round=self.round).select_related("reviewer", "resolved_by")
        defaults = {
            "reviewer_form": forms.ReviewerForm(until=self.round.closes_at),
            "finish_form": forms.FinishForm(initial={"what_changed": deciding.summary(self.round)}),
        }
        return super().get_context_data(
            **defaults | kwargs,
            round=self.round,
            reviewed=self.page,
            reviewers=self.round.reviewers.select_related("country"),
            groups=_grouped(self.round, answers),
            waiting=answers.filter(resolution=ReviewAnswer.Resolution.OPEN).count(),
        )


class InviteView(RoundView):
    http_method_names = ["post"]

    def post(self, request, pk):
        form = forms.ReviewerForm(request.POST)
        form.instance.round = self.round
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(reviewer_form=form), status=400)
        tell_sent(request, *inviting.send(form.instance, self.page, self.actor), form.instance.email)
        return redirect("peer_review", pk)


class FinishView(RoundView):
    http_method_names = ["post"]

    def post(self, request, pk):
        form = forms.FinishForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(finish_form=form), status=400)
        deciding.finish(self.round, self.page, self.actor, form.cleaned_data["what_changed"])
        messages.success(
            request, gettext("The draft says who has reviewed it and what changed: look at it, and publish.")
        )
        return redirect("wagtailadmin_pages:edit", self.page.pk)


class UpdateView(Desk, TemplateView):
    """One request for an update, with the facts that were sent."""

    template_name = "cms/admin/peers/update.html"
    page_title = _("Update by a holder")
    everything = ("peer_updates", UPDATES)

    @cached_property
    def link(self) -> UpdateLink:
        return get_object_or_404(UpdateLink.objects.select_related("page"), pk=self.kwargs["pk"])

    @cached_property
    def page(self):
        return self.link.page.specific

    def get_context_data(self, **kwargs):
        shown = reading.shown(self.page.get_latest_revision_as_object())
        sent = [
            (each, taking.can_be_put(each, self.page), list(labelled(each, shown)))
            for each in self.link.proposals.all()
        ]
        outcomes = Outcome.objects.order_by("labels__en")
        return super().get_context_data(**kwargs, link=self.link, reviewed=self.page, sent=sent, outcomes=outcomes)


class LinkView(OfPage, View):
    """Send a link again, which replaces it, or withdraw it."""

    http_method_names = ["post"]
    models = {Reviewer.purpose: Reviewer, UpdateLink.purpose: UpdateLink}

    @cached_property
    def link(self) -> Reviewer | UpdateLink:
        return get_object_or_404(self.models[self.kwargs["purpose"]], pk=self.kwargs["pk"])

    @cached_property
    def page(self):
        return (self.link.round.page if self.link.purpose == Reviewer.purpose else self.link.page).specific

    def post(self, request, purpose, pk):
        if "withdraw" in request.POST:
            inviting.withdraw(self.link, self.page, self.actor)
            messages.success(request, gettext("The link of %(name)s does not work any more.") % {"name": self.link})
        else:
            tell_sent(request, *inviting.send(self.link, self.page, self.actor), self.link.email)
        if purpose == Reviewer.purpose:
            return redirect("peer_review", self.link.round_id)
        return redirect("peer_update", pk)


class DecideView(OfPage, View):
    """Decide about one thing that was sent."""

    http_method_names = ["post"]

    def post(self, request, pk):
        form = forms.DecisionForm(request.POST)
        if form.is_valid():
            try:
                self.decide(**form.cleaned_data)
            except (ValidationError, NotAllowed) as error:
                text = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                messages.error(request, text)
        else:
            messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return self.back()


class DecideAnswerView(DecideView):
    @cached_property
    def answer(self) -> ReviewAnswer:
        return get_object_or_404(ReviewAnswer, pk=self.kwargs["pk"])

    @cached_property
    def page(self):
        return self.answer.reviewer.round.page.specific

    def decide(self, decision: str, note: str, outcome: Outcome | None):
        if decision == "put":
            deciding.put_into_text(self.answer, self.page, self.actor)
            decision, note = ReviewAnswer.Resolution.ACCEPTED, note or gettext("It is in the text.")
        deciding.resolve(self.answer, self.page, self.actor, decision, note)

    def back(self) -> HttpResponse:
        return redirect(f"{reverse('peer_review', args=[self.answer.reviewer.round_id])}#answer-{self.answer.pk}")


class DecideFactView(DecideView):
    @cached_property
    def proposal(self) -> Proposal:
        return get_object_or_404(Proposal, pk=self.kwargs["pk"])

    @cached_property
    def page(self):
        return self.proposal.link.page.specific

    def decide(self, decision: str, note: str, outcome: Outcome | None):
        if decision == "put":
            taking.take(self.proposal, self.page, self.actor, note or gettext("It is in the page."), outcome)
        else:
            deciding.resolve(self.proposal, self.page, self.actor, decision, note)

    def back(self) -> HttpResponse:
        return redirect(f"{reverse('peer_update', args=[self.proposal.link_id])}#fact-{self.proposal.pk}")


class SentPictureView(DecideFactView):
    """The picture of a fact, small, for the editor."""

    http_method_names = ["get"]

    def get(self, request, pk):
        if not self.proposal.picture:
            return HttpResponse(status=404)
        with self.proposal.picture.open() as sent:
            made = made_anew(sent.read(), 600)
        response = HttpResponse(made, content_type="image/jpeg")
        response["Cache-Control"] = "private, no-store"
        return response


class ModerateView(View):
    """Show a comment of a reader, or refuse it."""

    http_method_names = ["post"]

    def post(self, request, pk):
        comment = get_object_or_404(Feedback, pk=pk)
        state = Feedback.State.SHOWN if "show" in request.POST else Feedback.State.REFUSED
        deciding.moderate(comment, as_user(request.user), state)
        messages.success(request, gettext("It is shown.") if "show" in request.POST else gettext("It is not shown."))
        return redirect("peer_comments")


def tell_sent(request, address: str, was_sent: bool, email: str) -> None:
    """Tell the editor the address: it is not kept, so this is the only time."""
    if was_sent:
        messages.success(
            request, gettext("The link was sent to %(email)s: %(address)s") % {"email": email, "address": address}
        )
    else:
        text = gettext("The mail could not be sent. Send this link to %(email)s yourself: %(address)s")
        messages.warning(request, text % {"email": email, "address": address})


def _grouped(round: ReviewRound, answers) -> list[tuple[str, str, list[ReviewAnswer]]]:
    """Return the answers by question and part, each with its heading and kind, in the order of the form."""
    questions = round.questions()
    order = {name: number for number, name in enumerate(questions)}
    groups: dict[tuple, list[ReviewAnswer]] = {}
    for each in sorted(answers, key=lambda each: (each.kind != Kind.ANSWER, each.kind, order.get(each.about, 0))):
        about = (each.kind, each.reviewer_id if each.kind == Kind.PRACTICE else "", each.about)
        groups.setdefault(about, []).append(each)
    return [(questions.get(found[0].about, found[0].heading), found[0].get_kind_display(), found)
            for found in groups.values()]  # fmt: skip
