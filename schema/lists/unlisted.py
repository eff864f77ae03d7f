"""Lists that may lack something: where something may belong that nobody has recorded, and what follows for answers.

A convention may have parties that are not recorded. As long as its record does not state that the list is complete, no
filter may tell of any country that it is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph.declarations import Inverse, Part
from graph.identity import ResourceId
from graph.replica import Replica, incomplete
from schema.types import Found, Given, LinkSpec

if TYPE_CHECKING:
    from schema.lists.selection import Selection


class Unlisted:
    """Finds the resources whose links may lead to something that is not recorded."""

    def __init__(self, selection: Selection, replica: Replica) -> None:
        self._selection = selection
        self._replica = replica

    def of(self, type_name: str, link: LinkSpec, given: Given) -> Found:
        """Return the resources of a type whose link may lead to something that is not recorded and passes a filter."""
        completeness = link.completeness
        if completeness is None:
            return set()
        holders = incomplete(self._replica, completeness)
        if link.target == completeness.part:
            holders = {each for each in holders if self._fits(completeness.part, each, given, possibly=True)}
        else:
            passing = self._selection.passing(link.target, given, possibly=True)
            holders = holders & passing if link.target == completeness.holder else holders if passing else set()
        if type_name == completeness.holder or not holders:
            return holders
        return self._selection.everything(type_name)

    def _fits(self, part: str, holder: ResourceId, given: Given, *, possibly: bool) -> bool:
        """Return whether a part of this holder, of which nothing else is known, passes, or may pass, a filter."""
        return all(self._meets(part, holder, name, each, possibly=possibly) for name, each in given.items())

    def _meets(self, part: str, holder: ResourceId, name: str, given: Any, *, possibly: bool) -> bool:
        match name:
            case "and":
                return all(self._fits(part, holder, each, possibly=possibly) for each in given)
            case "or":
                return any(self._fits(part, holder, each, possibly=possibly) for each in given)
            case "not":
                return not self._fits(part, holder, given, possibly=not possibly)
        link = self._selection.links(part).get(name)
        if link and isinstance(link.source, Inverse) and isinstance(link.source.link, Part):
            return self._holder_passes(link, holder, given, possibly=possibly)
        return possibly

    def _holder_passes(self, link: LinkSpec, holder: ResourceId, given: Mapping[str, Given], *, possibly: bool) -> bool:
        """Return whether the only target of the link from a part to its holder passes `some`, `none` and `every`."""

        def passes(how: str, condition: Given) -> bool:
            if how == "none":
                return holder not in self._selection.passing(link.target, condition, possibly=not possibly)
            return how != "unknown" and holder in self._selection.passing(link.target, condition, possibly=possibly)

        return all(passes(*each) for each in given.items())
