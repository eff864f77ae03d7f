"""The day on which peers reviewed the toolkit, and its three focus groups."""

from cms.sample.programmes import SECOND_PHASE
from cms.sample.records import (
    Kind,
    Role,
    SampleActivity,
    SampleDocument,
    SampleResult,
    Translation,
)

PEER_REVIEW_DAY = "2021-12-09"
EXCHANGE = (
    ("opportunities-and-challenges", "Focus group on what peer exchange offers and asks"),
    ("success-and-risk", "Focus group on what makes it succeed or fail"),
    ("features-of-the-method", "Focus group on what would help the method along"),
)


def _focus_group(name: str, title: str) -> SampleActivity:
    return SampleActivity(
        f"focus-group-{name}",
        texts={
            "title": title,
            "summary": "<p>One of three groups into which the peer review divided.</p>",
        },
        project="expert-facility-second-phase",
        kind=Kind.FOCUS_GROUP,
        start=PEER_REVIEW_DAY,
        end=PEER_REVIEW_DAY,
        countries=SECOND_PHASE,
        online=True,
    )


PEER_REVIEW = (
    SampleActivity(
        "peer-review-of-the-toolkit",
        texts={
            "title": "Online peer review of the toolkit",
            "summary": "<p>Those who will use the toolkit read its draft together, said what is"
            " missing and what they would do otherwise.</p>",
        },
        project="expert-facility-second-phase",
        kind=Kind.PEER_REVIEW,
        start=PEER_REVIEW_DAY,
        end=PEER_REVIEW_DAY,
        countries=SECOND_PHASE,
        online=True,
        partners={"unesco": Role.ORGANISER},
        body=(
            ("heading", "Three questions, three groups"),
            (
                "paragraph",
                "<p>The participants divided into focus groups and brought their findings back to"
                " all. The toolkit was finished with what they said.</p>",
            ),
            (
                "quote",
                {
                    "quotation": "I had read the module twice. Only when a colleague from another ministry asked why"
                    " it takes three visits did I see that it does not say so.",
                    "speaker": "A participant",
                    "role": "Words invented for this sample",
                },
            ),
        ),
        results=(SampleResult("reviewed-toolkit", "focus groups held", target="3", actual="3", start=PEER_REVIEW_DAY),),
        figures=(("3", "focus groups"), ("12", "partner countries")),
        documents=(
            SampleDocument(
                "agenda-of-the-peer-review",
                "Agenda of the peer review",
                (("day", "part"), *((PEER_REVIEW_DAY, title) for _, title in EXCHANGE)),
            ),
        ),
        targets="17.9",
        areas=("international-cooperation",),
        translations={
            "fr": Translation(
                {
                    "title": "Relecture en ligne de la boîte à outils par des pairs",
                    "summary": "<p>Celles et ceux qui utiliseront la boîte à outils en ont lu l’ébauche ensemble,"
                    " ont dit ce qui manque et ce qu’ils feraient autrement.</p>",
                },
                {"key_figures": ({"label": "groupes de discussion"}, {"label": "pays partenaires"})},
                (
                    ("heading", "Trois questions, trois groupes"),
                    (
                        "paragraph",
                        "<p>Les participants se sont répartis en groupes de discussion et ont rapporté à tous ce"
                        " qu’ils avaient trouvé. La boîte à outils a été achevée avec leurs remarques.</p>",
                    ),
                ),
            )
        },
    ),
    *(_focus_group(name, title) for name, title in EXCHANGE),
)
