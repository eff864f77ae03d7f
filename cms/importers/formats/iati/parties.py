"""Read the organisations that take part in an activity, with or without an identifier."""

from cms.importers.formats.iati.xml import Element, narratives
from cms.importers.record import Names, Party

FUNDING = "1"
ROLES = {"2": "accountable", "3": "extending", "4": "implementing"}
KINDS = {
    **dict.fromkeys(("10", "11"), "government"),
    **dict.fromkeys(("21", "22", "23", "24"), "civil-society"),
    "40": "intergovernmental",
    "60": "foundation",
    **dict.fromkeys(("70", "71", "72", "73"), "private"),
    "80": "academic",
}


def party(element: Element | None, main: str, role: str = "") -> Party | None:
    """Return an organisation, or None for an element that names none; an identifier alone stands for its name."""
    if element is None:
        return None
    ref = " ".join((element.get("ref") or "").split())
    names: Names = narratives(element, main) or ((("", ref),) if ref else ())
    return Party(names, ref, KINDS.get(element.get("type") or "", ""), role) if names else None


def read(element: Element, main: str) -> tuple[Party, ...]:
    """Return the participating organisations with their roles; the role of one that gives money is "donor"."""
    found = []
    for each in element.iterfind("participating-org"):
        code = each.get("role") or ""
        role = "donor" if code == FUNDING else ROLES.get(code, "")
        if (named := party(each, main, role)) and named not in found:
            found.append(named)
    return tuple(found)
