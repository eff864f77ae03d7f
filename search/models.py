"""The search documents, one for each public resource and language."""

from typing import ClassVar

from django.db import models


class SearchDocument(models.Model):
    """A resource in one language. Its texts are forms of words (`search.analysis`), of falling weight.

    Only drains write it, in the transaction in which they write the journal. The database's own index of the three
    texts follows by itself: a FTS5 table with triggers on SQLite, a generated column on PostgreSQL.
    """

    resource = models.CharField(max_length=300)
    language = models.CharField(max_length=20)
    type = models.CharField(max_length=100)
    title = models.TextField()
    names = models.TextField()
    body = models.TextField()
    change = models.BigIntegerField()
    """Number of the change from which the document was made."""
    declared = models.CharField(max_length=64)
    """Fingerprint of the declarations with which the document was made."""
    withdrawn = models.BooleanField(default=False)
    """Whether the resource is withdrawn; the document is removed later, because removing thousands takes seconds."""

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resource", "language"], name="one_document_per_language")
        ]
        indexes: ClassVar = [
            models.Index(fields=["withdrawn"], name="withdrawn_documents", condition=models.Q(withdrawn=True))
        ]

    def __str__(self) -> str:
        return f"{self.resource} in {self.language}"
