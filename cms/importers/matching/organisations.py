"""Read how people name an organisation: with an article, with its acronym in brackets, with an amount behind it."""

import re
from dataclasses import dataclass

from cms.fields.amount_input import Money, read_money

_ARTICLE = re.compile(r"(?:the|la|le|les|l['’]|el|los|las)\s*(?<=[\s'’])(?=\S)", re.IGNORECASE)
_BRACKET = re.compile(r"(.*\S)\s*[(\[（]([^()\[\]（）]+)[)\]）]\s*")
_BEHIND = re.compile(r"(.{0,200}?\S)\s{0,3}[:–—-]\s{1,3}(?=.{0,200}\d)(.{0,200})")
_MARKS = re.compile(r"[*†‡\u200b\u2060\ufeff]+")
_ACRONYM = re.compile(r"[^\W\d_][\w.&/-]{1,14}")


@dataclass(frozen=True)
class Named:
    """An organisation as a source names it: the name without an amount, and the amount."""

    name: str
    money: Money | None = None


def read_organisation(written: str) -> Named:
    """Return the name and the amount behind it; an amount that cannot be read stays in the name."""
    plain = " ".join(_MARKS.sub("", written).split())
    for found in (_BRACKET.fullmatch(plain), _BEHIND.fullmatch(plain)):
        if found and (money := _money(found[2])):
            return Named(found[1].strip(" ,;:"), money)
    return Named(plain)


def without_article(name: str) -> str:
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name


def in_brackets(name: str) -> tuple[str, str]:
    """Return a name without what stands in brackets behind it, and that; "" if there is nothing."""
    found = _BRACKET.fullmatch(name)
    return (found[1], found[2].strip()) if found else (name, "")


def acronym_in(name: str) -> tuple[str, str]:
    """Return a name without the acronym in brackets behind it, and that acronym; "" if there is none."""
    before, short = in_brackets(name)
    is_one = bool(_ACRONYM.fullmatch(short)) and (short.isupper() or sum(each.isupper() for each in short) > 1)
    return (before, short) if is_one else (name, "")


def _money(text: str) -> Money | None:
    try:
        money = read_money(text)
    except ValueError:
        return None
    return money if money.amount is not None and money.currency else None
