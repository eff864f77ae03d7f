"""What merging does to the two records themselves, and how that is undone."""

from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import DraftStateMixin

from cms.acting import Actor
from cms.admin.merging.replacing import other_rows, pages_naming
from graph.identity import id_of
from graph.journal import revoke, succeed

Snapshot = dict[str, Any]


@transaction.atomic
def absorb(old: Model, new: Model, actor: Actor) -> Snapshot:
    """Give `new` the names of `old`, delete `old`, and let its IRI lead to `new`. Return what undoing needs.

    Raise ValidationError while a page names `old`.
    """
    if left := pages_naming(old):
        titles = ", ".join(page.get_admin_display_title() for page in left[:5])
        raise ValidationError(
            _("“%(old)s” stays, because these still name it: %(pages)s") % {"old": old, "pages": titles}
        )
    snapshot = {
        "old": serializers.serialize("json", [old, *_children(old)]),
        "was_live": bool(getattr(old, "live", True)),
        "names": dict(new.alternative_labels),
        "moved": [[model._meta.label, field, keys] for model, field, keys in other_rows(old)],
        "resource": id_of(old),
    }
    for model, field, keys in list(other_rows(old)):
        model._default_manager.filter(pk__in=keys).update(**{field: new.pk})
    new.alternative_labels = _joined_names(old, new)
    _save(new, actor)
    succeed(id_of(old), id_of(new))
    actor.delete(old)
    return snapshot


@transaction.atomic
def separate(snapshot: Snapshot, new: Model, actor: Actor) -> None:
    """Undo `absorb`: make the old record again, with its key, and give `new` back its own names."""
    first, *others = serializers.deserialize("json", snapshot["old"])
    old = first.object
    if isinstance(old, DraftStateMixin):
        # Its revisions are gone; a new one is saved below.
        old.latest_revision = old.live_revision = None
    old.save(force_insert=True)
    for each in others:
        each.save()
    for label, field, keys in snapshot["moved"]:
        apps.get_model(label)._default_manager.filter(pk__in=keys).update(**{field: old.pk})
    revoke(snapshot["resource"])
    if isinstance(old, DraftStateMixin):
        actor.save(type(old)._default_manager.get(pk=old.pk), publish=snapshot["was_live"])
    new.alternative_labels = snapshot["names"]
    _save(new, actor)


def _children(record: Model) -> list[Model]:
    relations = get_all_child_relations(type(record))
    return [row for each in relations for row in getattr(record, each.get_accessor_name()).all()]


def _joined_names(old: Model, new: Model) -> dict[str, list[str]]:
    """Return the other names of `new` with all names of `old`, so that both are found, in forms and by imports."""
    found = {language: list(several) for language, several in new.alternative_labels.items()}
    names = [(language, name) for language, name in old.labels.items()]
    names += [(language, name) for language, several in old.alternative_labels.items() for name in several]
    names += [("en", acronym) for acronym in [getattr(old, "acronym", "")] if acronym]
    for language, name in names:
        own = [new.labels.get(language), getattr(new, "acronym", ""), *found.get(language, [])]
        if name and name not in own:
            found.setdefault(language, []).append(name)
    return found


def _save(record: Model, actor: Actor) -> None:
    actor.save(record, publish=isinstance(record, DraftStateMixin) and record.live)
