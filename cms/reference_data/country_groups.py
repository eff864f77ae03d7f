"""Regions of UNESCO and organisations of states with their members.

Of organisations only those are here whose members are beyond doubt. UNESCO's regions are those of its regional
activities; who belongs to them has not been compared with its Basic Texts, and each says so in its source.
"""

from collections.abc import Iterator

from cms.reference_data.m49 import Group, Kind, m49_groups
from graph.languages import LANGUAGES

UNVERIFIED = "UNESCO's regions for regional activities; written from memory, not compared with its Basic Texts."


def country_groups() -> Iterator[Group]:
    """All groups, each after the one that it is part of."""
    yield from m49_groups()
    for code, countries in REGIONS_OF_UNESCO.items():
        yield Group(f"unesco-{code}", Kind.UNESCO, _of_unesco(NAMES[code]), countries, source=UNVERIFIED)
    for code, (acronym, labels, countries, source) in ORGANISATIONS.items():
        others = (acronym,) if acronym else ()
        yield Group(code, Kind.ORGANISATION, labels, countries, others, source=source)


def _of_unesco(names: str) -> dict[str, str]:
    """Told apart from the regions of the United Nations, some of which have the same name."""
    patterns = ("{} (UNESCO)", "{} (UNESCO)", "{} (UNESCO)", "{} (اليونسكو)", "{} (ЮНЕСКО)", "{}（教科文组织）")
    parts = zip(LANGUAGES, patterns, names.split(" | "), strict=True)
    return {language: pattern.format(name) for language, pattern, name in parts}


NAMES = {
    "africa": "Africa | Afrique | África | أفريقيا | Африка | 非洲",
    "arab-states": "Arab States | États arabes | Estados Árabes | الدول العربية | Арабские государства | 阿拉伯国家",
    "asia-and-the-pacific": "Asia and the Pacific | Asie et Pacifique | Asia y el Pacífico | آسيا والمحيط الهادئ"
    " | Азия и Тихий океан | 亚洲及太平洋",
    "europe-and-north-america": "Europe and North America | Europe et Amérique du Nord | Europa y América del Norte"
    " | أوروبا وأمريكا الشمالية | Европа и Северная Америка | 欧洲和北美",
    "latin-america-and-the-caribbean": "Latin America and the Caribbean | Amérique latine et Caraïbes"
    " | América Latina y el Caribe | أمريكا اللاتينية والكاريبي | Латинская Америка и Карибский бассейн"
    " | 拉丁美洲和加勒比",
}

REGIONS_OF_UNESCO = {
    "africa": "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW KE KM LR LS MG ML MU MW MZ NA NE NG RW SC"
    " SL SN SO SS ST SZ TD TG TZ UG ZA ZM ZW",
    "arab-states": "AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE",
    "asia-and-the-pacific": "AF AU BD BN BT CK CN FJ FM ID IN IR JP KG KH KI KP KR KZ LA LK MH MM MN MV MY NP NR NU"
    " NZ PG PH PK PW SB SG TH TJ TL TM TO TV UZ VN VU WS",
    "europe-and-north-america": "AD AL AM AT AZ BA BE BG BY CA CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IL IS IT"
    " LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SK SM TR UA US",
    "latin-america-and-the-caribbean": "AG AR BB BO BR BS BZ CL CO CR CU DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE"
    " PY SR SV TT UY VC VE",
}

ORGANISATIONS: dict[str, tuple[str, dict[str, str], str, str]] = {
    "asean": (
        "ASEAN",
        {
            "en": "Association of Southeast Asian Nations",
            "fr": "Association des nations de l’Asie du Sud-Est",
            "es": "Asociación de Naciones de Asia Sudoriental",
            "ar": "رابطة أمم جنوب شرق آسيا",
            "ru": "Ассоциация государств Юго-Восточной Азии",
            "zh": "东南亚国家联盟",
        },
        "BN ID KH LA MM MY PH SG TH TL VN",
        "Members in 2025, with Timor-Leste, admitted on 26 October 2025.",
    ),
    "eu": (
        "EU",
        {
            "en": "European Union",
            "fr": "Union européenne",
            "es": "Unión Europea",
            "ar": "الاتحاد الأوروبي",
            "ru": "Европейский союз",
            "zh": "欧洲联盟",
        },
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK",
        "Member states since 1 February 2020.",
    ),
    "african-union": (
        "AU",
        {
            "en": "African Union",
            "fr": "Union africaine",
            "es": "Unión Africana",
            "ar": "الاتحاد الأفريقي",
            "ru": "Африканский союз",
            "zh": "非洲联盟",
        },
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA"
        " NE NG RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW",
        "Member states since 2017, suspended ones included. EH stands for the Sahrawi Arab Democratic Republic.",
    ),
    "arab-league": (
        "",
        {
            "en": "League of Arab States",
            "fr": "Ligue des États arabes",
            "es": "Liga de los Estados Árabes",
            "ar": "جامعة الدول العربية",
            "ru": "Лига арабских государств",
            "zh": "阿拉伯国家联盟",
        },
        "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE",
        "Member states since 1993.",
    ),
    "caricom": (
        "CARICOM",
        {
            "en": "Caribbean Community",
            "fr": "Communauté des Caraïbes",
            "es": "Comunidad del Caribe",
            "ar": "الجماعة الكاريبية",
            "ru": "Карибское сообщество",
            "zh": "加勒比共同体",
        },
        "AG BB BS BZ DM GD GY HT JM KN LC MS SR TT VC",
        "Full members since 2002; associate members are left out.",
    ),
    "mercosur": (
        "MERCOSUR",
        {
            "en": "Southern Common Market",
            "fr": "Marché commun du Sud",
            "es": "Mercado Común del Sur",
            "ar": "السوق المشتركة لبلدان المخروط الجنوبي",
            "ru": "Общий рынок стран Южного конуса",
            "zh": "南方共同市场",
        },
        "AR BO BR PY UY",
        "States parties since 2024; Venezuela, suspended since 2017, is left out.",
    ),
    "pacific-islands-forum": (
        "PIF",
        {
            "en": "Pacific Islands Forum",
            "fr": "Forum des îles du Pacifique",
            "es": "Foro de las Islas del Pacífico",
            "ar": "منتدى جزر المحيط الهادئ",
            "ru": "Форум тихоокеанских островов",
            "zh": "太平洋岛国论坛",
        },
        "AU CK FJ FM KI MH NC NR NU NZ PF PG PW SB TO TV VU WS",
        "Full members since 2016; associate members are left out.",
    ),
    "saarc": (
        "SAARC",
        {
            "en": "South Asian Association for Regional Cooperation",
            "fr": "Association sud-asiatique de coopération régionale",
            "es": "Asociación del Asia Meridional para la Cooperación Regional",
            "ar": "رابطة جنوب آسيا للتعاون الإقليمي",
            "ru": "Ассоциация регионального сотрудничества стран Южной Азии",
            "zh": "南亚区域合作联盟",
        },
        "AF BD BT IN LK MV NP PK",
        "Member states since 2007.",
    ),
}
