"""The regions of the United Nations' Standard Country or Area Codes for Statistical Use (M49), and its lists.

LDC, LLDC and SIDS are groups, not marks on a country: M49 itself keeps them as groupings with codes of their own
(199, 432, 722), their members change, and so they are found, shown and edited like every other group.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale

from cms.models import CountryGroup
from graph.languages import LANGUAGES

Kind = CountryGroup.Kind
SOURCE = "United Nations Statistics Division, M49; LDC, LLDC and SIDS as it listed them in 2024."
TERRITORIES = {language: Locale.parse(language).territories for language in LANGUAGES}


@dataclass(frozen=True)
class Group:
    """A group with the ISO codes of its countries; `part_of` is the code of a group that comes before it."""

    code: str
    kind: Kind
    labels: dict[str, str]
    countries: str
    alternative_labels: tuple[str, ...] = ()
    m49: str | None = None
    part_of: str | None = None
    source: str = SOURCE


# A region's code, that of the region around it, and the countries that lie in no smaller region.
REGIONS = {
    "002": ("", ""),
    "015": ("002", "DZ EG EH LY MA SD TN"),
    "202": ("002", ""),
    "011": ("202", "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG"),
    "014": ("202", "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW"),
    "017": ("202", "AO CD CF CG CM GA GQ ST TD"),
    "018": ("202", "BW LS NA SZ ZA"),
    "019": ("", ""),
    "021": ("019", "BM CA GL PM US"),
    "419": ("019", ""),
    "005": ("419", "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE"),
    "013": ("419", "BZ CR GT HN MX NI PA SV"),
    "029": ("419", "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI"),
    "142": ("", ""),
    "030": ("142", "CN HK JP KP KR MN MO TW"),
    "034": ("142", "AF BD BT IN IR LK MV NP PK"),
    "035": ("142", "BN ID KH LA MM MY PH SG TH TL VN"),
    "143": ("142", "KG KZ TJ TM UZ"),
    "145": ("142", "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE"),
    "150": ("", ""),
    "039": ("150", "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA"),
    "151": ("150", "BG BY CZ HU MD PL RO RU SK UA"),
    "154": ("150", "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ"),
    "155": ("150", "AT BE CH DE FR LI LU MC NL"),
    "009": ("", ""),
    "053": ("009", "AU CC CX HM NF NZ"),
    "054": ("009", "FJ NC PG SB VU"),
    "057": ("009", "FM GU KI MH MP NR PW UM"),
    "061": ("009", "AS CK NU PF PN TK TO TV WF WS"),
}

# Where the United Nations say something else than CLDR, from which all other names are.
NAMES = {
    "021": {"ru": "Северная Америка", "zh": "北美洲"},
    "035": {"en": "South-eastern Asia"},
    "053": {
        "en": "Australia and New Zealand",
        "fr": "Australie et Nouvelle-Zélande",
        "es": "Australia y Nueva Zelandia",
        "ar": "أستراليا ونيوزيلندا",
        "ru": "Австралия и Новая Зеландия",
        "zh": "澳大利亚和新西兰",
    },
    "057": {
        "en": "Micronesia",
        "fr": "Micronésie",
        "es": "Micronesia",
        "ar": "ميكرونيزيا",
        "zh": "密克罗尼西亚",
    },
    "202": {"ru": "Африка к югу от Сахары"},
    "419": {
        "en": "Latin America and the Caribbean",
        "fr": "Amérique latine et Caraïbes",
        "es": "América Latina y el Caribe",
        "ar": "أمريكا اللاتينية ومنطقة البحر الكاريبي",
        "ru": "Латинская Америка и Карибский бассейн",
        "zh": "拉丁美洲和加勒比",
    },
}

LISTS = (
    Group(
        "ldc",
        Kind.LISTED,
        {
            "en": "Least developed countries",
            "fr": "Pays les moins avancés",
            "es": "Países menos adelantados",
            "ar": "أقل البلدان نموا",
            "ru": "Наименее развитые страны",
            "zh": "最不发达国家",
        },
        "AF AO BD BF BI BJ CD CF DJ ER ET GM GN GW HT KH KI KM LA LR LS MG ML MM MR MW MZ NE NP RW SB SD SL SN SO "
        "SS ST TD TG TL TV TZ UG YE ZM",
        ("LDC", "LDCs"),
        "199",
    ),
    Group(
        "lldc",
        Kind.LISTED,
        {
            "en": "Landlocked developing countries",
            "fr": "Pays en développement sans littoral",
            "es": "Países en desarrollo sin litoral",
            "ar": "البلدان النامية غير الساحلية",
            "ru": "Развивающиеся страны, не имеющие выхода к морю",
            "zh": "内陆发展中国家",
        },
        "AF AM AZ BF BI BO BT BW CF ET KG KZ LA LS MD MK ML MN MW NE NP PY RW SS SZ TD TJ TM UG UZ ZM ZW",
        ("LLDC", "LLDCs"),
        "432",
    ),
    Group(
        "sids",
        Kind.LISTED,
        {
            "en": "Small island developing States",
            "fr": "Petits États insulaires en développement",
            "es": "Pequeños Estados insulares en desarrollo",
            "ar": "الدول الجزرية الصغيرة النامية",
            "ru": "Малые островные развивающиеся государства",
            "zh": "小岛屿发展中国家",
        },
        "AG AI AS AW BB BQ BS BZ CK CU CV CW DM DO FJ FM GD GU GW GY HT JM KI KM KN LC MH MP MS MU MV NC NR NU PF "
        "PG PR PW SB SC SG SR ST SX TL TO TT TV VC VG VI VU WS",
        ("SIDS",),
        "722",
    ),
)


def m49_groups() -> Iterator[Group]:
    """Regions, each after the one in which it lies, then the lists."""
    for code, (around, _countries) in REGIONS.items():
        yield Group(
            code=f"m49-{code}",
            kind=Kind.REGION,
            labels={language: _name(code, language) for language in LANGUAGES},
            countries=" ".join(sorted(_countries_of(code))),
            m49=code,
            part_of=f"m49-{around}" if around else None,
        )
    yield from LISTS


def _countries_of(code: str) -> set[str]:
    """Its own countries and those of all regions within it."""
    within = [each for each, (around, _countries) in REGIONS.items() if around == code]
    return set(REGIONS[code][1].split()).union(*map(_countries_of, within))


def _name(code: str, language: str) -> str:
    name = NAMES.get(code, {}).get(language) or TERRITORIES[language][code]
    return name[0].upper() + name[1:]
