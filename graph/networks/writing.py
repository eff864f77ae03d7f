"""Write networks for the tools that read them: Gephi, Cytoscape, igraph, NetworkX, D3 and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

import networkx as nx
import orjson

from graph.publishing.formats import MediaType

Write = Callable[[nx.Graph], bytes]


def graphml(graph: nx.Graph) -> bytes:
    output = io.BytesIO()
    nx.write_graphml_xml(graph, output, named_key_ids=True)
    return output.getvalue()


def gexf(graph: nx.Graph) -> bytes:
    """Return the network in GEXF 1.2, whose metadata say how it was made instead of the present date."""
    output = io.BytesIO()
    bare = graph.copy()
    bare.graph = {"name": graph.graph["name"]}
    nx.write_gexf(bare, output, version="1.2draft")
    creator = escape(str(graph.graph["publisher"]))
    description = escape("; ".join(f"{name}: {value}" for name, value in graph.graph.items()))
    meta = f"<meta><creator>{creator}</creator><description>{description}</description></meta>"
    before, _, rest = output.getvalue().decode().partition("<meta")
    return f"{before}{meta}{rest.partition('</meta>')[2]}".encode()


def cytoscape(graph: nx.Graph) -> bytes:
    return orjson.dumps({**nx.cytoscape_data(graph), "data": graph.graph})


def node_link(graph: nx.Graph) -> bytes:
    return orjson.dumps(nx.node_link_data(graph, edges="links"))


def nodes(graph: nx.Graph) -> bytes:
    return _table("id", ({"id": node, **data} for node, data in graph.nodes(data=True)))


def edges(graph: nx.Graph) -> bytes:
    return _table(
        "source", ({"source": source, "target": target, **data} for source, target, data in graph.edges(data=True))
    )


FORMATS: dict[str, tuple[MediaType, Write]] = {
    "graphml": (MediaType("application/graphml+xml"), graphml),
    "gexf": (MediaType("application/gexf+xml"), gexf),
    "cyjs": (MediaType("application/vnd.cytoscape.v3+cyjs+json"), cytoscape),
    "json": (MediaType("application/json"), node_link),
    "nodes.csv": (MediaType("text/csv"), nodes),
    "edges.csv": (MediaType("text/csv"), edges),
}
"""Writers by extension."""


def _table(first: str, rows: Iterable[dict[str, object]]) -> bytes:
    """Return rows as CSV, with a column for each name that any row has."""
    held = list(rows)
    names = list(dict.fromkeys([first, *(name for row in held for name in row)]))
    output = io.StringIO()
    writer = csv.DictWriter(output, names, restval="")
    writer.writeheader()
    writer.writerows(held)
    return output.getvalue().encode()
