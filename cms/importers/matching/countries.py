"""Find the country that a name or code means, however people write it; a name that may mean several means none.

The names are those of the site's own records and, beside them, those of ISO 3166 with its translations, of the CLDR,
and the spellings listed in countries.txt. They need no database, so that the sandbox can use them too.
"""

import gettext
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycountry
from babel import Locale

from cms.importers.matching.names import fold_place
from graph.declarations import LANGUAGES

SPELLINGS = Path(__file__).with_name("countries.txt")
_TRANSLATIONS = {"ar": "ar", "es": "es", "fr": "fr", "ru": "ru", "zh": "zh_CN"}
_MARKS = re.compile(r"[*†‡§¹²³\u200b-\u200f\u2060\ufeff]+|\[\w{1,2}\]|(?<=\w)\^\w$")
_BRACKETS = re.compile(r"(?<!\s)\s*[(\[（]([^()\[\]（）]*)[)\]）]\s*$")
_PUNCTUATION = re.compile(r"[.,;:/()\[\]（）]+")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_ARTICLE = re.compile(r"(?:the|le|la|les|el|los|las|l|the republic of|republic of|republique de|republique du"
                      r"|republica de|republica del|kingdom of|state of|islamic republic of)\s+(?=\S)")  # fmt: skip
_SEPARATORS = re.compile(
    r"(?:[,;|/•،；，、\n]|(?<!\s)\s+(?:and|et|y|e|и|و|&|-|–)(?=\s))(?![^(]{0,300}\))", re.IGNORECASE
)
_CODE = re.compile(r"[A-Za-z]{2,3}|\d{3}")
_OTHER_CODES = {
    **{"BU": "MM", "DY": "BJ", "HV": "BF", "RH": "ZW", "ZR": "CD", "TP": "TL"},
    **{"XK": "XK", "XKX": "XK", "UK": "GB", "EL": "GR"},
}
"""Codes of ISO 3166-3 that only one country has taken over, and codes that others use beside the standard."""
_MORE_THAN_ONE = frozenset({"congo", "korea", "guinea", "samoa", "sudan", "virgin islands", "saint martin", "ireland"})
"""Names that a word in brackets may turn into the name of another country."""


@dataclass(frozen=True)
class Meaning:
    """The alpha-2 codes of the countries that a name may mean: one, several or none."""

    codes: frozenset[str]

    @property
    def code(self) -> str:
        return next(iter(self.codes)) if len(self.codes) == 1 else ""


def meaning(written: str) -> Meaning:
    """Return which countries a name, a code or a flag may mean, with or without marks and words in brackets."""
    plain = " ".join(_MARKS.sub("", unicodedata.normalize("NFC", written)).split())
    for found in _readings(plain):
        if found:
            return Meaning(found)
    return Meaning(frozenset())


def _readings(plain: str) -> Iterator[frozenset[str]]:
    """Yield what a name means as a whole, as a code, without an article, and without what stands in brackets."""
    yield from (_known(plain), _coded(plain), _without_article(plain), _twice(plain))
    bracket = _BRACKETS.search(plain)
    if bracket is None or not bracket.start():
        return
    before, within = meaning(plain[: bracket.start()]), meaning(bracket[1])
    if before.code and within.code in ("", before.code):
        may_differ = key(plain[: bracket.start()]) in _MORE_THAN_ONE and not within.code and within.codes
        told = key(plain[: bracket.start()]) in _MORE_THAN_ONE and not within.code and key(bracket[1]) not in _EMPTY
        if not may_differ and not told:
            yield before.codes
    elif before.codes and within.code in before.codes:
        yield within.codes


_EMPTY = frozenset({"", "the"})


def key(name: str) -> str:
    """Return a name in the form in which all its spellings are equal: without case, accents, points and brackets."""
    joined = re.sub(r"(?<=\b\w)\.(?=\s?\w\b)", "", name)
    return fold_place(" ".join(_PUNCTUATION.sub(" ", joined).split()))


def _known(name: str) -> frozenset[str]:
    return names().get(key(name), names().get(fold_place(name), frozenset()))


def _without_article(name: str) -> frozenset[str]:
    shorter, number = _ARTICLE.subn("", key(name), count=1)
    return names().get(shorter, frozenset()) if number and shorter not in _MORE_THAN_ONE else frozenset()


def _twice(name: str) -> frozenset[str]:
    """Return the country that is named in two ways, as in “Turkey/Türkiye”."""
    parts = [meaning(each).codes for each in name.split("/")] if name.count("/") == 1 else []
    return parts[0] if len(parts) == 2 and parts[0] == parts[1] else frozenset()


def split_countries(written: str) -> list[str]:
    """Return the names in a list of countries, each with what stands in brackets behind it.

    A text of which a part is no country stays as it is.
    """
    if meaning(written).codes:
        return [written]
    parts = [each.strip() for each in _SEPARATORS.split(written) if each and each.strip()]
    return parts if len(parts) > 1 and all(meaning(each).code for each in parts) else [written]


def _coded(written: str) -> frozenset[str]:
    """Return the country of an alpha-2, alpha-3 or M49 code, or of a flag."""
    if _FLAG.fullmatch(written):
        written = "".join(chr(ord(each) - 0x1F1E6 + ord("A")) for each in written)
    if not _CODE.fullmatch(written):
        return frozenset()
    if written.isdigit():
        found = pycountry.countries.get(numeric=written)
    else:
        found = pycountry.countries.get(**{f"alpha_{len(written)}": written.upper()})
    code = found.alpha_2 if found else _OTHER_CODES.get(written.upper())
    return frozenset([code]) if code else frozenset()


@cache
def names() -> dict[str, frozenset[str]]:
    """Return the countries by name; a listed spelling decides what lists of names leave open."""
    found: dict[str, set[str]] = {}
    for code, name in (*_of_iso(), *_of_cldr()):
        _add(found, name, [code])
    listed: dict[str, set[str]] = {}
    for line in SPELLINGS.read_text("utf-8").splitlines():
        codes, _colon, several = ("", "", "") if line.startswith("#") else line.partition(": ")
        for name in several.split(";"):
            _add(listed, name, codes.split())
    # A name that another country bears in a list of names too is ambiguous, however it is spelled here.
    merged = {each: found.get(each, set()) | listed.get(each, set()) for each in found.keys() | listed.keys()}
    several = {each for each, codes in listed.items() if len(codes) > 1}
    return {each: frozenset(listed[each] if each in several else codes) for each, codes in merged.items() if each}


def _add(found: dict[str, set[str]], name: str, codes: Iterable[str]) -> None:
    for form in {key(name), fold_place(name)} - {""}:
        if any(each in pycountry_codes() for each in codes):
            found.setdefault(form, set()).update(codes)


@cache
def pycountry_codes() -> frozenset[str]:
    return frozenset({*(each.alpha_2 for each in pycountry.countries), "XK"})


def _of_iso() -> Iterator[tuple[str, str]]:
    translations = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[each]) for each in _TRANSLATIONS.values()
    ]
    for country in pycountry.countries:
        several = {getattr(country, each, "") for each in ("name", "official_name", "common_name")} - {""}
        for name in several:
            yield country.alpha_2, name
            yield from ((country.alpha_2, each.gettext(name)) for each in translations)


def _of_cldr() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in pycountry_codes():
                yield code, name
