"""Read results with their indicators: what was measured stays as it is written, a number or words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cms.fields.date_input import as_written
from cms.importers.formats.iati.xml import Element, described, first, narratives
from cms.importers.record import KeyFigure, Measurement, Names
from graph.declarations.partial_dates import PartialDate

KEY_FIGURES, IN_WORDS = "Key figures", "Results"
_LINE = re.compile(r"(baseline|target|actual|start|end): (.*)")


@dataclass
class Found:
    measurements: tuple[Measurement, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    words: Names = ()
    unplaced: list[tuple[str, str]] = field(default_factory=list)


def read(element: Element, main: str, language: str = "") -> Found:
    """Return the results in the main language or, with another language, only what is written in that one."""
    found, text = Found(), _Text(main, language)
    for each in element.iterfind("result"):
        title = narratives(each.find("title"), main)
        indicators = each.findall("indicator")
        if first(title, "en") == KEY_FIGURES and each.get("type") == "9":
            found.figures += tuple(_figure(indicator, text) for indicator in indicators)
        elif first(title, "en") == IN_WORDS and len(indicators) == 1 and not _values(indicators[0]):
            found.words = narratives(each.find("description"), main)
        elif title:
            found.measurements += tuple(m for indicator in indicators for m in _measurements(title, indicator, text))
            _tell_rest(found, each)
        else:
            found.unplaced.append(("result", described(each)))
    return found


@dataclass(frozen=True)
class _Text:
    """Reads texts in the main language, or strictly in another one."""

    main: str
    language: str

    def of(self, element: Element | None) -> str:
        names = narratives(element, self.main)
        return dict(names).get(self.language, "") if self.language else first(names, self.main)


def _tell_rest(found: Found, result: Element) -> None:
    """Keep in words what a result says beside its title and its indicators."""
    if result.find("description") is not None:
        found.unplaced.append(("result/description", described(result.find("description"))))
    for each in (*result.iterfind("reference"), *result.iterfind("document-link")):
        found.unplaced.append((f"result/{each.tag}", described(each)))


def _figure(indicator: Element, text: _Text) -> KeyFigure:
    [measured] = list(_measurements((), indicator, text))[:1] or [Measurement(())]
    return KeyFigure(measured.actual, measured.indicator)


def _values(indicator: Element) -> list[Element]:
    return [*indicator.iterfind("baseline"), *indicator.iterfind("period")]


def _measurements(outcome: Names, indicator: Element, text: _Text) -> Iterator[Measurement]:
    """Yield one for each period of an indicator, or one without a period."""
    name = text.of(indicator.find("title"))
    name = "" if name == first(outcome, text.language or text.main) else name
    baseline = _value(indicator.find("baseline"), text)
    words = dict(_LINE.findall(text.of(indicator.find("description"))))
    periods = indicator.findall("period")
    for each in periods:
        yield Measurement(
            outcome,
            name,
            baseline or words.get("baseline", ""),
            _joined(each.iterfind("target"), text) or words.get("target", ""),
            _joined(each.iterfind("actual"), text) or words.get("actual", ""),
            _day(each.find("period-start")),
            _day(each.find("period-end")),
            tuple(map(str, each.xpath("*/dimension[@name='country']/@value"))),
        )
    if not periods:
        told = {name: words.get(name, "") for name in ("target", "actual")}
        told |= {name: _written(words.get(name, "")) for name in ("start", "end")}
        yield Measurement(outcome, name, baseline or words.get("baseline", ""), **told)


def _joined(values: Iterator[Element], text: _Text) -> str:
    return "; ".join(filter(None, (_value(each, text) for each in values)))


def _value(element: Element | None, text: _Text) -> str:
    """Return the value, and what its comment says."""
    if element is None:
        return ""
    comment = text.of(element.find("comment"))
    value = "" if text.language else (element.get("value") or "").strip()
    return f"{value} ({comment})" if value and comment else value or comment


def _day(element: Element | None) -> str:
    return _written((element.get("iso-date") or "").strip()[:10]) if element is not None else ""


def _written(edtf: str) -> str:
    """Return a date of EDTF as a record has it, or "" for what is no date."""
    try:
        return as_written(PartialDate.parse(edtf)) if edtf else ""
    except ValueError:
        return ""
