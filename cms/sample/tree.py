"""The pages that hold the sample's other pages, in each of its languages.

Texts are by language; the first language is the one that the others translate.
"""

from dataclasses import dataclass

from cms.models import HomePage, ProjectIndexPage

LANGUAGES = ("en", "fr", "es", "ar")


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
        "es": {
            "title": "Accord",
            "introduction": "<p>Proyectos de cooperación cultural: quién trabaja dónde, con qué dinero y"
            " qué se consigue. Este es un programa de muestra para recorrer.</p>",
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
        "es": {"title": "Programas", "introduction": "<p>Los marcos que financian los proyectos.</p>"},
        "ar": {"title": "البرامج", "introduction": "<p>الأطر التي تموّل المشاريع.</p>"},
    },
)
PROJECTS = Holder(
    "projects",
    ProjectIndexPage,
    {
        "en": {"title": "Projects", "introduction": "<p>What is being done, and what was.</p>"},
        "fr": {"title": "Projets", "introduction": "<p>Ce qui se fait et ce qui s’est fait.</p>"},
        "es": {"title": "Proyectos", "introduction": "<p>Lo que se hace y lo que se hizo.</p>"},
        "ar": {"title": "المشاريع", "introduction": "<p>ما يجري العمل عليه وما أُنجز.</p>"},
    },
)
TOOLKITS = Holder(
    "toolkits",
    ProjectIndexPage,
    {
        "en": {"title": "Toolkits", "introduction": "<p>What programmes have learned, for others to use.</p>"},
        "fr": {"title": "Boîtes à outils", "introduction": "<p>Ce que les programmes ont appris, pour d’autres.</p>"},
        "es": {"title": "Guías prácticas", "introduction": "<p>Lo aprendido en los programas, para otros.</p>"},
        "ar": {"title": "الأدلة العملية", "introduction": "<p>ما تعلّمته البرامج، ليستفيد منه غيرها.</p>"},
    },
)
NEWS = Holder(
    "news",
    ProjectIndexPage,
    {
        "en": {"title": "News", "introduction": "<p>What happened, told when it was new.</p>"},
        "fr": {"title": "Actualités", "introduction": "<p>Ce qui s’est passé, raconté sur le moment.</p>"},
        "es": {"title": "Noticias", "introduction": "<p>Lo que pasó, contado en su momento.</p>"},
        "ar": {"title": "الأخبار", "introduction": "<p>ما حدث، كما رُوي في حينه.</p>"},
    },
)
BELOW = (PROJECTS, PROGRAMMES, TOOLKITS, NEWS)
"""What lies directly below the home page."""
