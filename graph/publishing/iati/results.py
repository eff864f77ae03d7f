"""Export results, key figures and the results in words, with their measurements.

IATI knows a period only with both its days: what was measured without one stands in the words of its indicator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from xml.etree.ElementTree import Element

from graph.declarations import ACCORD, DCTERMS, SCHEMA
from graph.declarations.texts import NUMBER
from graph.publishing.iati import codes
from graph.publishing.iati.facts import Activity, Facts, Texts
from graph.publishing.iati.markup import element, english, narratives

KEY_FIGURES = "Key figures"
IN_WORDS = "Results"
BASELINE, TARGET, ACTUAL = "baseline", "target", "actual"
PREDICATES = {BASELINE: ACCORD.baseline, TARGET: ACCORD.target, ACTUAL: SCHEMA.value}
Measures = Mapping[str, Texts]
NONE: Measures = {}
Days = tuple[date, date] | None


def result(activity: Activity) -> Iterator[Element]:
    yield from (_measured(activity, each) for each in activity.parts(ACCORD.result))
    if figures := list(activity.parts(ACCORD.keyFigure)):
        indicators = (_figure(activity, each) for each in figures)
        yield element("result", {"type": codes.OTHER_RESULT}, _title(activity, KEY_FIGURES), *indicators)
    if words := activity.facts.plain(ACCORD.resultsText):
        described = element("description", {}, *narratives(words, activity.language))
        indicator = element("indicator", {"measure": codes.QUALITATIVE}, _title(activity, IN_WORDS))
        yield element("result", {"type": codes.OTHER_RESULT}, _title(activity, IN_WORDS), described, indicator)


def _title(activity: Activity, text: str) -> Element:
    return element("title", {}, *english(text, activity.language))


def _measured(activity: Activity, stated: Facts) -> Element:
    """Return a contribution to an outcome, by its indicator."""
    outcome = next(activity.named(stated, ACCORD.outcome), stated)
    title = element("title", {}, *narratives(outcome.title, activity.language))
    measures = {name: texts for name, predicate in PREDICATES.items() if (texts := stated.text(predicate))}
    name = stated.text(SCHEMA.variableMeasured) or outcome.title
    countries = [each.key for each in activity.named(stated, DCTERMS.spatial)]
    days = _days(activity, stated)
    indicator = _indicator(activity, name, measures, days, countries, {} if days else _own_days(activity, stated))
    return element("result", {"type": codes.OUTCOME}, title, indicator)


def _figure(activity: Activity, stated: Facts) -> Element:
    """Return a key figure, whose value is as it was written."""
    written = {ACTUAL: {activity.language: str(stated.one(SCHEMA.value))}}
    return _indicator(activity, stated.title, written, _days(activity, activity.facts), [])


def _days(activity: Activity, stated: Facts) -> Days:
    """Return the first and the last day of what was measured, or of the activity; None if one is not known."""
    start = stated.date(SCHEMA.startDate) or activity.start
    end = stated.date(SCHEMA.endDate) or activity.end
    first, last = start and start.earliest, end and end.latest
    return (first, last) if first and last and first < last else None


def _own_days(activity: Activity, stated: Facts) -> Measures:
    """Return the dates of a result for which there is no period, in words."""
    dates = {"start": stated.date(SCHEMA.startDate), "end": stated.date(SCHEMA.endDate)}
    return {name: {activity.language: date.edtf} for name, date in dates.items() if date}


def _indicator(
    activity: Activity,
    name: Texts,
    measures: Measures,
    days: Days,
    countries: list[str],
    dates: Measures = NONE,
) -> Element:
    numeric = bool(measures) and all(_is_number(text) for each in measures.values() for text in each.values())
    in_period = {each: texts for each, texts in measures.items() if each != BASELINE and days}
    dated_baseline = BASELINE in measures and days is not None
    in_words = {
        each: texts
        for each, texts in measures.items()
        if each not in in_period and not (each == BASELINE and dated_baseline)
    }
    children = [element("title", {}, *narratives(name, activity.language))]
    in_words = {**in_words, **dates}
    if in_words:
        children.append(element("description", {}, *narratives(_lines(in_words), activity.language)))
    if dated_baseline and days:
        attributes = {"year": str(days[0].year)}
        children.append(_value(activity, BASELINE, measures[BASELINE], numeric, attributes))
    if in_period and days:
        children.append(_period(activity, in_period, days, numeric, countries))
    return element("indicator", {"measure": codes.UNIT if numeric else codes.QUALITATIVE}, *children)


def _is_number(text: str) -> bool:
    """Return whether XPath, in which IATI's rules are written, reads the text as a number."""
    return NUMBER.fullmatch(text) is not None and not text.startswith("+")


def _lines(measures: Measures) -> dict[str, str]:
    """Return what was measured in words, a line for each measure, by language."""
    languages = dict.fromkeys(language for texts in measures.values() for language in texts)
    return {
        language: "\n".join(f"{name}: {texts[language]}" for name, texts in measures.items() if language in texts)
        for language in languages
    }


def _period(
    activity: Activity, measures: Measures, days: tuple[date, date], numeric: bool, countries: list[str]
) -> Element:
    first, last = (each.isoformat() for each in days)
    values = [_value(activity, name, texts, numeric, {}, countries) for name, texts in measures.items()]
    start, end = element("period-start", {"iso-date": first}), element("period-end", {"iso-date": last})
    return element("period", {}, start, end, *values)


def _value(
    activity: Activity,
    name: str,
    texts: Texts,
    numeric: bool,
    attributes: Mapping[str, str],
    countries: list[str] | None = None,
) -> Element:
    """Return a measure: a number as a value, words as a comment; both for the countries in which it was measured."""
    places = [element("dimension", {"name": "country", "value": code}) for code in countries or ()]
    if numeric:
        return element(name, {**attributes, "value": next(iter(texts.values()))}, *places)
    return element(name, attributes, *places, element("comment", {}, *narratives(texts, activity.language)))
