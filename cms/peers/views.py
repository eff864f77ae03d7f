"""The pages of people without an account. They work without scripts, and nobody keeps or indexes them."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.models import Reviewer, UpdateLink
from cms.models.signed_link import SignedLink
from cms.peers import reading, tokens
from cms.peers.feedback_form import FeedbackForm
from cms.peers.pictures import MEGABYTES
from cms.peers.review_form import ReviewForm
from cms.peers.update_form import ROWS, UpdateForm
from graph.budget import address_of, takes_up_to
from graph.declarations import primary_language
from graph.identity import id_of
from graph.replica import reading as reading_graph

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
LANGUAGE = "lang"


def unlisted(view):
    """Let nobody keep or index what the view shows, and let it run no scripts."""

    @never_cache
    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Content-Security-Policy"] = POLICY
        # With no referrer at all, browsers send no origin either, and the check against forged requests needs that.
        response["Referrer-Policy"] = "same-origin"
        return response

    return shown


def _for_link(model: type[SignedLink], show):
    """Return a view that calls `show` with the link of a token, in the language of its person.

    A link that never was and one that is over are told apart only where the token is right.
    """

    def view(request: HttpRequest, token: str) -> HttpResponse:
        link = tokens.find(model, token)
        with translation.override(_language(request, link.language if link else "")):
            if link is None or not link.is_open():
                return render(request, "cms/peers/over.html", {"link": link}, status=410 if link else 404)
            if link.opened_at is None:
                link.opened_at = timezone.now()
                link.save(update_fields=["opened_at"])
            return show(request, link, token)

    return unlisted(require_http_methods(["GET", "HEAD", "POST"])(view))


def _review(request: HttpRequest, reviewer: Reviewer, token: str) -> HttpResponse:
    page = reading.version(reviewer.round)
    shown = reading.shown(page)
    form = ReviewForm(request.POST if request.method == "POST" else None, reviewer, reading.parts(shown))
    if form.is_bound and form.is_valid():
        form.save(sent="send" in request.POST)
        return _again(request, "sent" if "send" in request.POST else "kept")
    context = {"link": reviewer, "form": form, "shown": shown, "language": primary_language(page.locale.language_code)}
    return render(request, "cms/peers/review.html", context | _said(request), status=400 if form.is_bound else 200)


def _update(request: HttpRequest, link: UpdateLink, token: str) -> HttpResponse:
    page = link.page.specific
    shown = reading.shown(page if page.live else page.get_latest_revision_as_object())
    bound = request.method == "POST"
    form = UpdateForm(request.POST if bound else None, request.FILES if bound else None, link, shown)
    if bound and form.is_valid():
        form.save()
        return _again(request, "sent")
    context = {"link": link, "form": form, "shown": shown, "earlier": link.proposals.all()}
    return render(request, "cms/peers/update.html", context | _said(request), status=400 if bound else 200)


def _largest_update(request: HttpRequest, token: str) -> int:
    """Return how many bytes may be sent: pictures by an open link only."""
    link = tokens.find(UpdateLink, token)
    return (ROWS * MEGABYTES + 1) * 1024 * 1024 if link and link.is_open() else 0


review = _for_link(Reviewer, _review)
update = takes_up_to(_largest_update)(_for_link(UpdateLink, _update))


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a comment on a public page that takes comments; there is no other page at this address."""
    page = get_object_or_404(Page, pk=pk, live=True, alias_of=None).specific
    with reading_graph() as replica:
        resource = id_of(page)
        is_public = (
            resource in replica and primary_language(page.locale.language_code) in replica.node(resource)["urls"]
        )
    if not getattr(page, "takes_feedback", False) or not is_public:
        return render(request, "cms/peers/over.html", {}, status=404)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.keep(page, address_of(request))
        return _again(request, "sent")
    context = {"form": form, "page": page} | _said(request)
    return render(request, "cms/peers/feedback.html", context, status=400 if form.is_bound else 200)


def _language(request: HttpRequest, code: str) -> str:
    """Return the language that the address asks for, or that of the person."""
    return translation.get_language() if request.GET.get(LANGUAGE) or not code else code


def _again(request: HttpRequest, said: str) -> HttpResponse:
    """Lead to the same page by GET, so that going back and reloading sends nothing twice."""
    language = translation.get_language()
    return redirect(f"{request.path}?{LANGUAGE}={language}&{said}=1")


def _said(request: HttpRequest) -> dict[str, bool]:
    return {"sent": "sent" in request.GET, "kept": "kept" in request.GET}
