"""From a Description to what people read, with no type named: the website lays out what this gives.

`from_replica` shows what is public. `from_description` shows a draft or a private page to those who may see it.
"""

from graph.presentation.documents import dataset_documents, graphql_query
from graph.presentation.drawing import Drawing, drawn
from graph.presentation.listing import below, counts, in_order, latest, mention, rows
from graph.presentation.model import Document, Item, Kind, Presentation, Row
from graph.presentation.reader import active_language, address, kind
from graph.presentation.served import drafted, from_description, from_replica, previewed, reading_as_editor, served
from graph.presentation.statements import Neighbours, Statement, compared, links_from, links_to
from graph.presentation.values import inverse_label, label
from graph.presentation.withdrawn import Withdrawal, withdrawal

__all__ = [
    "Document", "Drawing", "Item", "Kind", "Neighbours", "Presentation", "Row", "Statement", "Withdrawal",
    "active_language", "address", "below", "compared", "counts", "dataset_documents", "drafted", "drawn",
    "from_description", "from_replica", "graphql_query", "in_order", "inverse_label", "kind", "label", "latest",
    "links_from", "links_to", "mention", "previewed", "reading_as_editor", "rows", "served", "withdrawal",
]  # fmt: skip
