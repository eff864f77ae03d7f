"""The public graph in memory: a NetworkX MultiDiGraph in each process that answers readers.

A process loads all public resources, then follows the journal in the order of sequence numbers. Every reader first
checks with one query whether the replica is current, so no reader sees a hidden resource. Changes are applied under a
write lock, when there are no readers. After a new epoch, a new replica is loaded while the old one still serves.

Nodes are resources and their parts, by resource id, with `type`, `values`, `urls`, `change` (whose texts are in
the database) and `owner` (the resource of a part). An edge's key is the name of the link that declares it.
"""

from __future__ import annotations

import logging
import sys
import threading
import uuid
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import unquote

import orjson
from django.db import connection
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast
from django.db.transaction import TransactionManagementError
from fasteners import ReaderWriterLock

from graph.database import collector_off
from graph.declarations import Code, DeclaredType, Inverse, Json, NodeField, registry
from graph.identity import ResourceId
from graph.journal import UNREADABLE, address_book
from graph.mirror import ensure_fresh, freshness
from graph.models import Change, Resource, State
from graph.replica.compact import CompactGraph, Names, encoded
from graph.replica.drafts import Drafts
from graph.replica.indexes import EVERY_TYPE, Indexes
from graph.replica.recent import Recent

logger = logging.getLogger(__name__)


RECENT_TEXTS = 8_000_000
"""Characters of long texts, as JSON, that stay in memory: some 20 MB, or the texts of some 2 000 pages."""


class Replica:
    """One state of the public graph, with the indexes that readers need."""

    drafts: Drafts | None = None
    """Drafts that are laid over the graph, for one request; see `graph.replica.overlay`."""

    def __init__(self, epoch: uuid.UUID | None = None, sequence: int = 0) -> None:
        self.graph = CompactGraph()
        self.epoch = epoch
        self.sequence = sequence
        self.indexes = Indexes(self)
        self.recent: Recent[int, dict[ResourceId, Json]] = Recent(RECENT_TEXTS)
        """Long texts that were read last, by the number of their change."""
        self._derived: dict[Hashable, Recent[Any, Any]] = {}
        self._by_type: dict[str, MutableMapping[ResourceId, None]] = defaultdict(dict)
        self._by_name: dict[str, Names] = defaultdict(Names)

    @classmethod
    def load(cls, state: State) -> Replica:
        """Load all public resources from the journal.

        Changes written during the load may already be in it. `follow` applies them again, which is harmless.
        """
        replica = cls(state.epoch, state.sequence)
        public = Resource.objects.filter(status=Resource.Status.PUBLIC).order_by("pk")
        rows = public.values_list("pk", "change__sequence", Cast("change__values", TextField()))
        # The garbage collector would search a million objects that all stay.
        with collector_off():
            for resource, sequence, values in rows.iterator():
                replica._add(resource, sequence, values)
        return replica

    def follow(self, state: State) -> None:
        """Apply the changes of the journal since the sequence number of this replica."""
        changes = Change.objects.filter(sequence__gt=self.sequence).order_by("sequence")
        rows = changes.values_list("resource", "sequence", Cast("values", TextField()), "kind")
        for resource, sequence, values, kind in rows.iterator():
            self._remove(resource)
            if kind == Change.Kind.UPSERT:
                self._add(resource, sequence, values)
            self.sequence = sequence
        self._derived = {}

    def derived(self, name: Hashable, most: int) -> Recent[Any, Any]:
        """Return what readers derive from this state of the graph and keep under a name, until the graph changes."""
        return self._derived.get(name) or self._derived.setdefault(name, Recent(most))

    def __contains__(self, resource: object) -> bool:
        """Tell whether a resource is public: a mere target of a link has a node, but no type."""
        return self.graph.is_described(resource)

    def node(self, resource: ResourceId) -> dict[str, Any]:
        attributes: dict[str, Any] = self.graph.nodes[resource]
        return attributes

    def declared(self, resource: ResourceId) -> DeclaredType:
        return registry().types[self.node(resource)["type"]]

    def shown_values(self, resource: ResourceId) -> Json:
        """Return the declared values of a resource as answers show them."""
        return self.graph.values(resource)

    def pass_for(self, picture: ResourceId) -> str:
        """Return what the address of a picture has at its end, so that its reader gets the file."""
        return ""

    def owner(self, node_id: ResourceId) -> ResourceId:
        """Return the resource to which a part belongs; a resource that is no part belongs to itself."""
        return self.graph.owner(node_id) or node_id

    def is_part(self, node_id: ResourceId) -> bool:
        return self.owner(node_id) != node_id

    def parts(self, resource: ResourceId) -> list[ResourceId]:
        """Return the parts that belong to a resource."""
        return [each for each in self.graph.successors(resource) if each != resource and self.owner(each) == resource]

    def types(self) -> list[str]:
        return list(self._by_type)

    def of_type(self, name: str) -> list[ResourceId]:
        """Return the resources of a type, or those of all types for `EVERY_TYPE`."""
        if name == EVERY_TYPE:
            return [each for resources in self._by_type.values() for each in resources]
        return list(self._by_type[name])

    def count(self, name: str) -> int:
        """Return how many resources of a type there are, or of all types for `EVERY_TYPE`."""
        if name == EVERY_TYPE:
            return sum(map(len, self._by_type.values()))
        return len(self._by_type[name])

    def named(self, type_name: str, name: str) -> list[ResourceId]:
        """Return the resources of a type with this code or page slug, ignoring case, in the order of their ids."""
        return self._by_name[type_name].nodes(name.casefold())

    def resource_at(self, address: str) -> ResourceId | None:
        """Return the resource whose page is at an address, or was the last one there; it may not be public any more."""
        return address_book.last_at([address]).get(address)

    def inverse(self, resource: ResourceId, inverse: Inverse) -> list[ResourceId]:
        """Return the resources that link here by the inverse's link, in the order of their ids."""
        sources = self.graph.linking(resource, inverse.link.name)
        return sorted(each for each in sources if self.graph.nodes[each].get("type") in inverse.sources)

    def link_count(self, resource: ResourceId, link: NodeField | Inverse) -> int:
        """Return to how many public resources a link leads, or of an inverse, from how many it comes."""
        if isinstance(link, Inverse):
            sources = self.graph.linking(resource, link.link.name)
            return sum(1 for each in sources if self.graph.nodes[each].get("type") in link.sources)
        return sum(1 for each in self.graph.values(resource).get(link.name, ()) if self.graph.is_described(each))

    def texts(self, resources: Iterable[ResourceId]) -> dict[ResourceId, Json]:
        """Return long texts by node id and field, with one query for all resources."""
        found: dict[ResourceId, Json] = {}
        for _, texts, _ in self.stored(resources):
            found.update(texts)
        return found

    def stored(self, resources: Iterable[ResourceId], with_nquads: bool = False) -> Iterable[tuple[int, Json, str]]:
        """Yield the changes that describe the resources now, with one query for all of them.

        Each has its number, its long texts by node id and field, and its N-Quads, which are "" unless they are wanted.
        """
        changes = {self.node(resource)["change"] for resource in resources}
        nquads = F("nquads") if with_nquads else Value("")
        # As text, because Django decodes JSON with the standard library, which takes four times as long as orjson.
        rows = Change.objects.filter(pk__in=changes).values_list("sequence", Cast("texts", TextField()), nquads)
        for sequence, text, triples in rows:
            texts = orjson.loads(text)
            self.recent.add(sequence, texts, len(text))
            yield sequence, texts, triples

    def _add(self, resource: ResourceId, sequence: int, text: str) -> None:
        """Add a resource from a change. Log and skip one that cannot be read: the worker describes it again later."""
        try:
            self._add_content(resource, sequence, orjson.loads(text))
        except UNREADABLE:
            logger.exception("What the journal says of %s cannot be read.", resource)
            self._discard(resource)

    def _add_content(self, resource: ResourceId, sequence: int, content: Json) -> None:
        if any(node["type"] not in registry().types for node in content["nodes"].values()):
            # The change names a type that is no longer declared; the rebuild that is due withdraws the resource.
            return
        own = content["nodes"][resource]
        resource, urls = sys.intern(resource), self._kept(content["urls"])
        for node_id, node in content["nodes"].items():
            owner = None if node_id == resource else resource
            self._add_node(sys.intern(node_id), node, owner=owner, change=sequence, urls=urls)
        for name in names_in(registry().types[own["type"]], own["values"], content["urls"]):
            self._by_name[own["type"]].add(name, resource)

    def _add_node(self, node_id: ResourceId, node: Json, **attributes: Any) -> None:
        declared, values = registry().types[node["type"]], node["values"]
        self.graph.add_node(node_id, type=declared.name, values=self._kept(values), **attributes)
        self._by_type[declared.name][node_id] = None
        for name in declared.links:
            for target in values.get(name, ()):
                self.graph.add_edge(node_id, target, key=name)
        self.indexes.add(node_id)

    def _remove(self, resource: ResourceId) -> None:
        """Remove a resource with its parts. A bare node stays while other resources still link to it."""
        if resource not in self:
            return
        own = self.node(resource)
        for name in names_in(self.declared(resource), own["values"], own["urls"]):
            self._by_name[own["type"]].remove(name, resource)
        for node_id in [resource, *self.parts(resource)]:
            self.indexes.remove(node_id)
            self._drop_node(node_id)

    def _discard(self, resource: ResourceId) -> None:
        """Remove the nodes of a resource that was only partly added, and start the indexes again from nothing."""
        for node_id in [resource, *self.parts(resource)] if resource in self.graph else ():
            self._drop_node(node_id)
        self.indexes = Indexes(self)

    @staticmethod
    def _kept(value: Json) -> Any:
        """Return values in the form in which nodes keep them."""
        return encoded(value)

    def _drop_node(self, node_id: ResourceId) -> None:
        self._by_type[self.node(node_id).get("type", "")].pop(node_id, None)
        self.graph.remove_links_of(node_id)
        if self.graph.in_degree(node_id):
            self.graph.nodes[node_id].clear()
        else:
            self.graph.remove_node(node_id)


def names_in(declared: DeclaredType, values: Json, urls: dict[str, str]) -> set[str]:
    """Return the names that find a resource: its codes and the last path segments of its URLs, case-folded."""
    codes = {values[name] for name, field in declared.fields.items() if isinstance(field, Code) and name in values}
    slugs = {unquote(url.rstrip("/").rpartition("/")[2]) for url in urls.values()}
    return {name.casefold() for name in codes | slugs}


_lock = ReaderWriterLock()
_catching_up = threading.Lock()
_current = Replica()
OVERLAY: ContextVar[Replica | None] = ContextVar("overlay", default=None)
"""The replica that this context reads instead, see `graph.replica.overlay`."""


@contextmanager
def reading() -> Iterator[Replica]:
    """Yield the current graph, which does not change while the block runs. Nested use yields the same graph.

    Raises TransactionManagementError inside a transaction, whose changes may yet be undone, but would be shown to all
    readers of this process.
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
    """Raise TransactionManagementError inside a transaction, unless Django marks it as that of a test case."""
    outermost = connection.atomic_blocks[:1]
    if outermost and not getattr(outermost[0], "_from_testcase", False):
        raise TransactionManagementError(
            "The graph cannot be read inside of a transaction, which may yet be undone. Read it before or afterwards."
        )


def _catch_up() -> None:
    """Bring the replica up to date, one thread at a time.

    The state is read again under the lock, because another thread may have caught up in the meantime.
    """
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
                # While it follows, the replica is not the current one: if following and loading both fail, readers
                # find an empty replica without an epoch, which is loaded again, and never half of a change.
                following, _current = _current, Replica()
                _current = _followed(following, state)


def _followed(replica: Replica, state: State) -> Replica:
    """Return the replica with the new changes, or a newly loaded one if following fails half way."""
    try:
        replica.follow(state)
    except Exception:  # whatever the error, half of a change must not be shown
        logger.exception("The graph in memory could not follow the journal, and is loaded anew.")
        loaded = Replica.load(state)
        loaded.follow(state)
        return loaded
    return replica


def loaded() -> Replica:
    """Return this process's replica as it is, however old: for reports about it, not for answers."""
    return _current


def forget() -> None:
    """Drop the replica, so that the next reader loads it again."""
    global _current
    with _lock.write_lock():
        _current = Replica()


def preload() -> None:
    """Load the replica in the parent process, so that forked workers share its memory."""
    with reading():
        pass
