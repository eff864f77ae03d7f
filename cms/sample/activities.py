"""The activities of the sample, each below its project."""

from cms.sample import national
from cms.sample.course import COUNTRIES
from cms.sample.drawings import Meetings, World
from cms.sample.peer_review import PEER_REVIEW
from cms.sample.programmes import FIRST_PHASE
from cms.sample.records import (
    Kind,
    Role,
    SampleActivity,
    SamplePicture,
)

SESSIONS = (
    ("status-of-artists", "The status of artists"),
    ("intellectual-property", "What belongs to whom: intellectual property"),
    ("instruments", "How to use what UNESCO’s instruments offer"),
    ("digital-distribution", "What digital distribution does to the value of a work"),
)


def _session(name: str, title: str) -> SampleActivity:
    return SampleActivity(
        f"session-on-{name}",
        texts={
            "title": f"Course session: {title}",
            "summary": "<p>One of eight weekly sessions: an introduction, a guest from the region, and a group that"
            " had five minutes to show what it had understood.</p>",
        },
        project="creative-economy-course",
        kind=Kind.TRAINING,
        start="2021",
        online=True,
        partners={"city-university-of-london": Role.ORGANISER},
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
        countries=COUNTRIES,
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
        gallery=(
            SamplePicture(
                "sessions-and-participants",
                "Eight sessions, a row each",
                Meetings(8, 30),
                "Eight rows of thirty dots; in each row three or four are dark, one group after the other.",
                "A row for each session, a dot for each participant; each week another group presented.",
            ),
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
        gallery=(
            SamplePicture(
                "countries-of-the-first-phase",
                "Thirteen countries, a dot each",
                World(FIRST_PHASE),
                "A dot for each country of the world; seven dark ones in Africa, four in the Americas, two in Asia.",
                "The thirteen countries of the first phase among all countries, region by region.",
            ),
        ),
        partners={"unesco": Role.ORGANISER},
    ),
    *PEER_REVIEW,
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
        online=False,
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
    SampleActivity(
        "ministers-of-culture-meet",
        texts={
            "title": "Ministers of culture of South-East Asia and the Republic of Korea meet",
            "summary": "<p>They wished for trainings held together, on managing creative industries and on governing"
            " culture. The course came of it.</p>",
        },
        project="creative-economy-course",
        kind=Kind.OTHER,
        start="2019",
    ),
    *(_session(name, title) for name, title in SESSIONS),
    SampleActivity(
        "pool-of-experts-grows",
        texts={
            "title": "The pool of experts grows to forty-three",
            "summary": "<p>Thirteen experts joined the thirty of the beginning.</p>",
        },
        project="expert-facility-first-phase",
        kind=Kind.OTHER,
        start="2015-03",
        partners={"unesco": Role.ORGANISER},
        figures=(("43", "experts"),),
    ),
    SampleActivity(
        "pilot-of-the-fund",
        texts={"title": "First projects of the fund", "summary": "<p>The pilot paid for thirty-one projects.</p>"},
        project="international-fund-for-cultural-diversity",
        kind=Kind.OTHER,
        start="2010",
        figures=(("31", "projects"),),
    ),
    SampleActivity(
        "fifteenth-call-of-the-fund",
        texts={
            "title": "Fifteenth call for projects",
            "summary": "<p>With this call the fund had paid for 152 projects in 71 countries.</p>",
        },
        project="international-fund-for-cultural-diversity",
        kind=Kind.OTHER,
        start="2024",
        figures=(("152", "projects so far"), ("71", "countries so far")),
    ),
    *national.ACTIVITIES,
)
