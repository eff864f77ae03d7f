"""Answer queries at /sparql, in the editor for people, and refuse all other requests with a sentence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_noop

from graph.mirror import ensure_fresh
from graph.publishing.answers import READING, published, revalidated
from graph.publishing.formats import FORMATS
from graph.publishing.negotiation import media_ranges, negotiate
from graph.publishing.versions import asked
from graph.refusals import Refusal
from graph.sparql import description, editor
from graph.sparql.client import ask
from graph.sparql.evaluation import Task
from graph.sparql.outcome import Outcome
from graph.sparql.request import Query, parameters, parse

PRESENT_ONLY = gettext_noop(
    "Queries are answered from the present state of the data. Load the file all.nq.gz of that version into a store of "
    "your own, and ask there."
)


@published("Accept", methods=("GET", "HEAD", "POST"))
def endpoint(request: HttpRequest) -> HttpResponseBase:
    sent = parameters(request)
    if editor.is_wanted(request, sent):
        return editor.page(request, sent, _asked)
    if asked.require(request.GET.get("version"), ensure_fresh().sequence):
        raise Refusal(404, PRESENT_ONLY)
    query = parse(request, sent)
    if query is None:
        return _description(request)
    outcome, content, sequence = _asked(query)
    form = query.graph_format if outcome.is_graph else query.result_format
    if form is None:
        raise Refusal(406, "The answer came in a format that was not asked for: send the query again.")
    response: HttpResponseBase = HttpResponse(content, content_type=form.content_type)
    if request.method in READING:
        response = revalidated(request, form.content_type, content)
    if response.status_code == 200:
        response["Content-Length"] = str(len(content))
    response["Accord-Sequence"] = str(sequence)
    return response


def _asked(query: Query) -> tuple[Outcome, bytes, int]:
    """Return a worker's outcome and content, and the sequence number of the journal.

    Raises `Refusal` if the outcome is not an answer.
    """
    state = ensure_fresh()
    outcome, content = ask(Task.of(query), state)
    if outcome.status != 200:
        raise Refusal(outcome.status, outcome.sentence, **outcome.values)
    return outcome, content, state.sequence


def _description(request: HttpRequest) -> HttpResponse:
    accept = media_ranges(request.headers.get("Accept", ""))
    form = negotiate(accept, FORMATS) or FORMATS[0]
    return HttpResponse(description.text(form), content_type=form.content_type)
