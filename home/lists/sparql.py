"""Write the question of a list as a query in SPARQL, from the predicates that its facets declare.

The words are left out: SPARQL does not search texts as the site does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from graph.declarations import DCTERMS, SCHEMA, Boolean, DeclaredType, Field, Inverse, registry
from graph.declarations.dates import companions
from graph.identity import iri
from graph.presentation import ALL
from graph.publishing.prefixes import abbreviated, prologue
from home.lists.asked import period_of
from home.lists.facets import FieldFacet, LanguageFacet, ListFacet
from home.lists.hierarchy import broader
from home.lists.result import Result

Lines = Iterator[str]


def query(result: Result) -> str:
    """Return a query whose solutions are the resources of a list, with their names in the reader's language."""
    asked = result.asked
    lines = [*_types(result)]
    for number, (name, values) in enumerate(asked.chosen.items(), start=1):
        lines += _facet(asked.facets[name], values, number, _listed(result))
    period = period_of(asked.type_name)
    if period and (asked.since or asked.until):
        lines += _period(result, *period)
    names = "|".join(dict.fromkeys(_term(_title(each).predicate) for each in _listed(result)))
    lines.append(f'OPTIONAL {{ ?resource {names} ?name FILTER(LANG(?name) = "{result.language}") }}')
    body = "\n".join(f"  {line}" for line in lines)
    text = f"SELECT DISTINCT ?resource ?name WHERE {{\n{body}\n}}\nORDER BY ?name\n"
    return f"{prologue(text)}\n{text}"


def _listed(result: Result) -> list[DeclaredType]:
    """Return the types of what is listed."""
    name, chosen = result.asked.type_name, result.asked.chosen.get("type")
    if name != ALL:
        return [registry().types[name]]
    return [each for each in registry().resources if not chosen or each.name in chosen]


def _types(result: Result) -> Lines:
    classes = [_term(each.classes[0]) for each in _listed(result)]
    if len(classes) == 1:
        yield f"?resource a {classes[0]} ."
    else:
        yield f"VALUES ?class {{ {' '.join(classes)} }}"
        yield "?resource a ?class ."


def _facet(facet: ListFacet, values: Iterable[object], number: int, listed: list[DeclaredType]) -> Lines:
    if isinstance(facet, LanguageFacet):
        yield from _languages([str(each) for each in values], listed)
    elif isinstance(facet, FieldFacet):
        subject = "?resource"
        if facet.facet.through:
            yield _linked(subject, facet.facet.through, f"?link{number}")
            subject = f"?link{number}"
        terms = " ".join(_value(facet, each) for each in values)
        levels = broader(facet.facet.target)
        yield _linked(subject, facet.facet.declared, f"?value{number}")
        if levels:
            yield f"?value{number} {_term(levels.predicate)}* ?chosen{number} ."
        yield f"VALUES ?{'chosen' if levels else 'value'}{number} {{ {terms} }}"


def _linked(subject: str, declared: Field | Inverse, value: str) -> str:
    if isinstance(declared, Inverse):
        return f"{value} {_term(declared.link.predicate)} {subject} ."
    return f"{subject} {_term(declared.predicate)} {value} ."


def _value(facet: FieldFacet, value: object) -> str:
    if facet.leads_to_resources:
        return abbreviated(iri(str(value)))
    [term] = facet.facet.field.terms(value)
    return str(term)


def _languages(codes: list[str], listed: list[DeclaredType]) -> Lines:
    """Yield the pattern of what has a page in a language or, without pages, a name in it."""
    wanted = ", ".join(f'"{code}"' for code in codes)
    page = f"{{ ?resource {_term(SCHEMA.url)}/{_term(DCTERMS.language)} ?language FILTER(?language IN ({wanted})) }}"
    names = "|".join(dict.fromkeys(_term(_title(each).predicate) for each in listed))
    without = f"FILTER NOT EXISTS {{ ?resource {_term(SCHEMA.url)}/{_term(DCTERMS.language)} ?any }}"
    yield f"{page} UNION {{ ?resource {names} ?named FILTER(LANG(?named) IN ({wanted})) {without} }}"


def _period(result: Result, start: str, end: str) -> Lines:
    """Yield the pattern of what was under way between two dates, as `Lists.under_way` defines it."""
    since, until = result.asked.since, result.asked.until
    first, last = _bounds("start", start), _bounds("end", end)
    yield f"OPTIONAL {{ {first} }}"
    began = f"?startEarliest <= {_day(until.latest)}" if until else ""
    ended = f"?startLatest >= {_day(since.earliest)}" if since else ""
    if start == end:
        yield f"FILTER({_all(began, ended)})"
        return
    yield f"OPTIONAL {{ {last} }}"
    opened = next((each for each in _listed(result)[0].fields.values() if _says_open(each, end)), None)
    if opened:
        yield f"OPTIONAL {{ ?resource {_term(opened.predicate)} ?open }}"
    lasted = f"(?endLatest >= {_day(since.earliest)} || COALESCE(?open, false))" if since else ""
    finished = f"?endEarliest <= {_day(until.latest)}" if until else "true"
    cases = [
        _all(began, lasted),
        _all(began, ended, "!BOUND(?endLatest) && !BOUND(?open)"),
        _all(lasted, finished, "!BOUND(?startLatest)"),
    ]
    yield f"FILTER({' || '.join(f'COALESCE({each}, false)' for each in cases)})"


def _bounds(name: str, field: str) -> str:
    earliest, latest, _ = companions(field)
    return f"?resource {_term(earliest.predicate)} ?{name}Earliest ; {_term(latest.predicate)} ?{name}Latest"


def _says_open(field: Field, end: str) -> bool:
    return isinstance(field, Boolean) and field.depends_on == (end,)


def _day(day: object) -> str:
    return f'"{day}"^^xsd:date'


def _all(*conditions: str) -> str:
    return " && ".join(filter(None, conditions))


def _title(declared: DeclaredType) -> Field:
    return declared.fields[declared.graph_type.title or "title"]


def _term(term: URIRef) -> str:
    return abbreviated(str(term))
