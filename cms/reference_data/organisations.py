"""The organisations that reference data itself refers to, such as a party to a convention."""

from dataclasses import dataclass

from cms.models import Organisation

Kind = Organisation.Kind


@dataclass(frozen=True)
class OrganisationFacts:
    """The key in the graph follows from `name`, so that stays for ever."""

    name: str
    labels: dict[str, str]
    acronym: str
    kind: Kind
    homepage: str


ORGANISATIONS = (
    OrganisationFacts(
        "unesco",
        {
            "en": "United Nations Educational, Scientific and Cultural Organization",
            "fr": "Organisation des Nations Unies pour l’éducation, la science et la culture",
            "es": "Organización de las Naciones Unidas para la Educación, la Ciencia y la Cultura",
            "ar": "منظمة الأمم المتحدة للتربية والعلم والثقافة",
            "ru": "Организация Объединенных Наций по вопросам образования, науки и культуры",
            "zh": "联合国教育、科学及文化组织",
        },
        "UNESCO",
        Kind.INTERGOVERNMENTAL,
        "https://www.unesco.org",
    ),
    OrganisationFacts(
        "european-union",
        {
            "en": "European Union",
            "fr": "Union européenne",
            "es": "Unión Europea",
            "ar": "الاتحاد الأوروبي",
            "ru": "Европейский союз",
            "zh": "欧洲联盟",
        },
        "EU",
        Kind.INTERGOVERNMENTAL,
        "https://european-union.europa.eu",
    ),
)
