"""What commands have made before, as Wagtail's audit log remembers it.

A command that runs again leaves alone what it made the first time, whatever has become of
it: what an editor has renamed or moved is not made twice, and what was deleted stays so.
"""

from uuid import UUID, uuid5

from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

NAMESPACE = UUID("5f0c0bd6-8a3b-4a5e-9d0f-2c3f1c7a9b64")


def lasting_key(kind: str, name: str) -> UUID:
    """A key that is the same in every installation, and with it the IRI."""
    return uuid5(NAMESPACE, f"{kind}/{name}")


class Ledger:
    """The names of everything that one command has ever made in this database."""

    def __init__(self, command: str):
        self.command = command
        self._names: set[str] = set()
        for entries in (PageLogEntry.objects, ModelLogEntry.objects):
            made = entries.filter(action="wagtail.create", data__has_key=command)
            self._names.update(data[command] for data in made.values_list("data", flat=True))

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def enter(self, instance: Model, name: str) -> None:
        """Note in the audit log that the command has made this, in the same transaction."""
        log(instance, "wagtail.create", data={self.command: name})
        self._names.add(name)
