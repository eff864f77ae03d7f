"""What an editor decides about answers, facts and comments that people have sent; pages change through the gate."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.acting import Actor, NotAllowed
from cms.models import Feedback, PeerReview, ReviewAnswer, ReviewerCredit, ReviewRound
from cms.models.signed_link import Resolved
from cms.peers.inviting import require_editor
from graph.declarations.partial_dates import PartialDate


@transaction.atomic
def resolve(thing: Resolved, page: Page, actor: Actor, resolution: str, note: str) -> None:
    """Decide about an answer or a fact, or decide anew; who sent it reads the note."""
    require_editor(page, actor)
    thing.resolution, thing.note = resolution, note
    thing.resolved_by, thing.resolved_at = actor.user, timezone.now()
    thing.save(update_fields=["resolution", "note", "resolved_by", "resolved_at"])


def put_into_text(answer: ReviewAnswer, page: Page, actor: Actor) -> None:
    """Add a suggested practice at the end of the newest draft, where the editor can edit and move it."""
    draft = page.get_latest_revision_as_object()
    paragraphs = [line.strip() for line in answer.text.splitlines() if line.strip()]
    text = RichText(format_html_join("", "<p>{}</p>", ((line,) for line in paragraphs)))
    draft.body.append(("good_practice", {"title": answer.title, "text": text, "source": answer.source}))
    actor.save(draft)


@transaction.atomic
def finish(finished: ReviewRound, page: Page, actor: Actor, what_changed: str) -> None:
    """End the round, and add to the newest draft who has reviewed it and what changed: it is public once published."""
    require_editor(page, actor)
    if ReviewRound.objects.select_for_update().get(pk=finished.pk).ended_at:
        raise NotAllowed(_("This review is finished already."))
    draft = page.get_latest_revision_as_object()
    today = PartialDate.parse(date.today().isoformat())
    review = PeerReview(
        page=draft,
        locale=draft.locale,
        date=today,
        what_changed=what_changed,
        sort_order=draft.finished_reviews.count(),
    )
    reviewers = finished.reviewers.filter(answered_at__isnull=False)
    review.credits = [
        ReviewerCredit(name=each.shown_as, country=each.country, sort_order=number)
        for number, each in enumerate(reviewers)
    ]
    draft.finished_reviews.add(review)
    actor.save(draft)
    finished.ended_at = timezone.now()
    finished.save(update_fields=["ended_at"])


def moderate(comment: Feedback, actor: Actor, state: str) -> None:
    """Show a comment or refuse it. That changes what is public, so it takes the right to publish the page."""
    if reason := actor.against_publishing(comment.page.specific):
        raise NotAllowed(reason)
    comment.state, comment.moderated_by, comment.moderated_at = state, actor.user, timezone.now()
    comment.save(update_fields=["state", "moderated_by", "moderated_at"])


def summary(finished: ReviewRound) -> str:
    """Return what was done about the answers that were taken, as a first text of what changed."""
    taken = ReviewAnswer.objects.filter(reviewer__round=finished, resolution=Resolved.Resolution.ACCEPTED)
    return "\n".join(dict.fromkeys(note.strip() for note in taken.values_list("note", flat=True) if note.strip()))
