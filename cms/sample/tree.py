"""The pages that hold the sample's other pages, in each of its languages.

Texts are by language; the first language is the one that the others translate.
"""

from dataclasses import dataclass

from cms.models import HomePage, ProjectIndexPage

LANGUAGES = ("en", "fr", "ar")


@dataclass(frozen=True)
class Holder:
    name: str
    model: type[HomePage | ProjectIndexPage]
    texts: dict[str, dict[str, str]]


HOME = Holder(
    "accord",
    HomePage,
    {
        "en": {
            "title": "Accord",
            "introduction": "<p>Projects of cultural cooperation: who works where, with whose"
            " money, and what comes of it. This is a sample programme to look around in.</p>",
        },
        "fr": {
            "title": "Accord",
            "introduction": "<p>Des projets de coopération culturelle : qui travaille où, avec"
            " quel argent, et pour quels résultats. Ceci est un programme d’exemple à"
            " parcourir.</p>",
        },
        "ar": {
            "title": "أكورد",
            "introduction": "<p>مشاريع التعاون الثقافي: من يعمل وأين، وبأي تمويل، وما ينتج عن ذلك."
            " هذا برنامج نموذجي للاطلاع عليه.</p>",
        },
    },
)
PROGRAMMES = Holder(
    "programmes",
    ProjectIndexPage,
    {
        "en": {"title": "Programmes", "introduction": "<p>The frames that fund projects.</p>"},
        "fr": {
            "title": "Programmes",
            "introduction": "<p>Les cadres qui financent les projets.</p>",
        },
        "ar": {"title": "البرامج", "introduction": "<p>الأطر التي تموّل المشاريع.</p>"},
    },
)
PROJECTS = Holder(
    "projects",
    ProjectIndexPage,
    {
        "en": {"title": "Projects", "introduction": "<p>What is being done, and what was.</p>"},
        "fr": {"title": "Projets", "introduction": "<p>Ce qui se fait et ce qui s’est fait.</p>"},
        "ar": {"title": "المشاريع", "introduction": "<p>ما يجري العمل عليه وما أُنجز.</p>"},
    },
)
