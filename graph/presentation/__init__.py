"""Turn a Description into what people read, without naming any type; the templates of the website lay it out.

`from_replica` presents a public resource. `from_description` presents a draft or a private page to people who may see
it.
"""

from graph.presentation.documents import dataset_documents, graphql_query
from graph.presentation.drawing import Drawing, drawn
from graph.presentation.listing import below, by_name, counts, in_order, latest, mention, rows
from graph.presentation.lists import ALL, Facet, Lists, lists, offer_lists
from graph.presentation.locales import active_language, moment, number, percent
from graph.presentation.model import (
    Document,
    Fact,
    Gallery,
    Group,
    Image,
    Item,
    Kind,
    Place,
    Presentation,
    Prose,
    Row,
    Table,
)
from graph.presentation.past import Past, past
from graph.presentation.previews import PREVIEWS, TextPreview, offer_preview
from graph.presentation.reader import address, inverse_label, kind, label
from graph.presentation.served import (
    drafted,
    for_guest,
    from_description,
    from_replica,
    previewed,
    reading_as_editor,
    served,
)
from graph.presentation.statements import Neighbours, Statement, compared, links_from, links_to
from graph.presentation.withdrawn import Withdrawal, withdrawal

__all__ = [
    "ALL", "Document", "Drawing", "Facet", "Fact", "Gallery", "Group", "Image", "Item", "Kind", "Lists",
    "Neighbours", "PREVIEWS", "Past", "Place", "Presentation", "Prose", "Row", "Statement", "Table",
    "TextPreview", "Withdrawal", "active_language", "address", "below", "by_name", "compared", "counts",
    "dataset_documents", "drafted", "drawn", "for_guest", "from_description", "from_replica", "graphql_query",
    "in_order", "inverse_label", "kind", "label", "latest", "links_from", "links_to", "lists", "mention", "moment",
    "number", "offer_lists", "offer_preview", "past", "percent", "previewed", "reading_as_editor", "rows",
    "served", "withdrawal",
]  # fmt: skip
