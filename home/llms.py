"""/llms.txt: what there is and where, for assistants that read a site for the first time (https://llmstxt.org)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import override
from wagtail.models import Locale

from graph import presentation
from graph.declarations import registry
from graph.publishing import executables, ontology
from graph.publishing.about import about
from graph.publishing.answers import published, revalidated
from graph.publishing.distributions import distributions
from graph.publishing.links import dataset_address
from graph.publishing.queries import worked_queries
from graph.replica import reading


@published()
def llms(request: HttpRequest) -> HttpResponseBase:
    return revalidated(request, "text/plain; charset=utf-8", text())


def text() -> str:
    """Return the file, in English, with the number of public resources of each type."""
    with reading() as replica, override("en"):
        counts = presentation.counts(replica)
    shown = {
        "base": settings.GRAPH_BASE_IRI,
        "site": settings.WAGTAIL_SITE_NAME,
        "abstract": about().abstract["en"],
        "homes": [(code, _name(code)) for code in _languages()],
        "types": counts,
        "files": [each for each in distributions() if each.declared is None],
        "tables": len([each for each in distributions() if each.declared]),
        "dataset": dataset_address(),
        "vocabulary": ontology.address(),
        "queries": executables.address(),
        "worked": worked_queries().values(),
        "example": next(iter(registry().resources)).graph_type.slug,
        "licence": settings.LICENCE,
    }
    with override("en"):
        return render_to_string("home/llms.txt", shown)


def _languages() -> list[str]:
    """Return the codes of the languages that have pages, as they stand in addresses."""
    offered = dict(settings.LANGUAGES)
    return [each for each in Locale.objects.values_list("language_code", flat=True) if each in offered]


def _name(code: str) -> str:
    return str(translation.get_language_info(code)["name"])
