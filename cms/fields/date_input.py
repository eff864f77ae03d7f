"""Read dates as people write them in the six languages: "3 février 2020", "ongoing".

The form field and the importers both use it, so that they accept and refuse the same dates.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from babel import Locale
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from graph.declarations import LANGUAGES, django_language
from graph.declarations.partial_dates import APPROXIMATELY, ONGOING, OPEN, PartialDate

LONGEST = 60

_EDTF = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_YEAR_AND_MONTH = re.compile(r"[0-9]{2}([0-9]{2})[-/](0[1-9]|1[0-2])")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ][0-9]{2}:[0-9]{2}.*")
_TWO_YEARS = re.compile(r"([0-9]{2})([0-9]{2})[-/]([0-9]{2})")
_QUALIFIED = re.compile(r"(.*)[(\[]([^()\[\]]*)[)\]]")
_MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])[/.-]([0-9]{4})")
_ALL_NUMBERS = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|o)?")
_BETWEEN = re.compile(r"[\s,،年日号號]+|(?<=\w)\.|(?<=\w)-(?=\w)|(?<=[^\W\d])/(?=[^\W\d])")
_BEFORE_CHINESE = re.compile(r"(?<!\s)\s+(?=[年月日号號])")

_ONGOING_WORDS = """
    ongoing; on-going; on going; in progress; present; current; to date; en cours; à ce jour; en curso; a la fecha;
    hasta la fecha; مستمر; مستمرة; جار; جارية; قيد التنفيذ; продолжается; по настоящее время; 进行中; 進行中; 至今
"""
_APPROXIMATE_WORDS = """
    ~; ≈; about; around; approximately; approx; circa; ca; c; vers; environ; env;
    hacia; alrededor de; aproximadamente; aprox; حوالي; نحو; около; примерно; ок;
    大约; 大約; 约; 約
"""
_NOT_STATED_WORDS = """
    n/a; n.a.; n.a; na; -; –; —; tbd; tba; tbc; to be determined; to be confirmed; to be announced; unknown;
    not stated; not available; à déterminer; à confirmer; non précisé; inconnu; inconnue; s. d.; por definir;
    por determinar; por confirmar; a definir; sin fecha; s/f; desconocido; غير محدد; غير معروف; لم يحدد بعد;
    неизвестно; не указано; уточняется; будет определено; 待定; 未定; 不详; 未知
"""
# Words for a part of a year, before or after it: the year is then known, and not to the month.
_PARTS_OF_A_YEAR = """
    early; late; mid; middle of; beginning of; start of; end of; début; début de; mi; milieu de; fin; fin de; courant;
    principios de; a principios de; comienzos de; mediados de; finales de; fines de; начало; в начале; середина;
    конец; в конце; أوائل; أواخر; منتصف; بداية; نهاية; 年初; 年中; 年底; 年末; spring; summer; autumn; fall; winter;
    printemps; été; automne; hiver; primavera; verano; otoño; invierno; весна; лето; осень; зима; весной; летом;
    осенью; зимой; ربيع; صيف; خريف; شتاء; 春; 夏; 秋; 冬; 春季; 夏季; 秋季; 冬季;
    q1; q2; q3; q4; t1; t2; t3; t4; 1st quarter; 2nd quarter; 3rd quarter; 4th quarter; first half; second half; h1; h2
"""
_ESTIMATED = "approx; approx.; approximate; approximately; est; est.; estimated; estimate; estimé; aprox; aprox."
# Words between the parts of a date in Spanish, English and Russian.
_FILLERS = frozenset({"de", "del", "of", "г", "года", "год"})


def read_partial_date(text: str, allow_open: bool = True) -> PartialDate | None:
    """Return the date that a text states, or None for a blank text.

    Raise ValueError for any other text; its message is one sentence that says what to write.
    """
    written = text.strip()
    if len(written) > LONGEST:
        raise _unreadable(written)
    folded = _fold(written)
    if not folded or folded in _words(_NOT_STATED_WORDS):
        return None
    folded, is_estimate = _without_remark(folded)
    if folded in _ongoing_words():
        if allow_open:
            return PartialDate()
        raise ValueError(_("Enter a date here: only an end can be “ongoing”."))
    plain = _without_approximation(folded) or _without_part_of_a_year(folded)
    edtf = _edtf(plain or folded, written)
    return replace(PartialDate.parse(edtf), approximate=plain is not None or is_estimate)


def _without_remark(folded: str) -> tuple[str, bool]:
    """Return the text without "(approx.)" behind it, and whether that was there; and "ongoing (…)" as "ongoing"."""
    if remark := _QUALIFIED.fullmatch(folded):
        before = remark[1].rstrip()
        if remark[2] in _words(_ESTIMATED):
            return before, True
        if before in _ongoing_words():
            return before, False
    return folded, False


def _without_part_of_a_year(folded: str) -> str | None:
    """Return the year of a season, a quarter or "early 2019", of which a month cannot be told; None for others."""
    for word in sorted(_words(_PARTS_OF_A_YEAR), key=len, reverse=True):
        part = re.escape(word)
        for pattern in (rf"{part}[\s-]*((?:[^\W\d]+ )?[0-9]{{4}})年?", rf"([0-9]{{4}})年?[\s-]*{part}"):
            if match := re.fullmatch(pattern, folded):
                return match[1]
    return None


def _edtf(folded: str, written: str) -> str:
    if numbers := _ALL_NUMBERS.fullmatch(folded):
        return _edtf_of_numbers(numbers, written)
    if timed := _WITH_TIME.fullmatch(folded):
        return timed[1]
    if month := _MONTH_FIRST.fullmatch(folded):
        return f"{month[2]}-{int(month[1]):02}"
    if may_be_two_years(folded):
        message = _("“%(text)s” may be two years or a month: write “%(month)s”, or the year in which it began.")
        raise ValueError(
            message
            % {"text": written, "month": PartialDate.parse(folded.replace("/", "-")).display(get_language() or "en")}
        )
    if two := _later_year(folded):
        message = _("“%(text)s” may be the two years %(first)s and %(last)s: write the year in which it began.")
        raise ValueError(message % {"text": written, "first": folded[:4], "last": two})
    if year_first := _YEAR_FIRST.fullmatch(folded):
        year, _mark, month, day = year_first.groups()
        return "-".join(filter(None, (year, f"{int(month):02}", day and f"{int(day):02}")))
    edtf = folded if _EDTF.fullmatch(folded) else _edtf_of_words(folded)
    if edtf is None:
        raise _unreadable(written)
    return edtf


def _edtf_of_numbers(numbers: re.Match, written: str) -> str:
    """Return EDTF for a date in figures if only one of them can be the month; else raise ValueError with both."""
    first, second, year = int(numbers[1]), int(numbers[3]), numbers[4]
    readings = {(month, day) for month, day in ((second, first), (first, second)) if month <= 12}
    if len(year) == 4 and len(readings) == 1:
        [(month, day)] = readings
        return f"{year}-{month:02}-{day:02}"
    if len(year) == 4 and readings and first and second:
        both = [PartialDate.parse(f"{year}-{month:02}-{day:02}") for month, day in ((second, first), (first, second))]
        one, other = (each.display(get_language() or "en") for each in both)
        message = _("“%(text)s” may be %(one)s or %(other)s: write the month as a word.")
        raise ValueError(message % {"text": written, "one": one, "other": other})
    message = _("“%(text)s” may put the day or the month first: write the month as a word, such as “3 Feb 2020”.")
    raise ValueError(message % {"text": written})


def _later_year(figures: str) -> str:
    """Return the second of two years in figures such as 2017-18, of which the last can be no month; else ""."""
    found = _TWO_YEARS.fullmatch(figures)
    return f"{found[1]}{found[3]}" if found and int(found[3]) > max(12, int(found[2])) else ""


def may_be_two_years(figures: str) -> bool:
    """Return whether a month in figures could be two consecutive years, as 2010-11 is in many budgets."""
    found = _YEAR_AND_MONTH.fullmatch(figures)
    return found is not None and (int(found[1]) + 1) % 100 == int(found[2])


def as_written(date: PartialDate) -> str:
    """Return a date as EDTF, or in words if its figures could mean two years; `read_partial_date` reads both back."""
    figures, approximate = date.edtf.rstrip("~"), "~" if date.approximate else ""
    return PartialDate.parse(figures).display("en") + approximate if may_be_two_years(figures) else date.edtf


def _unreadable(written: str) -> ValueError:
    message = _(
        "“%(text)s” cannot be read as a date: write a year, a month or a day, "
        "such as “2020”, “Feb 2020” or “3 Feb 2020”."
    )
    return ValueError(message % {"text": written[:LONGEST]})


def _edtf_of_words(folded: str) -> str | None:
    """Return EDTF for a year with an optional month's name and day, in any order; None for any other text."""
    found: dict[str, str] = {}
    for name in _MONTHS_OF_TWO_WORDS:
        folded = folded.replace(name, name.replace(" ", "_"))
    folded = _BEFORE_CHINESE.sub("", folded)
    for word in filter(None, _BETWEEN.split(folded.replace("月", "月 "))):
        if (name := word.replace("_", " ")) in _MONTHS:
            part, value = "month", f"{_MONTHS[name]:02}"
        elif _YEAR.fullmatch(word):
            part, value = "year", word
        elif day := _DAY.fullmatch(word):
            part, value = "day", f"{int(day[1]):02}"
        elif word in _FILLERS or word in _WEEKDAYS:
            continue
        else:
            return None
        if found.get(part, value) != value:
            return None
        found[part] = value
    if "year" not in found or ("day" in found and "month" not in found):
        return None
    return "-".join(found[part] for part in ("year", "month", "day") if part in found)


@cache
def _words(several: str) -> frozenset[str]:
    return frozenset(_fold(each) for each in several.split(";"))


def _ongoing_words() -> set[str]:
    words = {OPEN, *map(_fold, _ONGOING_WORDS.split(";"))}
    return words | {_fold(label) for label in _in_each_language(ONGOING)}


def _without_approximation(folded: str) -> str | None:
    """Return the text after "about" or before "~"; None if the text is not approximate."""
    for before, after in _approximations():
        # "ок" means "about", but not in "октябрь".
        edge = r"(?![^\W\d_])\.?" if before[-1:].isalpha() else ""
        pattern = rf"{re.escape(before)}{edge}\s*(.+?)\s*{re.escape(after)}"
        if match := re.fullmatch(pattern, folded):
            return match[1]
    return None


def _approximations() -> Iterator[tuple[str, str]]:
    """Yield the texts before and after a date, in folded form, that mark it as approximate."""
    yield "", "~"
    for word in _APPROXIMATE_WORDS.split(";"):
        yield _fold(word), ""
    for pattern in _in_each_language(APPROXIMATELY):
        before, _date, after = map(_fold, pattern.partition("%(date)s"))
        if before or after:
            yield before, after


def _in_each_language(message: object) -> Iterator[str]:
    for language in LANGUAGES:
        with override(django_language(language)):
            yield str(message)


def _fold(text: str) -> str:
    """Return the text without case, accents and direction marks, and with all digits as 0-9."""
    characters = unicodedata.normalize("NFKD", text.casefold())
    kept = (
        str(unicodedata.decimal(character, character))
        for character in characters
        if unicodedata.category(character) not in ("Mn", "Cf")
    )
    return " ".join("".join(kept).split())


def _months() -> dict[str, int]:
    """Return the numbers of months by folded name, wide and abbreviated, in American and international English."""
    names: dict[str, int] = {}
    for locale in map(Locale.parse, ("en_001", *LANGUAGES, *_FURTHER_LOCALES)):
        for context in locale.months.values():
            for width in ("wide", "abbreviated"):
                for month, name in context[width].items():
                    names.setdefault(_fold(name).rstrip("."), month)
    return names


def _weekdays() -> set[str]:
    locales = map(Locale.parse, ("en_001", *LANGUAGES))
    return {
        _fold(name).rstrip(".")
        for locale in locales
        for context in locale.days.values()
        for width in ("wide", "abbreviated")
        for name in context[width].values()
    }


_FURTHER_LOCALES = ("ar_LB", "ar_DZ", "ar_MA", "pt", "de", "it")
"""Other names of the months in Arabic, and languages that the texts of the site are not in."""
_MONTHS = _months()
_MONTHS_OF_TWO_WORDS = sorted((name for name in _MONTHS if " " in name), key=len, reverse=True)
_WEEKDAYS = _weekdays() - _MONTHS.keys()
