"""Read countries, regions, sectors and tags, from the activity or, where only these say it, from its transactions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from cms.importers.formats.iati.xml import Element, described, first, narratives

SDG = {("tag", "2"), ("tag", "3"), ("sector", "7"), ("sector", "8")}
UNSPECIFIED = "998"
EQUAL_SHARES = "equal-shares"
OWN = {
    "theme": "themes",
    "project-type": "project_types",
    "convention": "conventions",
    "monitoring-goal": "goals",
    "monitoring-area": "areas",
}
"""The lists of Accord in sectors and tags, by the end of their address, with the fields that take their terms."""
TYPES = {"Programme", "Project"}


@dataclass
class Found:
    countries: tuple[str, ...] = ()
    shares: tuple[tuple[str, int], ...] = ()
    themes: tuple[str, ...] = ()
    project_types: tuple[str, ...] = ()
    conventions: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kind: str = ""
    has_equal_shares: bool = False
    unplaced: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, value: str) -> None:
        known = getattr(self, name)
        setattr(self, name, known if value in known else (*known, value))


def read(element: Element, main: str) -> Found:
    found = Found()
    for each in _stated(element, "sector", "tag"):
        if not _place(found, each, main):
            found.unplaced.append((str(each.tag), described(each)))
    if found.kind:
        # The purpose code of an export is a setting of the site, not a statement about the activity.
        found.unplaced = [(name, value) for name, value in found.unplaced if name != "sector"]
    _read_countries(found, element)
    return found


def _stated(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements of these names in the activity, or those in its transactions if it has none."""
    for name in names:
        own = element.findall(name)
        told = set()
        for each in own or element.iterfind(f"transaction/{name}"):
            words = described(each)
            if own or words not in told:
                told.add(words)
                yield each


def _place(found: Found, element: Element, main: str) -> bool:
    """Put a sector or tag into its field; return whether there is one."""
    vocabulary, code = element.get("vocabulary") or "1", (element.get("code") or "").strip()
    uri = (element.get("vocabulary-uri") or "").rstrip("/")
    last = uri.rpartition("/")[2]
    if (str(element.tag), vocabulary) in SDG:
        found.add("targets", code)
    elif vocabulary in ("98", "99") and last in OWN and "/dataset/" in uri:
        found.add(OWN[last], first(narratives(element, main), "en") or code)
    elif vocabulary == "99" and last == "language-subtag-registry":
        found.add("languages", code)
    elif vocabulary == "99" and last == "vocab" and code in TYPES:
        found.kind = code
    elif vocabulary == "99" and last == "vocab" and code == EQUAL_SHARES:
        found.has_equal_shares = True
    else:
        return False
    return True


def _read_countries(found: Found, element: Element) -> None:
    percentages = []
    for each in _stated(element, "recipient-country"):
        code = (each.get("code") or "").strip().upper()
        if code:
            found.add("countries", code)
            percentages.append((code, each.get("percentage") or ""))
    regions = [each for each in _stated(element, "recipient-region") if each.get("code") != UNSPECIFIED]
    found.unplaced += [("recipient-region", described(each)) for each in regions]
    if found.has_equal_shares or len(percentages) < 2 or not any(share for _code, share in percentages):
        return
    shares = [(code, _whole(share)) for code, share in percentages]
    whole = [(code, share) for code, share in shares if share is not None]
    if len(whole) == len(shares) and sum(share for _code, share in whole) == 100:
        found.shares = tuple(whole)
    else:
        found.unplaced += [("recipient-country", f"{code} {share} %") for code, share in percentages]


def _whole(percentage: str) -> int | None:
    try:
        value = Decimal(percentage)
    except InvalidOperation:
        return None
    return int(value) if value.is_finite() and value == int(value) else None
