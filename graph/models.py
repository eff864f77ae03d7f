"""Define the mirror's tables: pending marks, the journal of changes, the resources that are public, the state row."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class PendingMark(models.Model):
    """ "Look here", written by a database trigger in the statement that changed something.

    Marks are appended, never unique: deduplicated marks make two editors deadlock on PostgreSQL.
    """

    class Scope(models.TextChoices):
        KEY = "key"
        """`key` is the natural key (translation key, code) of an instance of `model`."""
        ROW = "row"
        """`key` is the primary key of an instance of `model`."""
        SUBTREE = "subtree"
        """`key` is the primary key of a page; everything below it is concerned."""
        EVERYTHING = "everything"
        """All pages."""
        RESOURCE = "resource"
        """`key` is a resource id."""

    scope = models.CharField(max_length=10, choices=Scope)
    model = models.CharField(max_length=100)
    key = models.CharField(max_length=255)
    txid = models.BigIntegerField(db_index=True)
    """PostgreSQL: the transaction that wrote it, see `State.horizon`. SQLite: 0. Left to the worker: -1."""
    error = models.TextField(blank=True)
    """The error when the resource was last described; such a mark is kept until a change or a retry."""

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.scope} {self.model} {self.key}".strip()


class Resource(models.Model):
    """What is public now: one row for every resource that is or ever was public."""

    class Status(models.TextChoices):
        PUBLIC = "public"
        WITHDRAWN = "withdrawn"
        """Unpublished or deleted: gone from current data, its public past stays readable."""
        SUPPRESSED = "suppressed"
        """Made private: gone from the past too."""

    id = models.CharField(primary_key=True, max_length=300)
    type = models.CharField(max_length=50, db_index=True)
    status = models.CharField(max_length=10, choices=Status)
    change = models.ForeignKey("Change", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(status="suppressed"), name="suppressed_resources")
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.status})"


class Change(models.Model):
    """The journal: what became public, or was withdrawn, in the order of `sequence`. Append-only.

    `values` holds the short values and `texts` the long ones, both by node id and field; `nquads` and `turtle`
    are the resource's triples as they stand in documents and dumps (Turtle without its prefix lines).
    """

    class Kind(models.TextChoices):
        UPSERT = "upsert"
        WITHDRAWAL = "withdrawal"

    sequence = models.BigIntegerField(primary_key=True)
    resource = models.CharField(max_length=300, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind)
    recorded_at = models.DateTimeField(default=timezone.now, db_index=True)
    """When the drain wrote the change: for queries about the past, not part of any description."""
    values = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    nquads = models.TextField(blank=True)
    turtle = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.kind} {self.resource}"


class Erasure(models.Model):
    """That the past of a resource was erased: when, by whom and why. What it said is nowhere any more."""

    resource = models.CharField(max_length=300, db_index=True)
    erased_at = models.DateTimeField()
    reason = models.TextField()
    by = models.CharField(max_length=150, blank=True)
    versions = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.resource}: {self.versions} versions"


class DatasetVersion(models.Model):
    """A dated version of the dataset: what was public after change `sequence`, in files that stay as they are.

    When something in it is suppressed, its files are made again without that, under another name; the row of the old
    name says so for ever.
    """

    class Status(models.TextChoices):
        MAKING = "making"
        PUBLIC = "public"
        REPLACED = "replaced"
        REMOVED = "removed"
        """Removed because there are enough newer ones."""

    name = models.CharField(max_length=30, unique=True)
    """The date, with a number where there is more than one of it: it stands in addresses."""
    date = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    sequence = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.MAKING)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    """The version with which its differences were made."""
    erasure = models.BigIntegerField(default=0)
    """Number of the newest erasure that is respected in its files."""
    is_again = models.BooleanField(default=False)
    """Whether its files were made again without something that was suppressed."""
    left_out = models.PositiveIntegerField(default=0)
    """The number of resources that were in it at first and are left out."""
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of its statements as sorted N-Quads."""
    statements = models.BigIntegerField(default=0)
    resources = models.BigIntegerField(default=0)
    files = models.JSONField(default=dict)
    """Size and digest of each file, by name."""
    withdrawn = models.JSONField(default=list)
    """Names of files that were made again under another name."""

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["date", "sequence", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.status})"


class Omission(models.Model):
    """The files of a version say nothing of a resource; with a language, nothing in that language."""

    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="omissions")
    resource = models.CharField(max_length=300)
    language = models.CharField(max_length=20, blank=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "resource", "language"], name="one_omission_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.language}".strip()


class Reference(models.Model):
    """A public resource mentions another one, public or not: whom to look at again when that one (dis)appears."""

    source = models.CharField(max_length=300)
    target = models.CharField(max_length=300)
    makes_public = models.BooleanField()
    """The source is public on its own, so a target that is public when linked is public through it."""

    class Meta:
        default_permissions = ()
        # There are a dozen rows for each resource, so no redundant index: that of the constraint finds rows by source.
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "target"], name="one_reference_per_pair")]
        indexes: ClassVar = [models.Index(fields=["target"], name="references_to")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class Reason(models.Model):
    """Why a resource ever was public that is so only when linked: `because` named it, or it itself was published.

    Kept when the reason has gone: its past is told as long as that of one of its reasons is. `language` is that of
    the page that gave the facts.
    """

    resource = models.CharField(max_length=300)
    because = models.CharField(max_length=300, db_index=True)
    language = models.CharField(max_length=20)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resource", "because", "language"], name="one_row_per_reason")
        ]

    def __str__(self) -> str:
        return f"{self.resource} because of {self.because}"


class PrivateLanguage(models.Model):
    """A page of a resource was made private and is not public since: in its language, the resource has no past."""

    resource = models.CharField(max_length=300)
    language = models.CharField(max_length=20)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=["resource", "language"], name="one_row_per_language")]

    def __str__(self) -> str:
        return f"{self.resource} in {self.language}"


class Address(models.Model):
    """Which resource has a page at an address of ours, or had the last one there; written by drains alone.

    Links in texts and old addresses are answered from these rows. `id` is "address/" and a digest of `address`,
    which is host and path.
    """

    id = models.CharField(primary_key=True, max_length=80)
    address = models.TextField()
    resource = models.CharField(max_length=300, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.address} → {self.resource}"


class Successor(models.Model):
    """A resource has become another one, as two records of one thing do that are joined: its name leads there."""

    resource = models.CharField(primary_key=True, max_length=300)
    successor = models.CharField(max_length=300, db_index=True)
    """The last successor: where it has become another resource itself, this is that resource."""

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.resource} → {self.successor}"


class PreviewGrant(models.Model):
    """An editor shows the draft of one page on a partner's site, as long as the session lasts.

    A token is a signed reference to such a row, so that it ends with the page, the account and the session.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    session = models.CharField(max_length=40)
    """Key of the session in which the editor asked for the token."""
    renewed_at = models.DateTimeField(db_index=True)
    """When a token was last made."""

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "user", "session"], name="one_grant_per_page_and_session")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} for {self.user_id}"


class Repair(models.Model):
    """The mirror differed from the database, and was mended: somebody or something has written to its tables."""

    found_at = models.DateTimeField(db_index=True)
    where = models.CharField(max_length=50)
    resource = models.CharField(max_length=300, blank=True)
    what = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.where}: {self.resource}: {self.what}"


class Heartbeat(models.Model):
    """When the worker of a machine was last seen."""

    machine = models.CharField(primary_key=True, max_length=255)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.machine} at {self.seen_at}"


class State(models.Model):
    """One row that answers "is what I have still true?" without touching a large table."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    """Number of the newest change."""
    epoch = models.UUIDField(default=uuid.uuid4)
    """A value whose change makes replicas load all content again: the database was restored or rebuilt."""
    next_expiry = models.DateTimeField(null=True)
    """When the next public page or snippet expires: it is hidden then, even if no command runs."""
    horizon = models.BigIntegerField(default=0)
    """PostgreSQL: the transaction id below which all marks are drained, so that only later marks are read."""
    fingerprint = models.CharField(max_length=64, blank=True)
    """Digest of the declarations that the journal was written with."""
    base_iri = models.CharField(max_length=200, blank=True)
    verified_at = models.DateTimeField(null=True)
    """When the worker last finished comparing all resources with the database, see `graph.mirror.mending`."""
    marking = models.CharField(max_length=64, blank=True)
    """Digest of the triggers that were installed last. Empty while a migration runs and after one that failed: changes
    are not marked then, so readers are refused."""

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_state_row")]

    def __str__(self) -> str:
        return f"{self.sequence} of {self.epoch}"
