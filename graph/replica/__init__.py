"""The replica: the public graph in the memory of each process that answers readers.

The package reads the journal and offers a NetworkX graph with indexes, addresses and pictures of resources, paths
between resources, neighbourhoods and related resources. A draft can be laid over the graph for one reader.
"""

from graph.replica.addresses import (
    credit,
    own_url,
    resolved_blocks,
    resolved_html,
    structured_html,
    url,
    view_address,
)
from graph.replica.analysis import MAX_HOPS, DirectedLink, Direction, Paths, Step, neighbours, paths
from graph.replica.compact import Attributes, CompactGraph, Names, encoded
from graph.replica.completeness import incomplete
from graph.replica.drafts import Drafts
from graph.replica.exactness import differences
from graph.replica.front_end import at_front_end, is_elsewhere
from graph.replica.indexes import EVERY_TYPE, Node, ValueIndex
from graph.replica.overlay import Overlay, describe_instance, overlaid, reading_instead
from graph.replica.recent import Recent
from graph.replica.relatedness import Reason, Related, RelatedResources, related
from graph.replica.renditions import (
    Asked,
    Busy,
    Crop,
    Format,
    Rendition,
    Size,
    Source,
    asked,
    digest_of,
    is_signed,
    modern_sources,
    rendition_of,
    signature_of,
    source_set,
)
from graph.replica.replica import Replica, forget, loaded, names_in, preload, reading
from graph.replica.routing import above, at, slug
from graph.replica.sequence import in_sequence
from graph.replica.surroundings import MAX_DEPTH, Subgraph, subgraph

__all__ = [
    "Asked",
    "Attributes",
    "Busy",
    "CompactGraph",
    "Crop",
    "DirectedLink",
    "Direction",
    "Drafts",
    "EVERY_TYPE",
    "Format",
    "MAX_DEPTH",
    "MAX_HOPS",
    "Names",
    "Node",
    "Overlay",
    "Paths",
    "Reason",
    "Recent",
    "Related",
    "RelatedResources",
    "Rendition",
    "Replica",
    "Size",
    "Source",
    "Step",
    "Subgraph",
    "ValueIndex",
    "above",
    "asked",
    "at",
    "at_front_end",
    "credit",
    "describe_instance",
    "differences",
    "digest_of",
    "encoded",
    "forget",
    "in_sequence",
    "incomplete",
    "is_elsewhere",
    "is_signed",
    "loaded",
    "modern_sources",
    "names_in",
    "neighbours",
    "overlaid",
    "own_url",
    "paths",
    "preload",
    "reading",
    "reading_instead",
    "related",
    "rendition_of",
    "resolved_blocks",
    "resolved_html",
    "signature_of",
    "slug",
    "source_set",
    "structured_html",
    "subgraph",
    "url",
    "view_address",
]
