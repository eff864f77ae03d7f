"""The countries and territories of ISO 3166-1 with their names in six languages.

Codes come from pycountry (for countries, the UN M49 code is the ISO number). The label is the
name that the United Nations use, where it differs from CLDR's or ISO's everyday name; all other
names become alternative labels, by which editors and imports find the country.
"""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pycountry
from babel import Locale

from cms.data.reference import facts
from cms.models import Country
from graph.declarations import LANGUAGES

TERRITORIES = {language: Locale.parse(language).territories for language in LANGUAGES}
# CLDR abbreviates some words, so that names fit into maps and menus.
ABBREVIATIONS = {"о-ва": "острова", "о-в": "остров", "EE. UU.": "los Estados Unidos"}


# The standard has no code for it: these are the user-assigned codes of the European Union, the World Bank and IATI.
KOSOVO = SimpleNamespace(alpha_2="XK", alpha_3="XKX", numeric=None, name="Kosovo")
SOURCES = {"XK": "No code of ISO 3166-1 or UN M49. Named in the sense of Security Council resolution 1244 (1999)."}


def countries() -> Iterator[Country]:
    """Yield an unsaved row for each country, by code."""
    for country in sorted([*pycountry.countries, KOSOVO], key=lambda country: country.alpha_2):
        labels = {language: _label(country, language) for language in LANGUAGES}
        yield Country(
            code=country.alpha_2,
            code3=country.alpha_3,
            m49=country.numeric,
            source=SOURCES.get(country.alpha_2, ""),
            labels=labels,
            alternative_labels=_other_names(country, labels),
        )


def region_name(m49: str, language: str) -> str:
    """Return CLDR's name of the region with this UN M49 code."""
    return _capitalised(TERRITORIES[language][m49])


def _label(country: Any, language: str) -> str:
    names = facts.country_names().get(country.alpha_2)
    official = names.labels.get(language) if names else None
    return official or (country.name if language == "en" else _cldr_name(country, language))


def _cldr_name(country: Any, language: str) -> str:
    name = TERRITORIES[language][country.alpha_2]
    for short, word in ABBREVIATIONS.items():
        name = re.sub(rf"\b{re.escape(short)}(?!\w)", word, name)
    return _capitalised(name)


def _capitalised(name: str) -> str:
    return name[0].upper() + name[1:]


def _other_names(country: Any, labels: dict[str, str]) -> dict[str, list[str]]:
    """Return the country's names other than its labels, by language, without repetitions."""
    others = {language: [_cldr_name(country, language)] for language in LANGUAGES}
    for kind in ("name", "common_name", "official_name"):
        others["en"].append(getattr(country, kind, ""))
    if names := facts.country_names().get(country.alpha_2):
        for language, further in names.other_names.items():
            others[language].extend(further)
    different = {language: _different(labels[language], names) for language, names in others.items()}
    return {language: names for language, names in different.items() if names}


def _different(label: str, names: list[str]) -> list[str]:
    """Return the names that differ from the label and from each other by more than case."""
    by_case = {label.casefold(): ""}
    for name in names:
        by_case.setdefault(name.casefold(), name)
    return [name for name in by_case.values() if name]
