"""Creates missing reference data.

A row that exists belongs to its editors: its fields and its child rows are never written again. A row that an editor
has deleted stays deleted (see `cms.data.ledger`).
"""

from collections import Counter

from django.db import transaction
from wagtail.models import DraftStateMixin, ReferenceIndex

from cms.acting import system
from cms.data.ledger import Ledger
from cms.data.reference.rows import Row, existing, rows
from cms.models.reference import ReferenceData
from graph.identity import id_of


def load() -> Counter[type[ReferenceData]]:
    """Create missing rows. Return their number by model. Raises `DataError`."""
    ledger = Ledger("load_reference_data")
    created: Counter[type[ReferenceData]] = Counter()
    for row in rows():
        name = id_of(row.instance)
        if name in ledger or existing(row.instance):
            continue
        with transaction.atomic():
            _save(row)
            ledger.enter(row.instance, name)
        created[type(row.instance)] += 1
    return created


def _save(row: Row) -> None:
    row.instance.save()
    if row.children:
        type(row.children[0])._default_manager.bulk_create(row.children)
        # bulk_create sends no signals, so without this a country's usage would not list its groups.
        ReferenceIndex.create_or_update_for_object(row.instance)
    if isinstance(row.instance, DraftStateMixin):
        system.load(row.instance, log=False)
