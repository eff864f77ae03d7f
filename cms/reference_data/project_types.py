"""Types of project, in the order in which editors see them: monitoring and research are two."""

from cms.reference_data.themes import Term

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
        {
            "en": ["Awareness-raising"],
            "fr": ["Actions de sensibilisation"],
            "es": ["Concienciación"],
            "ar": ["رفع الوعي"],
            "ru": ["Повышение осведомлённости"],
            "zh": ["意识提升"],
        },
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
        {
            "en": ["Capacity Building", "Capacity-building"],
            "fr": ["Renforcement des capacités"],
            "es": ["Fortalecimiento de capacidades", "Creación de capacidad"],
            "ar": ["بناء القدرات"],
            "ru": ["Наращивание потенциала"],
            "zh": ["能力建设"],
        },
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
        {
            "en": ["Monitoring and Evaluation"],
            "fr": ["Suivi et évaluation"],
            "es": ["Seguimiento y evaluación"],
            "ar": ["الرصد والتقييم"],
            "ru": ["Мониторинг и оценка"],
            "zh": ["监测与评估"],
        },
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
        {
            "en": ["Data Collection"],
            "fr": ["Collecte de données"],
            "es": ["Recopilación de datos"],
            "ar": ["جمع البيانات"],
            "ru": ["Сбор данных"],
            "zh": ["数据收集"],
        },
    ),
)
