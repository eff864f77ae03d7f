"""Networks that follow from the graph: who is connected with whom through which works, for the whole or for a part.

A model's package declares a network once, with names of links. From the declaration follow the projection, the SPARQL
query that counts the same edges, the files at /networks/ and GraphQL's fields.
"""

from graph.networks.declaration import Money, Network, declare, networks
from graph.networks.making import Asked, TooLargeError, asked, measured

__all__ = ["Asked", "Money", "Network", "TooLargeError", "asked", "declare", "measured", "networks"]
