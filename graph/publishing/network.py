"""Write the replica as a plain network for tools such as Gephi and Cytoscape, in GraphML and GEXF."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

import networkx as nx

from graph.declarations import MultilingualText
from graph.description import without_controls
from graph.identity import ResourceId, iri
from graph.replica import Replica

WRITERS: dict[str, Callable[[nx.MultiDiGraph, IO[bytes]], None]] = {"graphml": nx.write_graphml, "gexf": nx.write_gexf}


def network(replica: Replica) -> nx.MultiDiGraph:
    """Return a graph of resources and parts by IRI, with label and type, and of edges with the name of the link.

    Edges are numbered, because both formats identify an edge by its key, which must be unique.
    """
    found = nx.MultiDiGraph()
    public = [resource for resource in replica.graph if resource in replica]
    for resource in public:
        found.add_node(iri(resource), label=_label(replica, resource), type=replica.node(resource)["type"])
    links = replica.graph.subgraph(public).edges(keys=True)
    for number, (source, target, link) in enumerate(links):
        found.add_edge(iri(source), iri(target), key=str(number), link=link, label=link)
    return found


def _label(replica: Replica, resource: ResourceId) -> str:
    """Return the title, in English if there is one, or the type of a resource without a title."""
    kind = replica.declared(resource).graph_type
    titles = MultilingualText(replica.node(resource)["values"].get(kind.title) or {})
    return without_controls(titles.in_language("en") or kind.name)
