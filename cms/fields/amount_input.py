"""Read amounts of money as people write them: "1.72 million EUR", "€1,5 million", "CHF 100'000".

What may be read in two ways is refused with both of them.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

import pycountry
from django.utils.translation import gettext as _

LONGEST = 60

SIGNS = {"€": "EUR", "£": "GBP", "US$": "USD", "USD$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD",
         "NZ$": "NZD", "R$": "BRL", "HK$": "HKD", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH",
         "₫": "VND", "₦": "NGN", "₱": "PHP", "₪": "ILS", "฿": "THB"}  # fmt: skip
WORDS = {"euro": "EUR", "euros": "EUR", "евро": "EUR", "欧元": "EUR", "يورو": "EUR", "us dollar": "USD",
         "us dollars": "USD", "u.s. dollars": "USD", "american dollars": "USD", "dollars américains": "USD",
         "dólares estadounidenses": "USD", "долларов сша": "USD", "美元": "USD", "دولار أمريكي": "USD",
         "swiss francs": "CHF", "francs suisses": "CHF", "pounds sterling": "GBP"}  # fmt: skip
AMBIGUOUS = {"$": ("USD", "CAD", "AUD"), "¥": ("JPY", "CNY"), "dollars": ("USD", "CAD", "AUD"),
             "fcfa": ("XOF", "XAF"), "f cfa": ("XOF", "XAF"), "francs cfa": ("XOF", "XAF"), "francs": ("CHF", "XOF"),
             "pesos": ("MXN", "COP"),
             "kr": ("SEK", "NOK", "DKK"), "kroner": ("NOK", "DKK"), "pounds": ("GBP", "EGP")}  # fmt: skip
HISTORIC = frozenset(
    [
        "ATS",
        "BEF",
        "CYP",
        "DEM",
        "EEK",
        "ESP",
        "FIM",
        "FRF",
        "GRD",
        "HRK",
        "IEP",
        "ITL",
        "LTL",
        "LUF",
        "LVL",
        "MTL",
        "NLG",
        "PTE",
        "SIT",
        "SKK",
        "XEU",
        "AZM",
        "BGL",
        "BYR",
        "CSK",
        "CSD",
        "ECS",
        "GHC",
        "MGF",
        "MRO",
        "MZM",
        "PLZ",
        "ROL",
        "RUR",
        "SDD",
        "SRG",
        "STD",
        "TMM",
        "TPE",
        "TRL",
        "VEB",
        "VEF",
        "YUM",
        "ZAL",
        "ZMK",
        "ZRN",
        "ZWD",
        "ZWL",
        "DDM",
        "SUR",
    ]
)
"""Codes of currencies that are not used any more, in which grants of earlier years were given."""
MULTIPLIERS = {
    10**3: ("k", "thousand", "mil", "mille", "тыс", "тысяч", "ألف", "千"),
    10**4: ("万", "萬"),
    10**6: ("m", "mn", "mio", "mln", "million", "millions", "millón", "millon", "millones", "млн", "миллион",
            "миллиона", "миллионов", "مليون", "百万"),
    10**8: ("亿", "億"),
    10**9: ("bn", "billion", "milliard", "milliards", "mrd", "млрд", "миллиард", "миллиарда", "миллиардов", "مليار"),
}  # fmt: skip

_NUMBER = re.compile(r"\d(?:[\d.,'’]|\s(?=\d{3}(?!\d)))*")


@dataclass(frozen=True)
class Money:
    """An amount with the ISO code of its currency; either may be missing."""

    amount: Decimal | None
    currency: str


def currencies() -> set[str]:
    """Return the codes that a grant may have: those of ISO 4217, and those of earlier currencies."""
    return {each.alpha_3 for each in pycountry.currencies} | HISTORIC


def read_money(written: str) -> Money:
    """Return the amount that a text states; raise ValueError with a sentence that says what to write instead."""
    text = " ".join(unicodedata.normalize("NFKC", written).split())
    numbers = list(_NUMBER.finditer(text))
    if len(text) > LONGEST or len(numbers) > 1:
        raise _unreadable(written)
    if not numbers:
        return Money(None, _currency(text, written) if text else "")
    found = numbers[0]
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    multiplier, rest = _multiplier(rest)
    return Money(_number(found[0], written) * multiplier, _currency(rest, written))


def _number(digits: str, written: str) -> Decimal:
    """Return the number; raise ValueError if a single mark may separate thousands or a fraction."""
    plain = re.sub(r"[\s'’]", "", digits).rstrip(".,")
    marks = [each for each in plain if each in ".,"]
    if not marks:
        return Decimal(plain)
    last = marks[-1]
    whole, _mark, fraction = plain.rpartition(last)
    several = len(set(marks)) == 1 and len(marks) > 1
    groups = re.split("[.,]", plain if several else whole)
    if several or len(set(marks)) == 2:
        grouped = all(len(each) == 3 for each in groups[1:]) and 1 <= len(groups[0]) <= 3
        if not grouped or (not several and marks.count(last) > 1):
            raise _unreadable(written)
        return Decimal("".join(groups)) if several else Decimal(f"{''.join(groups)}.{fraction}")
    if len(fraction) == 3 and 1 <= len(whole) <= 3 and whole != "0":
        message = _("“%(text)s” may be %(one)s or %(other)s: write it without a separator of thousands.")
        both = {"one": f"{whole}{fraction}", "other": f"{whole}.{fraction}"}
        raise ValueError(message % {"text": written[:LONGEST], **both})
    return Decimal(f"{whole}.{fraction}")


def _multiplier(rest: str) -> tuple[int, str]:
    """Return by what the number is multiplied, and the text without the word that says it."""
    for value, words in MULTIPLIERS.items():
        for word in words:
            edge = r"(?<![^\W\d_])" if word.isascii() else ""
            end = r"(?![^\W\d_])\.?" if not re.search("[\u4e00-\u9fff]", word) else ""
            pattern = rf"{edge}{re.escape(word)}{end}(?:\s+(?:de|d'|of)\b)?"
            left, number = re.subn(pattern, " ", rest, count=1, flags=re.IGNORECASE)
            if number:
                return value, left
    return 1, rest


def _currency(rest: str, written: str) -> str:
    """Return the code of the currency that a text without its number names, or "" for nothing."""
    name = " ".join(rest.split()).strip(" .,;:()")
    if not name:
        return ""
    found = SIGNS.get(name.upper()) or WORDS.get(name.casefold())
    if found is None and name.upper() in currencies():
        found = name.upper()
    if found is None and name.casefold() in AMBIGUOUS:
        codes = _(" or ").join(AMBIGUOUS[name.casefold()])
        message = _("“%(text)s” may be in %(codes)s: write the code of the currency.")
        raise ValueError(message % {"text": written[:LONGEST], "codes": codes})
    if found is None:
        raise _unreadable(written)
    return found


def _unreadable(written: str) -> ValueError:
    message = _("“%(text)s” cannot be read as an amount: write it as 1000.50 EUR, with a point and three letters.")
    return ValueError(message % {"text": written[:LONGEST]})
