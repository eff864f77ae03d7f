"""Themes, in the order in which editors see them.

The terms are those of the programme's old site, whose spellings are kept as alternative
names: "SDG's" finds "SDGs". Labels in other languages than English are our translations.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """A concept; the key in the graph follows from `name`, so that stays for ever."""

    name: str
    labels: dict[str, str]
    definition: str
    alternative_labels: dict[str, list[str]] = field(default_factory=dict)


THEMES = (
    Term(
        "advocacy",
        {
            "en": "Advocacy",
            "fr": "Plaidoyer",
            "es": "Promoción y defensa",
            "ar": "المناصرة",
            "ru": "Информационно-разъяснительная работа",
            "zh": "宣传倡导",
        },
        "Winning decision makers and the public for the diversity of expressions.",
        {
            "en": ["Advocacy work"],
            "fr": ["Sensibilisation des décideurs"],
            "es": ["Incidencia"],
            "ar": ["الدعوة"],
            "ru": ["Адвокация"],
            "zh": ["宣传"],
        },
    ),
    Term(
        "workshops",
        {
            "en": "Workshops",
            "fr": "Ateliers",
            "es": "Talleres",
            "ar": "ورش العمل",
            "ru": "Семинары-практикумы",
            "zh": "讲习班",
        },
        "Working meetings in which participants learn from each other.",
        {
            "en": ["Workshop"],
            "fr": ["Atelier"],
            "es": ["Taller"],
            "ar": ["ورشة عمل"],
            "ru": ["Семинары", "Семинар"],
            "zh": ["研讨会"],
        },
    ),
    Term(
        "training-materials",
        {
            "en": "Training Materials",
            "fr": "Matériel de formation",
            "es": "Material de capacitación",
            "ar": "المواد التدريبية",
            "ru": "Учебные материалы",
            "zh": "培训材料",
        },
        "Handbooks, modules and courses that others can use again.",
        {
            "en": ["Training Material"],
            "fr": ["Supports de formation"],
            "es": ["Materiales de capacitación"],
            "ar": ["مواد تدريبية"],
            "ru": ["Учебный материал"],
            "zh": ["培训教材"],
        },
    ),
    Term(
        "research",
        {
            "en": "Research",
            "fr": "Recherche",
            "es": "Investigación",
            "ar": "البحوث",
            "ru": "Исследования",
            "zh": "研究",
        },
        "Studies, mappings and statistics of culture and its economy.",
        {
            "en": ["Research and Studies"],
            "fr": ["Études et recherche"],
            "es": ["Estudios e investigación"],
            "ar": ["الأبحاث"],
            "ru": ["Научные исследования"],
            "zh": ["调研"],
        },
    ),
    Term(
        "policy-design",
        {
            "en": "Policy Design",
            "fr": "Élaboration des politiques",
            "es": "Formulación de políticas",
            "ar": "وضع السياسات",
            "ru": "Разработка политики",
            "zh": "政策制定",
        },
        "Drafting or reforming policies, laws and strategies for culture.",
        {
            "en": ["Policy Development"],
            "fr": ["Conception de politiques"],
            "es": ["Diseño de políticas"],
            "ar": ["تصميم السياسات"],
            "ru": ["Формирование политики"],
            "zh": ["政策设计"],
        },
    ),
    Term(
        "cultural-industries-support",
        {
            "en": "Cultural Industries Support",
            "fr": "Appui aux industries culturelles",
            "es": "Apoyo a las industrias culturales",
            "ar": "دعم الصناعات الثقافية",
            "ru": "Поддержка индустрии культуры",
            "zh": "支持文化产业",
        },
        "Strengthening those who create, produce and distribute cultural goods.",
        {
            "en": ["Support to Cultural Industries"],
            "fr": ["Soutien aux industries culturelles"],
            "es": ["Apoyo a industrias culturales"],
            "ar": ["مساندة الصناعات الثقافية"],
            "ru": ["Поддержка культурных индустрий"],
            "zh": ["文化产业支持"],
        },
    ),
    Term(
        "contributing-to-the-sdgs",
        {
            "en": "Contributing to the SDGs",
            "fr": "Contribution aux ODD",
            "es": "Contribución a los ODS",
            "ar": "المساهمة في تحقيق أهداف التنمية المستدامة",
            "ru": "Вклад в достижение ЦУР",
            "zh": "促进实现可持续发展目标",
        },
        "Work that serves the Sustainable Development Goals expressly.",
        {
            "en": ["Contributing to the SDG's", "Contributing to the Sustainable Development Goals"],
            "fr": ["Contribution aux Objectifs de développement durable"],
            "es": ["Contribución a los Objetivos de Desarrollo Sostenible"],
            "ar": ["الإسهام في أهداف التنمية المستدامة"],
            "ru": ["Вклад в достижение Целей устойчивого развития"],
            "zh": ["促进可持续发展目标"],
        },
    ),
    Term(
        "expert-facility",
        {
            "en": "Expert Facility",
            "fr": "Banque d’expertise",
            "es": "Banco de expertos",
            "ar": "مرفق الخبراء",
            "ru": "Экспертный механизм",
            "zh": "专家支持机制",
        },
        "Advice by a pool of experts whom countries ask for.",
        {
            "en": ["Expertise Facility"],
            "fr": ["Mécanisme d’experts"],
            "es": ["Mecanismo de expertos"],
            "ar": ["بنك الخبراء"],
            "ru": ["Банк экспертов"],
            "zh": ["专家库"],
        },
    ),
)
