"""Answer /networks/: a list of the networks, each as a file, for the whole graph or a part, and its SPARQL queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from graph.declarations import registry
from graph.identity import ResourceId, resource_id
from graph.mirror import ensure_fresh
from graph.networks import queries
from graph.networks.declaration import Network, networks
from graph.networks.making import Asked, asked, measured
from graph.networks.writing import FORMATS
from graph.publishing import links
from graph.publishing.absence import absence
from graph.publishing.answers import conditional, published, revalidated
from graph.publishing.dataset import Snapshot
from graph.refusals import Refusal
from graph.replica import reading

SPARQL = "application/sparql-query; charset=utf-8"
EDGES, AMOUNTS = "rq", "amounts.rq"


@published()
def index(request: HttpRequest) -> HttpResponseBase:
    """Return the networks with the addresses of their files."""
    return revalidated(request, "application/json", orjson.dumps([_described(each) for each in networks().values()]))


@published()
def network(request: HttpRequest, name: str, extension: str) -> HttpResponseBase:
    """Return a network in one format, or the query that counts its edges."""
    wanted = asked(name, _within(request))
    if extension == EDGES:
        return revalidated(request, SPARQL, queries.edges(wanted.network, wanted.within))
    if extension == AMOUNTS and (money := wanted.network.money):
        return revalidated(request, SPARQL, queries.amounts(wanted.network, money, wanted.within))
    if extension not in FORMATS:
        known = ", ".join(_addresses(wanted.network))
        raise Refusal(404, "There is no format “%(name)s” here: use one of %(known)s.", name=extension, known=known)
    return _file(request, wanted, extension)


def _file(request: HttpRequest, wanted: Asked, extension: str) -> HttpResponseBase:
    snapshot = Snapshot.current()
    form, write = FORMATS[extension]

    def build() -> HttpResponseBase:
        graph = measured(wanted)
        response = HttpResponse(write(graph), content_type=form.content_type)
        name = f"accord-{wanted.network.name}{'-part' if wanted.within else ''}-{graph.graph['version']}.{extension}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Accord-Sequence"] = str(graph.graph["version"])
        return response

    response = conditional(request, f"{snapshot.name}-{wanted.network.name}.{extension}", build)
    response["Link"] = links.of_file()
    return response


def _within(request: HttpRequest) -> Iterator[ResourceId]:
    """Yield the resources that the parameters name, such as ?theme=…&country=KH. Raises `Refusal` for other ones."""
    for slug, keys in request.GET.lists():
        declared = registry().by_slug.get(slug)
        if declared is None or declared.is_part:
            known = ", ".join(sorted(each.graph_type.slug for each in registry().resources))
            sentence = "“%(name)s” is no type of resource: a part of a network is named by one of %(known)s and a key."
            raise Refusal(400, sentence, name=slug, known=known)
        for key in keys:
            yield _public(resource_id(declared.graph_type, key))


def _public(resource: ResourceId) -> ResourceId:
    ensure_fresh()
    with reading() as replica:
        if resource in replica:
            return resource
    raise absence(resource)


def _addresses(network: Network) -> Iterator[str]:
    own = (EDGES, AMOUNTS) if network.money else (EDGES,)
    yield from (f"/networks/{network.name}.{extension}" for extension in (*FORMATS, *own))


def _described(network: Network) -> dict[str, Any]:
    return {
        "name": network.name,
        "title": str(network.title),
        "description": str(network.description),
        "directed": network.is_directed,
        "files": [f"{settings.GRAPH_BASE_IRI}{address}" for address in _addresses(network)],
    }
