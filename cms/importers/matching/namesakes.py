"""Find records that share a name with another one: in any language, as acronym, with or without article."""

import re
from collections.abc import Iterable

from django.db.models import Model

from cms.importers.matching.names import fold, fold_place
from cms.importers.matching.references import labels_of

_ARTICLES = re.compile(r"^(?:the|le|la|les|el|los|las|der|die|das|il|o|os) ", re.IGNORECASE)
_WITH_ACRONYM = re.compile(r"(.+)\(([A-Z][A-Za-z.]{1,9})\)")


def keys(names: Iterable[str]) -> set[str]:
    """Return the forms of names that are equal for all ways of writing them.

    "The European Union (EU)" gives those of "European Union" and of "EU".
    """
    found = set()
    for name in filter(None, names):
        parts = _WITH_ACRONYM.fullmatch(name.strip())
        for each in parts.groups() if parts else (name,):
            folded = fold(each)
            found |= {folded, _ARTICLES.sub("", folded, count=1), fold_place(each)}
    return found - {""}


def namesakes(record: Model) -> list[Model]:
    """Return the other records of the model that share a name with this one, however it is written."""
    own = keys(labels_of(record))
    others = type(record)._default_manager.exclude(pk=record.pk)
    return [each for each in others if own & keys(labels_of(each))]
