"""The public graph in memory: a NetworkX MultiDiGraph in each process that answers readers.

It loads what is public now, then follows the journal in the order of its numbers. Every reader first asks whether
it is still true (one query) and sees nothing that has been hidden. A change is applied while nobody reads; a new
epoch makes it load anew beside the old one, which serves until then.

Nodes are resources and their parts, by resource id, with `type`, `values`, `urls`, `change` (whose texts are in
the database) and `owner` (the resource of a part). An edge's key is the name of the link that declares it.
"""

from __future__ import annotations

import logging
import sys
import threading
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import unquote

import orjson
from django.db import connection
from django.db.models import TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.db.transaction import TransactionManagementError
from fasteners import ReaderWriterLock

from graph.declarations import Code, DeclaredType, Inverse, registry
from graph.identity import ResourceId
from graph.journal import UNREADABLE
from graph.mirror import ensure_fresh, freshness
from graph.models import Change, Resource, State
from graph.pace import collector_off
from graph.replica.compact import CompactGraph, Names, encoded
from graph.replica.indexes import Indexes

logger = logging.getLogger(__name__)
Json = Any


class Replica:
    """One state of the public graph, with the indexes that readers need."""

    def __init__(self, epoch: uuid.UUID | None = None, sequence: int = 0) -> None:
        self.graph = CompactGraph()
        self.epoch = epoch
        self.sequence = sequence
        self.indexes = Indexes(self)
        self._by_type: dict[str, dict[ResourceId, None]] = defaultdict(dict)
        self._by_name: dict[str, Names] = defaultdict(Names)

    @classmethod
    def load(cls, state: State) -> Replica:
        """From the journal. What is written meanwhile is followed afterwards: applying a change twice is harmless."""
        replica = cls(state.epoch, state.sequence)
        public = Resource.objects.filter(status=Resource.Status.PUBLIC).order_by("pk")
        rows = public.values_list("pk", "change__sequence", Cast("change__values", TextField()))
        # A million objects that stay: there is no garbage among them.
        with collector_off():
            for resource, sequence, values in rows.iterator():
                replica._add(resource, sequence, values)
        return replica

    def follow(self, state: State) -> None:
        """Apply what the journal has gained since."""
        changes = Change.objects.filter(sequence__gt=self.sequence).order_by("sequence")
        rows = changes.values_list("resource", "sequence", Cast("values", TextField()), "kind")
        for resource, sequence, values, kind in rows.iterator():
            self._remove(resource)
            if kind == Change.Kind.UPSERT:
                self._add(resource, sequence, values)
            self.sequence = sequence

    def __contains__(self, resource: object) -> bool:
        """Whether it is public: a target that is only mentioned has no type."""
        return "type" in self.graph.nodes.get(resource, ())

    def node(self, resource: ResourceId) -> dict[str, Any]:
        attributes: dict[str, Any] = self.graph.nodes[resource]
        return attributes

    def declared(self, resource: ResourceId) -> DeclaredType:
        return registry().types[self.node(resource)["type"]]

    def types(self) -> list[str]:
        return list(self._by_type)

    def of_type(self, name: str) -> list[ResourceId]:
        return list(self._by_type[name])

    def named(self, type_name: str, name: str) -> ResourceId | None:
        """The resource of a type with this code, or with a page of this slug, in capitals or not.

        Pages in different places may share a slug: then the first by id.
        """
        return self._by_name[type_name].first(name.casefold())

    def inverse(self, resource: ResourceId, inverse: Inverse) -> list[ResourceId]:
        """Who links here, in the order of their ids."""
        return sorted(
            source
            for source, _, key in self.graph.in_edges(resource, keys=True)
            if key == inverse.link.name and self.graph.nodes[source].get("type") in inverse.sources
        )

    def texts(self, resources: Iterable[ResourceId]) -> dict[ResourceId, Json]:
        """Long texts by node id and field: one query, however many resources."""
        found: dict[ResourceId, Json] = {}
        for (texts,) in self.stored(resources, "texts"):
            found.update(texts)
        return found

    def stored(self, resources: Iterable[ResourceId], *columns: str | Combinable) -> Iterable[tuple[Any, ...]]:
        """These columns of the journal where it says what the resources are: one query, however many resources."""
        changes = {self.node(resource)["change"] for resource in resources}
        return Change.objects.filter(pk__in=changes).values_list(*columns)

    def _add(self, resource: ResourceId, sequence: int, text: str) -> None:
        """Whatever cannot be read is left out: the worker describes it anew when it comes by."""
        try:
            self._add_content(resource, sequence, orjson.loads(text))
        except UNREADABLE:
            logger.exception("What the journal says of %s cannot be read.", resource)
            self._discard(resource)

    def _add_content(self, resource: ResourceId, sequence: int, content: Json) -> None:
        if any(node["type"] not in registry().types for node in content["nodes"].values()):
            # Written by declarations that have gone since; the rebuild that is due withdraws it.
            return
        own = content["nodes"][resource]
        resource, urls = sys.intern(resource), encoded(content["urls"])
        for node_id, node in content["nodes"].items():
            owner = None if node_id == resource else resource
            self._add_node(sys.intern(node_id), node, owner=owner, change=sequence, urls=urls)
        for name in _names(registry().types[own["type"]], own["values"], content["urls"]):
            self._by_name[own["type"]].add(name, resource)

    def _add_node(self, node_id: ResourceId, node: Json, **attributes: Any) -> None:
        declared, values = registry().types[node["type"]], node["values"]
        self.graph.add_node(node_id, type=declared.name, values=encoded(values), **attributes)
        self._by_type[declared.name][node_id] = None
        for name in declared.links:
            for target in values.get(name, ()):
                self.graph.add_edge(node_id, target, key=name)
        self.indexes.add(node_id)

    def _remove(self, resource: ResourceId) -> None:
        """Take away a resource with its parts; who links to it keeps a bare node until its own change comes."""
        if resource not in self:
            return
        own = self.node(resource)
        for name in _names(self.declared(resource), own["values"], own["urls"]):
            self._by_name[own["type"]].remove(name, resource)
        for node_id in self._nodes_of(resource):
            self.indexes.remove(node_id)
            self._drop_node(node_id)

    def _discard(self, resource: ResourceId) -> None:
        """Take away what was added of a resource that cannot be read to the end, and the indexes with it."""
        for node_id in self._nodes_of(resource) if resource in self.graph else ():
            self._drop_node(node_id)
        self.indexes = Indexes(self)

    def _nodes_of(self, resource: ResourceId) -> list[ResourceId]:
        parts = (each for each in self.graph.successors(resource) if self.graph.nodes[each].get("owner") == resource)
        return [resource, *parts]

    def _drop_node(self, node_id: ResourceId) -> None:
        self._by_type[self.node(node_id).get("type", "")].pop(node_id, None)
        self.graph.remove_links_of(node_id)
        if self.graph.in_degree(node_id):
            self.graph.nodes[node_id].clear()
        else:
            self.graph.remove_node(node_id)


def _names(declared: DeclaredType, values: Json, urls: dict[str, str]) -> set[str]:
    """Under which a resource is found: its codes and the last parts of its addresses, in small letters."""
    codes = {values[name] for name, field in declared.fields.items() if isinstance(field, Code) and name in values}
    slugs = {unquote(url.rstrip("/").rpartition("/")[2]) for url in urls.values()}
    return {name.casefold() for name in codes | slugs}


_lock = ReaderWriterLock()
_catching_up = threading.Lock()
_current = Replica()
OVERLAY: ContextVar[Replica | None] = ContextVar("overlay", default=None)
"""What one thread reads instead, see `graph.overlay`."""


@contextmanager
def reading() -> Iterator[Replica]:
    """The graph as it is true now; it does not change while the block runs. Nested use sees the same graph.

    Not inside of a transaction: what that may yet undo would be shown to all readers of this process.
    """
    overlay = OVERLAY.get()
    if overlay is not None:
        yield overlay
        return
    _require_no_transaction()
    if not _lock.is_reader():
        _catch_up()
    with _lock.read_lock():
        yield _current


def _require_no_transaction() -> None:
    """Tests run in transactions that Django marks."""
    outermost = connection.atomic_blocks[:1]
    if outermost and not getattr(outermost[0], "_from_testcase", False):
        raise TransactionManagementError(
            "The graph cannot be read inside of a transaction, which may yet be undone. Read it before or afterwards."
        )


def _catch_up() -> None:
    """One thread at a time, from what is true once it is its turn: another one may have been quicker."""
    global _current
    state = ensure_fresh()
    if (_current.epoch, _current.sequence) == (state.epoch, state.sequence):
        return
    with _catching_up:
        state, _ = freshness()
        if _current.epoch != state.epoch or _current.sequence > state.sequence:
            loaded = Replica.load(state)
            loaded.follow(state)
            with _lock.write_lock():
                _current = loaded
        elif _current.sequence < state.sequence:
            with _lock.write_lock():
                following, _current = _current, Replica()
                _current = _followed(following, state)


def _followed(replica: Replica, state: State) -> Replica:
    """Return the replica with what the journal has gained; one that fails half way is never read again."""
    try:
        replica.follow(state)
    except Exception:  # whatever it is, half of a change must not be shown
        logger.exception("The graph in memory could not follow the journal, and is loaded anew.")
        loaded = Replica.load(state)
        loaded.follow(state)
        return loaded
    return replica


def loaded() -> Replica:
    """The graph as this process has it, however old; for reports about it, not for answers."""
    return _current


def forget() -> None:
    """Start anew at the next reading."""
    global _current
    with _lock.write_lock():
        _current = Replica()


def preload() -> None:
    """Load in the parent process, so that forked workers share its memory."""
    with reading():
        pass
