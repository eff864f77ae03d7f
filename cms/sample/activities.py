"""The activities of the sample, each below its project."""

from cms.sample.programmes import FIRST_PHASE, SECOND_PHASE
from cms.sample.records import Kind, Role, SampleActivity

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


ACTIVITIES = (
    SampleActivity(
        "course-on-the-creative-economy",
        texts={
            "title": "Eight online sessions on the creative economy",
            "summary": "<p>Thirty people met once a week, heard guests from the region and took"
            " turns in presenting what they had understood.</p>",
        },
        project="creative-economy-course",
        kind=Kind.TRAINING,
        start="2021-10",
        countries="BN KH ID LA MY PH SG TH TL VN",
        online=True,
        partners={"unesco": Role.ORGANISER, "city-university-of-london": Role.ORGANISER},
        body=(
            ("heading", "From status to copyright"),
            (
                "paragraph",
                "<p>The sessions went from the status of artists to intellectual property and to"
                " what digital distribution changes.</p>",
            ),
            ("project", "creative-economy-course"),
        ),
    ),
    SampleActivity(
        "open-call-for-participants",
        texts={
            "title": "Open call for participants",
            "summary": "<p>Ministries, associations and professionals could apply; thirty were chosen.</p>",
        },
        project="creative-economy-course",
        kind=Kind.OTHER,
        start="2021",
        online=True,
    ),
    SampleActivity(
        "week-for-cultural-professionals",
        texts={
            "title": "A week for cultural professionals from Asia and the Pacific",
            "summary": "<p>Six days about the 2005 Convention for people in the middle of their"
            " careers. What they missed afterwards was a network.</p>",
        },
        project="cultural-policy-in-asia-and-the-pacific",
        kind=Kind.TRAINING,
        start="2018-06-10",
        end="2018-06-15",
    ),
    SampleActivity(
        "missions-of-the-first-phase",
        texts={
            "title": "Missions to thirteen countries",
            "summary": "<p>Twenty-six of the experts travelled, some of them several times.</p>",
        },
        project="expert-facility-first-phase",
        kind=Kind.MISSION,
        start="2010",
        end="2015",
        countries=FIRST_PHASE,
        partners={"unesco": Role.ORGANISER},
    ),
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
        ),
    ),
    *(_focus_group(name, title) for name, title in EXCHANGE),
    SampleActivity(
        "workshop-in-swakopmund",
        texts={
            "title": "Peers meet in Swakopmund",
            "summary": "<p>The workshop had been planned for December 2021 and was held the following spring.</p>",
        },
        project="expert-facility-second-phase",
        kind=Kind.WORKSHOP,
        start="2022-03-29",
        end="2022-04-01",
        countries="NA",
        place="Swakopmund",
    ),
    SampleActivity(
        "consultation-in-zimbabwe",
        texts={
            "title": "Consultation of everyone concerned in Zimbabwe",
            "summary": "<p>Before the report was written, those whom it is about were heard.</p>",
        },
        project="cultural-policy-reform-in-zimbabwe",
        kind=Kind.CONSULTATION,
        countries="ZW",
    ),
)
