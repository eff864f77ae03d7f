"""Themes and types of project, in the order in which editors see them.

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
        {"en": ["Workshop"]},
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
            "en": [
                "Contributing to the SDG's",
                "Contributing to the Sustainable Development Goals",
            ]
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
    ),
)

PROJECT_TYPES = (
    Term(
        "awareness-raising",
        {
            "en": "Awareness Raising",
            "fr": "Sensibilisation",
            "es": "Sensibilización",
            "ar": "التوعية",
            "ru": "Повышение осведомленности",
            "zh": "提高认识",
        },
        "Making the convention and its aims known.",
    ),
    Term(
        "capacity-development",
        {
            "en": "Capacity Development",
            "fr": "Développement des capacités",
            "es": "Desarrollo de capacidades",
            "ar": "تنمية القدرات",
            "ru": "Развитие потенциала",
            "zh": "能力发展",
        },
        "Enabling people and institutions to do the work themselves.",
        {"en": ["Capacity Building"]},
    ),
    Term(
        "monitoring",
        {
            "en": "Monitoring",
            "fr": "Suivi",
            "es": "Seguimiento",
            "ar": "الرصد",
            "ru": "Мониторинг",
            "zh": "监测",
        },
        "Following how the convention is put into practice, and reporting on it.",
    ),
    Term(
        "research-and-data-collection",
        {
            "en": "Research and Data Collection",
            "fr": "Recherche et collecte de données",
            "es": "Investigación y recopilación de datos",
            "ar": "البحث وجمع البيانات",
            "ru": "Исследования и сбор данных",
            "zh": "研究与数据收集",
        },
        "Finding out and measuring what was not known before.",
    ),
)
