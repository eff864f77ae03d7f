"""A network for machines: JSON for the drawing, GraphML for Gephi and others."""

from __future__ import annotations

from typing import Any

import networkx as nx

from graph.identity import iri
from graph.networks.writing import graphml as written
from home.explorer.network import Network


def as_json(found: Network) -> dict[str, Any]:
    """Return the nodes and edges of a drawing."""
    nodes = [
        {
            "id": each.id,
            "iri": iri(each.id),
            "label": each.item.text,
            "language": each.item.language,
            "type": each.kind.slug,
            "typeLabel": each.kind.label,
            "hue": each.kind.hue,
            "degree": each.degree,
            "opened": each.is_opened,
            "url": each.item.url,
            "toggle": each.toggle,
        }
        for each in found.nodes.values()
    ]
    edges = [
        {
            "source": each.source,
            "target": each.target,
            "link": each.link,
            "label": each.label,
            "predicate": each.predicate,
        }
        for each in found.edges
    ]
    paths = [[node.id for _, node in path.steps] for path in found.paths]
    return {"nodes": nodes, "edges": edges, "paths": paths, "allPaths": found.all_paths}


def as_graphml(found: Network) -> bytes:
    graph = nx.MultiDiGraph()
    for node in found.nodes.values():
        graph.add_node(iri(node.id), label=node.item.text, type=node.kind.slug, degree=node.degree, url=node.item.url)
    for edge in found.edges:
        graph.add_edge(iri(edge.source), iri(edge.target), key=edge.link, label=edge.label, predicate=edge.predicate)
    return written(graph)
