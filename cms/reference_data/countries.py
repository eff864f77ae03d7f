"""The countries and territories of ISO 3166-1 with their names in six languages.

Codes are those of pycountry (for these the UN M49 code is the ISO number). A name is the
one that the United Nations use where it is another than CLDR's or ISO's everyday name;
all the others become alternative names, under which editors and imports find the country.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pycountry
from babel import Locale

from cms.reference_data.country_names import ALTERNATIVE_NAMES, OFFICIAL_NAMES
from graph.languages import LANGUAGES

TERRITORIES = {language: Locale.parse(language).territories for language in LANGUAGES}
# CLDR shortens some words to fit into maps and menus.
ABBREVIATIONS = {"о-ва": "острова", "о-в": "остров", "EE. UU.": "los Estados Unidos"}


@dataclass(frozen=True)
class CountryFacts:
    code: str
    code3: str
    m49: str
    labels: dict[str, str]
    alternative_labels: dict[str, list[str]]


def countries() -> Iterator[CountryFacts]:
    for country in sorted(pycountry.countries, key=lambda each: each.alpha_2):
        labels = {each: label(country, each) for each in LANGUAGES}
        yield CountryFacts(
            code=country.alpha_2,
            code3=country.alpha_3,
            m49=country.numeric,
            labels=labels,
            alternative_labels=_alternative_labels(country, labels),
        )


def label(country: Any, language: str) -> str:
    official = OFFICIAL_NAMES.get(country.alpha_2, {}).get(language)
    everyday = country.name if language == "en" else _cldr_name(country, language)
    return official or everyday


def _cldr_name(country: Any, language: str) -> str:
    name = TERRITORIES[language][country.alpha_2]
    for short, word in ABBREVIATIONS.items():
        name = re.sub(rf"\b{re.escape(short)}(?!\w)", word, name)
    return name[0].upper() + name[1:]


def _alternative_labels(country: Any, labels: dict[str, str]) -> dict[str, list[str]]:
    """Every other name that is known, by language, each once."""
    others = {each: [_cldr_name(country, each)] for each in LANGUAGES}
    for kind in ("name", "common_name", "official_name"):
        others["en"].append(getattr(country, kind, ""))
    for language, names in ALTERNATIVE_NAMES.get(country.alpha_2, {}).items():
        others[language].extend(names)
    found = {}
    for language, names in others.items():
        known = {labels[language].casefold(): ""}
        for name in filter(None, names):
            known.setdefault(name.casefold(), name)
        found[language] = list(filter(None, known.values()))
    return {language: names for language, names in found.items() if names}
