"""The names under which sources mention a country, beyond the labels that the site has.

From ISO 3166 and CLDR, which know official, short and everyday names in our six
languages, and a few spellings that the United Nations' own texts use besides.
"""

from collections.abc import Iterator
from functools import cache

import pycountry
from babel import Locale

from graph.languages import LANGUAGES

from .labels import fold

_OTHER_SPELLINGS = {
    "BO": ("Plurinational State of Bolivia",),
    "CD": ("DR Congo", "DRC", "Democratic Republic of the Congo", "Congo DR"),
    "CI": ("Ivory Coast",),
    "CV": ("Cape Verde",),
    "FM": ("Federated States of Micronesia",),
    "GB": ("UK", "Great Britain"),
    "GM": ("Republic of The Gambia",),
    "KP": ("DPRK", "DPR Korea"),
    "KR": ("Korea", "South Korea", "ROK", "Republic of Korea (South)"),
    "LA": ("Lao PDR", "Lao P.D.R."),
    "MK": ("Macedonia", "The former Yugoslav Republic of Macedonia"),
    "MM": ("Burma",),
    "PS": ("Palestine", "State of Palestine"),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "TZ": ("UR Tanzania",),
    "US": ("USA", "US"),
    "VA": ("Holy See", "Vatican"),
}


def country_key(name: str) -> str:
    """The form in which two spellings of a country's name are compared."""
    return fold(name).removeprefix("the ")


@cache
def names_of(code: str) -> frozenset[str]:
    """Keys of the names of the country with this ISO code."""
    names = {*_OTHER_SPELLINGS.get(code, ()), *_iso_names(code), *_cldr_names(code)}
    return frozenset(country_key(name) for name in names)


def _iso_names(code: str) -> Iterator[str]:
    country = pycountry.countries.get(alpha_2=code)
    for kind in ("name", "common_name", "official_name"):
        name = getattr(country, kind, None)
        if name:
            yield name
            short, _, before = name.partition(", ")
            if before:
                # "Korea, Republic of" is also written in these two ways.
                yield from (f"{before} {short}", f"{short} ({before})")


def _cldr_names(code: str) -> Iterator[str]:
    for language in LANGUAGES:
        name = Locale.parse(language).territories.get(code)
        if name:
            yield name
