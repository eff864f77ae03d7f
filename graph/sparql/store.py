"""Hold the public graph in an Oxigraph store that follows the journal, with one named graph per resource.

The vocabulary with the lists of codes, and the catalogue of the dataset with its dated versions, are there too, as
graphs called like their documents, so that codes have labels.
"""

from __future__ import annotations

from uuid import UUID

from pyoxigraph import NamedNode, RdfFormat, Store

from graph.declarations import declared_type
from graph.identity import document_iri
from graph.models import Change, Resource, State
from graph.publishing import catalogue, ontology
from graph.publishing.formats import NQUADS
from graph.publishing.links import dataset_address
from graph.publishing.versions.standing import newest

CHUNK = 2000
"""The number of resources parsed at once while loading: some 10 MB of text."""

NOT_LOOKED = -1


def _newest() -> int | None:
    """Return the number of the newest dated version; None if there is none."""
    version = newest()
    return version.pk if version else None


class PublicStore:
    """A store, with the epoch and the sequence number of the journal that it reflects."""

    def __init__(self) -> None:
        self.store = Store()
        self.epoch: UUID | None = None
        self.sequence = 0
        self._newest: int | None = NOT_LOOKED

    @property
    def version(self) -> tuple[str, int]:
        return str(self.epoch), self.sequence

    def catch_up(self) -> None:
        """Apply the new changes of the journal; if the epoch is another one or the number lower, load all resources."""
        state = State.objects.first()
        if state is None or (state.epoch, state.sequence) == (self.epoch, self.sequence):
            return
        if state.epoch != self.epoch or state.sequence < self.sequence:
            self._load(state)
        self._follow()

    def _load(self, state: State) -> None:
        """Load all public resources. Changes written during the load may be applied again later, which is harmless."""
        self.store.clear()
        public = Resource.objects.filter(status=Resource.Status.PUBLIC).order_by("pk")
        texts = public.values_list("change__nquads", flat=True)
        pieces: list[str] = []
        for text in texts.iterator(CHUNK):
            pieces.append(text)
            if len(pieces) == CHUNK:
                self._insert("".join(pieces))
                pieces.clear()
        self._insert("".join(pieces))
        self._replace(ontology.address(), ontology.document(NQUADS))
        self._newest = NOT_LOOKED
        self.epoch, self.sequence = state.epoch, state.sequence

    def _follow(self) -> None:
        changes = Change.objects.filter(sequence__gt=self.sequence).order_by("sequence")
        has_editions = False
        for sequence, resource, nquads in changes.values_list("sequence", "resource", "nquads").iterator():
            self.store.remove_graph(NamedNode(document_iri(resource)))
            self._insert(nquads)
            self.sequence = sequence
            declared = declared_type(resource)
            has_editions = has_editions or bool(declared and declared.edition)
        if has_editions:
            self._replace(ontology.address(), ontology.document(NQUADS))
        if self._newest != (number := _newest()):
            self._newest = number
            self._replace(dataset_address(), catalogue.outline(NQUADS))

    def _replace(self, graph: str, nquads: str) -> None:
        self.store.remove_graph(NamedNode(graph))
        self._insert(nquads)

    def _insert(self, nquads: str) -> None:
        if nquads:
            self.store.load(nquads.encode(), RdfFormat.N_QUADS)
