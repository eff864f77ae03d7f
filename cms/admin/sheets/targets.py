"""Names of link targets in cells: cells are written with codes, and read with codes or names in any language."""

from collections import defaultdict
from functools import cached_property

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.importers import References, fold, labels_of
from cms.models import Country


class Targets:
    """All link targets of one model, read once; the page that gives the facts represents its translations."""

    def __init__(self, model: type[Model]):
        self.model = model
        self.key = model.graph_type.key

    @cached_property
    def _things(self) -> list[Model]:
        if not issubclass(self.model, Page):
            return list(self.model.objects.all())
        pages = self.model.objects.filter(alias_of=None).order_by("-live", "locale_id")
        return list(pages.only("title", "translation_key", "locale_id"))

    @cached_property
    def _by_number(self) -> dict[int, Model]:
        return {each.pk: each for each in self._things}

    @cached_property
    def _by_code(self) -> dict[str, Model]:
        found: dict[str, Model] = {}
        for each in self._things:
            found.setdefault(self._code(each).casefold(), each)
        return found

    @cached_property
    def _countries(self) -> References:
        return References()

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        """The codes of the targets by name; where a name is the main name of some targets, only they count."""
        main, other = defaultdict(set), defaultdict(set)
        for each in self._things:
            names = [each.title] if isinstance(each, Page) else each.labels.values()
            for name in names:
                main[fold(name)].add(self._code(each))
            for name in labels_of(each):
                other[fold(name)].add(self._code(each))
        return other | main

    def _code(self, thing: Model) -> str:
        return str(getattr(thing, self.key))

    def code(self, number: int | None) -> str:
        thing = self._by_number.get(number) if number else None
        return self._code(thing) if thing else ""

    def name(self, number: int | None) -> str:
        thing = self._by_number.get(number) if number else None
        return str(getattr(thing, "title", None) or thing or "")

    def names(self, most: int) -> list[str]:
        """Return the names of all targets in order, or nothing if there are more than `most`."""
        if len(self._things) > most:
            return []
        return sorted({self.name(each.pk) for each in self._things} - {""}, key=str.casefold)

    def find(self, written: str) -> int:
        """Return the primary key of the target with this code or name.

        Raises ValueError, with a sentence for the user, if there is none or the name is ambiguous.
        """
        if thing := self._by_code.get(written.strip().casefold()):
            return thing.pk
        kind, codes = self.model._meta.verbose_name, self._by_name.get(fold(written), set())
        if not codes and self.model is Country and (found := self._countries.country(written)):
            return found.pk
        if not codes:
            message = _("There is no %(kind)s with the code or the name “%(written)s”.")
            raise ValueError(message % {"kind": kind, "written": written[:80]})
        if len(codes) > 1:
            message = _("“%(written)s” is the name of several: write the code of the %(kind)s that is meant.")
            raise ValueError(message % {"kind": kind, "written": written[:80]})
        return self._by_code[min(codes).casefold()].pk
