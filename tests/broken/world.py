"""One healthy record of each type, and one for each fault that the type can have."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from wagtail.models import DraftStateMixin

from graph.declarations import DeclaredType, registry
from tests.broken.faults import FAULTS, DraftFault, Fault
from tests.end_to_end.canaries import LENGTH
from tests.end_to_end.newsroom import Editors
from tests.fixtures import publish


@dataclass(frozen=True)
class Broken:
    record: models.Model
    fault: Fault | DraftFault

    def __str__(self) -> str:
        return f"{self.record._meta.verbose_name} {self.record.pk}: {self.fault.name}"


class World:
    def __init__(self, every_pair: bool) -> None:
        """Break a record for every pair of type and fault, or for a third of them, with every type and every fault."""
        self.room = Editors()
        self.healthy = {declared.name: self._record(declared) for declared in registry().resources}
        pairs = [(fault, declared) for declared in registry().resources for fault in self._faults(declared)]
        planned = pairs if every_pair else pairs[::3]
        records = [(fault, self._copy(declared, fault)) for fault, declared in planned]
        self.broken = [Broken(record, fault) for fault, record in records if fault.plant(record)]

    def _faults(self, declared: DeclaredType) -> Iterator[Fault | DraftFault]:
        healthy = self.healthy[declared.name]
        for fault in FAULTS:
            has_draft = getattr(healthy, "latest_revision_id", None)
            if fault.possible and (has_draft if isinstance(fault, DraftFault) else any(fault.places(healthy))):
                yield fault

    def _copy(self, declared: DeclaredType, fault: Fault | DraftFault) -> models.Model:
        """Return a record to be broken: a page without a draft is made in a third of the time."""
        if not declared.is_page:
            return self._record(declared)
        page = self.room.page_of(declared.model, live=True)
        if isinstance(fault, DraftFault):
            page.save_revision()
        return page

    def _record(self, declared: DeclaredType) -> models.Model:
        """Return a new public record with every field filled, as an editor would have written it."""
        if declared.is_page:
            return publish(self.room.page_of(declared.model, live=False))
        record = declared.model(**dict(_short_codes(declared.model)))
        self.room.aviary.fill(record).save()
        if isinstance(record, DraftStateMixin):
            record.save_revision().publish()
        return declared.model._default_manager.get(pk=record.pk)


def _short_codes(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """Yield a code for each column that a canary does not fit into, unlike those of all other records."""
    number = model._default_manager.count() + 10
    for column in model._meta.concrete_fields:
        if isinstance(column, models.CharField) and not column.choices and (column.max_length or LENGTH) < LENGTH:
            yield column.name, str(number)
