"""Views for searching and browsing: all types, the resources of a type, one resource, the resources that link to it.

All data is read from the replica, so nothing that is not public can be shown.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from graph import presentation
from graph.declarations import registry
from graph.identity import ResourceId, resource_id
from graph.publishing import links
from graph.refusals import Refusal
from graph.replica import reading
from home import lists
from home.listing import listing
from home.lists.table import table_of
from home.searching import answer
from search.query import LONGEST, QueryError

EVERYTHING = "all"
"""The name of the list of all types in addresses."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = " ".join(request.GET.get("q", "").split())
    context = {"text": text, "longest": LONGEST}
    try:
        if text:
            with reading() as replica:
                context["answer"] = answer(request, replica, text)
    except QueryError as error:
        return TemplateResponse(request, "home/search.html", context | {"problem": str(error)}, status=400)
    return TemplateResponse(request, "home/search.html", context)


@require_safe
def types(request: HttpRequest) -> HttpResponse:
    with reading() as replica:
        counts = presentation.counts(replica)
    return TemplateResponse(request, "home/types.html", {"counts": counts})


@require_safe
def resources(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the list of a type, or of all types under the name "all", narrowed as the address says."""
    declared = registry().by_slug.get(slug)
    if slug != EVERYTHING and (declared is None or declared.is_part):
        return _not_found(request, gettext("There is no type of resource “%s”.") % slug)
    type_name = declared.name if declared else presentation.ALL
    try:
        with reading() as replica:
            asked = lists.read(request, replica, type_name)
            shown = lists.page_of(request, lists.result_of(replica, asked, presentation.active_language()))
            context = {"listing": shown, "kind": shown.kind, "slug": slug}
            if asked.view == "table":
                context["table"] = table_of(shown)
    except (Refusal, QueryError) as refusal:
        return _refused(request, refusal)
    return TemplateResponse(request, "home/resources.html", context)


def _refused(request: HttpRequest, refusal: Refusal | QueryError) -> HttpResponse:
    """Return a page that says what of the address cannot be answered."""
    status = refusal.status if isinstance(refusal, Refusal) else 400
    context = {"sentence": str(refusal), "whole": request.path}
    return TemplateResponse(request, "home/refused.html", context, status=status)


@require_safe
def resource(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show a resource. Redirect to its page if it has one, or to the resource that owns it if it is a part."""
    found, language = _resource(slug, key), presentation.active_language()
    with reading() as replica:
        if found not in replica:
            return _not_public(request, found)
        if replica.is_part(found) or replica.node(found)["urls"]:
            return redirect(presentation.address(replica, found, language))
        shown = presentation.from_replica(replica, found, language)
    response = TemplateResponse(request, "resource.html", {"resource": shown})
    response["Link"] = links.of_resource(found)
    return response


@require_safe
def related(request: HttpRequest, slug: str, key: str, inverse: str) -> HttpResponse:
    """List the resources that link to a resource by one link."""
    found = _resource(slug, key)
    with reading() as replica:
        if found not in replica:
            return _not_public(request, found)
        link = replica.declared(found).inverses.get(inverse)
        if link is None:
            return _not_found(request, gettext("Nothing is listed under “%s” here.") % inverse)
        context = {
            "of": presentation.mention(replica, found, presentation.active_language()),
            "heading": presentation.inverse_label(link),
            "definition": link.stated_definition,
            "listing": listing(request, replica, replica.inverse(found, link)),
        }
    return TemplateResponse(request, "home/related.html", context)


def _resource(slug: str, key: str) -> ResourceId:
    """Return the id for an address, also if its type is unknown and the id therefore belongs to no resource."""
    declared = registry().by_slug.get(slug)
    return resource_id(declared.graph_type, key) if declared else f"{slug}/{key}"


def _not_public(request: HttpRequest, resource: ResourceId) -> HttpResponse:
    """Return 410 for a withdrawn resource and 404 for any other, whether or not it exists."""
    withdrawal = presentation.withdrawal(resource, presentation.active_language())
    if withdrawal:
        return TemplateResponse(request, "410.html", {"withdrawal": withdrawal}, status=410)
    return _not_found(request, gettext("There is no public resource “%s”.") % resource)


def _not_found(request: HttpRequest, sentence: str) -> HttpResponse:
    return TemplateResponse(request, "404.html", {"sentence": sentence}, status=404)
