"""Writes the reference data that is missing.

A row that exists is its editors' from then on: no field of it is ever written again, nor its rows below. A row that
an editor has deleted stays deleted (see `cms.ledger`).
"""

from collections import Counter

from django.db import transaction
from wagtail.models import DraftStateMixin, ReferenceIndex

from cms.acting import system
from cms.data.reference.rows import Row, existing, rows
from cms.ledger import Ledger
from cms.models.reference import ReferenceData
from graph.identity import id_of


def load() -> Counter[type[ReferenceData]]:
    """Create what is missing; returns how many rows of which model."""
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
        # Else a country's usage would not name its groups: no signal tells of rows written in bulk.
        ReferenceIndex.create_or_update_for_object(row.instance)
    if isinstance(row.instance, DraftStateMixin):
        system.load(row.instance, log=False)
