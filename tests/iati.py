"""IATI's own schema and rules, read where they lie: in the folder `shared` beside or above this checkout."""

import datetime
import json
import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

PLACES = [each / "shared" / "inputs" / "iati" for each in Path(__file__).resolve().parents]
INPUTS = next((each for each in PLACES if each.is_dir()), PLACES[1])
needs_inputs = pytest.mark.skipif(not INPUTS.is_dir(), reason="IATI's schema and rules lie beside the checkout.")


def now() -> str:
    return datetime.datetime.now(tz=datetime.UTC).isoformat()


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(INPUTS / "schemas-2.03" / "iati-activities-schema.xsd"))


def faults(root) -> list[str]:
    """Return what the schema says is wrong with a document, then what the rules of the standard say."""
    valid = schema().validate(root)
    return [str(each) for each in ([] if valid else schema().error_log)] + list(broken_rules(root))


def broken_rules(root):
    rules = json.loads((INPUTS / "rulesets" / "rulesets" / "standard.json").read_text("utf-8"))
    for context, kinds in rules.items():
        for element in root.xpath(context):
            yield from (f"{context}: {each}" for each in _broken(element, kinds))


def _broken(element, kinds):
    for kind, several in kinds.items():
        for case in several["cases"]:
            if kind == "loop":
                yield from _loop(element, case)
            elif not case.get("idCondition") and not _holds(element, kind, case):
                told = case.get("ruleInfo", {})
                yield f"{told.get('id')} {told.get('message')} ({etree.tostring(element)[:300]})"


def _loop(element, case):
    for value in {str(each) for each in element.xpath(case["foreach"])}:
        substituted = json.loads(json.dumps(case["do"]).replace("$1", value))
        yield from _broken(element, substituted)


def _values(element, case) -> list[str]:
    found = [each for path in case["paths"] for each in element.xpath(path)]
    return [each if isinstance(each, str) else (each.text or "") for each in found]


def _holds(element, kind, case) -> bool:
    if case.get("condition") and not element.xpath(f"boolean({case['condition']})"):
        return True
    return RULES[kind](element, case)


def _unique(element, case):
    values = _values(element, case)
    return len(values) == len(set(values))


def _starts(element, case):
    prefixes = [each for path in case["prefix"] for each in element.xpath(path)]
    separator = case.get("separator", "")
    return all(any(value.startswith(f"{each}{separator}") for each in prefixes) for value in _values(element, case))


def _ordered(element, case):
    more = [now()] if case["more"] == "NOW" else element.xpath(case["more"])
    return all(first <= last for first in element.xpath(case["less"]) for last in more)


def _within_a_year(element, case):
    start, end = (datetime.date.fromisoformat(element.xpath(case[each])[0]) for each in ("start", "end"))
    return (end - start).days <= 366


def _in_range(element, case):
    return all(case["min"] <= float(value) <= case["max"] for value in _values(element, case))


def _adds_up(element, case):
    return sum(round(float(each) * 100) for each in _values(element, case)) == case["sum"] * 100


def _follows(element, case):
    return not element.xpath(f"boolean({case['if']})") or element.xpath(f"boolean({case['then']})")


RULES = {
    "unique": _unique,
    "startswith": _starts,
    "atleast_one": lambda element, case: any(element.xpath(path) for path in case["paths"]),
    # Every activity of ours has a default language, sectors of its own, and a currency with each value.
    "one_or_all": lambda element, case: bool(element.xpath(case["one"])) or case["all"] == "currency",
    "date_now": lambda element, case: all(each <= now() for each in element.xpath(case["date"])),
    "date_order": _ordered,
    "regex_matches": lambda element, case: all(re.search(case["regex"], each) for each in _values(element, case)),
    "no_spaces": lambda element, case: all(each == each.strip() for each in _values(element, case)),
    "no_more_than_one": lambda element, case: len(_values(element, case)) <= 1,
    "strict_sum": _adds_up,
    "range": _in_range,
    "if_then": _follows,
    "time_limit": _within_a_year,
}
