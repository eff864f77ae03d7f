"""Measure the nodes of a network: degree, betweenness, PageRank and communities, the same each time.

Measures treat a network as undirected: in a directed one, from donors to countries, no shortest path passes a node.
"""

from __future__ import annotations

import networkx as nx

SEED = 2005
"""The seed of everything random, so that equal data gives equal measures."""
DAMPING = 0.85
RESOLUTION = 1.0
TOLERANCE = 1e-8
ROUNDS = 200
WORK = 3_000_000
"""The most nodes and edges that betweenness looks at, in some seconds. Beyond, it is estimated from sampled nodes."""


def measure(graph: nx.Graph) -> dict[str, str | int | float]:
    """Add the measures to the nodes of a network, and return the parameters with which they were made."""
    plain = nx.Graph(graph)
    samples = min(len(plain), max(1, WORK // max(1, len(plain) + plain.number_of_edges())))
    nx.set_node_attributes(graph, dict(plain.degree()), "degree")
    nx.set_node_attributes(graph, dict(plain.degree(weight="weight")), "strength")
    betweenness = nx.betweenness_centrality(plain, k=samples if samples < len(plain) else None, seed=SEED)
    nx.set_node_attributes(graph, betweenness, "betweenness")
    nx.set_node_attributes(graph, page_rank(plain), "pagerank")
    nx.set_node_attributes(graph, communities(plain), "community")
    return {
        "seed": SEED,
        "method_betweenness": "exact, normalised"
        if samples == len(plain)
        else f"from {samples} sampled nodes, normalised",
        "method_pagerank": f"by weight, damping {DAMPING}",
        "method_communities": f"Louvain by weight, resolution {RESOLUTION}",
        "software": f"NetworkX {nx.__version__}",
    }


def page_rank(graph: nx.Graph) -> dict[str, float]:
    """Return the PageRank of the nodes of an undirected network by the power method.

    NetworkX's function needs SciPy, which would be a hundred times the size of this one.
    """
    strengths = dict(graph.degree(weight="weight"))
    start = 1 / len(graph) if graph else 0
    ranks = dict.fromkeys(graph, start)
    for _ in range(ROUNDS):
        shares = {node: ranks[node] / strengths[node] for node in graph}
        new = {
            node: (1 - DAMPING) * start
            + DAMPING * sum(shares[other] * edge["weight"] for other, edge in graph[node].items())
            for node in graph
        }
        change = sum(abs(new[node] - ranks[node]) for node in graph)
        ranks = new
        if change < TOLERANCE:
            break
    return ranks


def communities(graph: nx.Graph) -> dict[str, int]:
    """Return the number of each node's community, the largest being 1."""
    found = nx.community.louvain_communities(graph, weight="weight", resolution=RESOLUTION, seed=SEED) if graph else []
    ordered = sorted(map(sorted, found), key=lambda nodes: (-len(nodes), nodes))
    return {node: number for number, nodes in enumerate(ordered, start=1) for node in nodes}
