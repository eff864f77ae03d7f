"""Read the money that an activity receives as grants; everything else about money is told in words."""

import re
from decimal import Decimal, InvalidOperation

from cms.importers.formats.iati.parties import party
from cms.importers.formats.iati.xml import Element, described, first, narratives
from cms.importers.record import Grant, Party

INCOMING_FUNDS, INCOMING_COMMITMENT = "1", "11"
_NO_DATE = re.compile("The date of the grant is not stated")
_SHARE = re.compile(r"Share of a grant to (\S+)")
_SHARED = re.compile(r"([\d.]+) ([A-Z]{3})(?:, (\d{4}))?(?:, (.+))?")
_LARGEST = Decimal(10) ** 14

Told = list[tuple[str, str]]


def read(element: Element, main: str, currency: str) -> tuple[tuple[Grant, ...], Told]:
    """Return the grants: the incoming commitments or, without any, the incoming funds; and the rest in words."""
    transactions = element.findall("transaction")
    kinds = {_kind(each) for each in transactions}
    counted = INCOMING_COMMITMENT if INCOMING_COMMITMENT in kinds else INCOMING_FUNDS
    grants: list[Grant] = []
    others: Told = []
    for each in transactions:
        grant = _grant(each, main, currency) if _kind(each) == counted else None
        if grant:
            grants.append(grant)
        else:
            others.append(("transaction", described(each)))
    for each in element.iterfind("budget"):
        if not _is_sum(each, grants, currency):
            others.append(("budget", described(each)))
    for each in element.iterfind("legacy-data"):
        if grant := _share(each, main):
            grants.append(grant)
        else:
            others.append(("legacy-data", described(each)))
    return tuple(grants), others


def _kind(transaction: Element) -> str:
    kind = transaction.find("transaction-type")
    return (kind.get("code") or "") if kind is not None else ""


def _grant(transaction: Element, main: str, currency: str) -> Grant | None:
    donor = party(transaction.find("provider-org"), main, "donor")
    value, date = transaction.find("value"), transaction.find("transaction-date")
    amount = _amount(value)
    code = ((value.get("currency") if value is not None else "") or currency).strip().upper()
    if donor is None or amount is None or not code:
        return None
    year = (date.get("iso-date") or "")[:4] if date is not None else ""
    undated = _NO_DATE.match(first(narratives(transaction.find("description"), main), "en"))
    return Grant(donor, f"{amount:f}", code, int(year) if year.isdigit() and not undated else None)


def _amount(value: Element | None) -> Decimal | None:
    """Return an amount that is not negative; IATI writes it without separators of thousands."""
    try:
        amount = Decimal((value.text or "").strip()) if value is not None else None
    except InvalidOperation:
        return None
    fits = amount is not None and amount.is_finite() and 0 <= amount < _LARGEST
    return amount if fits and amount == round(amount, 2) else None


def _is_sum(budget: Element, grants: list[Grant], currency: str) -> bool:
    """Return whether a budget is the sum of the grants of its year, as in Accord's own exports."""
    value, start = budget.find("value"), budget.find("period-start")
    amount = _amount(value)
    if value is None or start is None or amount is None:
        return False
    code, year = (value.get("currency") or currency), (start.get("iso-date") or "")[:4]
    same = [each for each in grants if each.currency == code and str(each.year) == year]
    return bool(same) and sum(Decimal(each.amount) for each in same) == amount


def _share(legacy: Element, main: str) -> Grant | None:
    """Return a share of a grant to another activity, as Accord's own exports tell it."""
    named = _SHARE.fullmatch(legacy.get("name") or "")
    shared = _SHARED.fullmatch(legacy.get("value") or "")
    if named is None or shared is None:
        return None
    donor = Party(((main, shared[4] or ""),), role="donor")
    return Grant(donor, shared[1], shared[2], int(shared[3]) if shared[3] else None, named[1])
