"""Views for searching and browsing: all types, the resources of a type, one resource, the resources that link to it.

All data is read from the replica, so nothing that is not public can be shown.
"""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from graph import presentation
from graph.declarations import registry
from graph.identity import ResourceId, document_iri, resource_id
from graph.presentation.reader import Reader
from graph.publishing import links
from graph.publishing.answers import published, revalidated
from graph.refusals import Refusal
from graph.replica import reading
from home import lists
from home.listing import listing
from home.lists.feed import CONTENT_TYPE, feed
from home.lists.files import FILES, Taken, file_of
from home.lists.maps import map_of
from home.lists.networks import network_of, networks_of
from home.lists.table import table_of
from home.searching import answer
from search.query import LONGEST, QueryError

EVERYTHING = "all"
"""The name of the list of all types in addresses."""
FEED = "atom"
"""The extension of feeds."""
VERSIONS = 20
"""Versions on one page of a history."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = " ".join(request.GET.get("q", "").split())
    context = {"text": text, "longest": LONGEST}
    try:
        if text:
            with reading() as replica:
                context |= {"answer": answer(request, replica), "files": files(request, EVERYTHING)}
    except (QueryError, Refusal) as error:
        return _with_problem(request, "home/search.html", context | {"problem": str(error)}, error)
    return TemplateResponse(request, "home/search.html", context)


@require_safe
def types(request: HttpRequest) -> HttpResponse:
    with reading() as replica:
        counts = presentation.counts(replica)
    return TemplateResponse(request, "home/types.html", {"counts": counts})


def files(request: HttpRequest, slug: str) -> list[tuple[str, str, str]]:
    """Return the addresses of a list as a file, each with its format and its media type; a feed is the last one."""
    query = request.GET.copy()
    query.pop("page", None)
    query["lang"] = presentation.active_language()
    forms = [(each.extension, str(each.label), each.content_type) for each in FILES.values()]
    forms.append((FEED, gettext("Feed (Atom)"), CONTENT_TYPE))
    return [
        (f"{reverse('taken', args=[slug, extension])}?{query.urlencode()}", label, media_type.partition(";")[0])
        for extension, label, media_type in forms
    ]


@require_safe
def resources(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the list of a type, or of all types under the name "all", narrowed as the address says."""
    type_name = _listed(slug)
    if type_name is None:
        return _not_found(request, gettext("There is no type of resource “%s”.") % slug)
    try:
        with reading() as replica:
            asked = lists.read(request, replica, type_name)
            shown = lists.page_of(request, lists.result_of(replica, asked, presentation.active_language()))
            context = {"listing": shown, "kind": shown.kind, "files": files(request, slug)}
            context |= _drawn(shown)
    except (Refusal, QueryError) as refusal:
        return _refused(request, refusal)
    return TemplateResponse(request, "home/resources.html", context)


@published("Accept-Language")
def taken(request: HttpRequest, slug: str, extension: str) -> HttpResponseBase:
    """Return the whole result of a list as a file, or as a feed of what changed last in it."""
    type_name = _listed(slug)
    if type_name is None:
        raise Refusal(404, gettext_noop("There is no type of resource “%(name)s”."), name=slug)
    if extension not in FILES and extension != FEED:
        known = ", ".join([*FILES, FEED])
        sentence = gettext_noop("There is no format “%(name)s” of lists: use one of %(known)s.")
        raise Refusal(404, sentence, name=extension, known=known)
    page = f"{settings.GRAPH_BASE_IRI}{reverse('resources', args=[slug])}?{request.GET.urlencode()}"
    try:
        with reading() as replica:
            result = lists.result_of(replica, lists.read(request, replica, type_name), presentation.active_language())
            if extension == FEED:
                address = request.build_absolute_uri()
                return revalidated(request, CONTENT_TYPE, feed(result, _feed_title(result), page, address))
            resources = list(result.ordered)
    except QueryError as error:
        raise Refusal(400, str(error)) from error
    return file_of(Taken(type_name, resources, presentation.active_language(), page), FILES[extension])


def _feed_title(result: lists.Result) -> str:
    """Return the title of a list with all that narrows it."""
    name = result.asked.type_name
    title = gettext("Everything") if name == presentation.ALL else presentation.kind(registry().types[name]).plural
    chosen = ", ".join(each.in_titles for each in result.chosen(Reader(result.replica, result.language)))
    return f"{title}{': ' if chosen else ''}{chosen} – {settings.WAGTAIL_SITE_NAME}"


def _listed(slug: str) -> str | None:
    """Return the name of the type, or that of lists of all types; None for an unknown type and for parts."""
    if slug == EVERYTHING:
        return presentation.ALL
    declared = registry().by_slug.get(slug)
    return declared.name if declared and not declared.is_part else None


def _drawn(page: lists.ListPage) -> dict[str, object]:
    """Return what a list needs for its view as a table, a map or a network."""
    match page.asked.view:
        case "table":
            return {"table": table_of(page)}
        case "map":
            return {"map": map_of(page)}
        case "network":
            return {"network": network_of(page), "networks": networks_of(page)}
    return {}


def _refused(request: HttpRequest, refusal: Refusal | QueryError) -> HttpResponse:
    """Return a page that says what of the address cannot be answered."""
    return _with_problem(request, "home/refused.html", {"sentence": str(refusal), "whole": request.path}, refusal)


def _with_problem(
    request: HttpRequest, template: str, context: dict[str, Any], problem: Refusal | QueryError
) -> HttpResponse:
    """Return a page that names a problem, with the status and headers of a refusal."""
    is_refusal = isinstance(problem, Refusal)
    status, headers = (problem.status, problem.headers) if is_refusal else (400, None)
    return TemplateResponse(request, template, context, status=status, headers=headers)


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
            "narrowed": lists.list_behind(found, link),
        }
    return TemplateResponse(request, "home/related.html", context)


@require_safe
def history(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show every version of a resource that was public, with what it changed."""
    found = _resource(slug, key)
    past = presentation.past(found, presentation.active_language())
    if past is None:
        return _not_public(request, found)
    shown = Paginator(past.versions, VERSIONS).get_page(request.GET.get("page"))
    context = {"past": past, "page_of_versions": shown, "document": document_iri(found), "slug": slug, "key": key}
    return TemplateResponse(request, "home/history.html", context)


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
