"""The record, in Wagtail's audit log, of the objects that loading commands have created.

A command that runs again does not create an object a second time, even if an editor has renamed, moved or deleted it
since.
"""

from uuid import UUID, uuid5

from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

NAMESPACE = UUID("5f0c0bd6-8a3b-4a5e-9d0f-2c3f1c7a9b64")


def lasting_key(kind: str, name: str) -> UUID:
    """Return a key that is the same in every installation, so that the IRI is the same too."""
    return uuid5(NAMESPACE, f"{kind}/{name}")


class Ledger:
    """The names of all objects that one command has ever created in this database."""

    def __init__(self, command: str):
        self.command = command
        self._names: set[str] = set()
        for entries in (PageLogEntry.objects, ModelLogEntry.objects):
            made = entries.filter(action="wagtail.create", data__has_key=command)
            self._names.update(data[command] for data in made.values_list("data", flat=True))

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def enter(self, instance: Model, name: str) -> None:
        """Record in the audit log that the command has created this object, in the current transaction."""
        log(instance, "wagtail.create", data={self.command: name})
        self._names.add(name)
