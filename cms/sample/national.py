"""National projects under the expert facility's second phase: one for each of seven of its twelve countries.

That there were such projects is a fact. What these do is invented, and each of them says so.
"""

from cms.sample.records import Kind, Role, SampleActivity, SampleProject, SampleResult

INVENTED = "<p><em>This project is invented; only its country and its frame are real.</em></p>"


def _project(name: str, country: str, title: str, overview: str, aim: str, **more) -> SampleProject:
    return SampleProject(
        name,
        texts={"title": title, "overview": f"<p>{overview}</p>{INVENTED}", "aim": f"<p>{aim}</p>"},
        programme="expert-facility",
        countries=country,
        types=("capacity-development",),
        partners={"unesco": Role.PARTICIPANT},
        related_projects=("expert-facility-second-phase",),
        **more,
    )


def _activity(name: str, project: str, country: str, title: str, summary: str, **more) -> SampleActivity:
    return SampleActivity(
        name, texts={"title": title, "summary": f"<p>{summary}</p>"}, project=project, countries=country, **more
    )


PROJECTS = (
    _project(
        "pay-for-performers-in-jamaica",
        "JM",
        "Pay for performers in Jamaica",
        "Songs from the island are played all over the world, and the money for it rarely finds those who sing and"
        " play on them. The project set up a register of performances and agreed with broadcasters how to report.",
        "That whoever performs is known and paid.",
        start="2019-01",
        end="2021-06",
        themes=("cultural-industries-support", "policy-design"),
        results=(
            SampleResult(
                "register-of-performers",
                "performers in the register",
                baseline="0",
                target="400",
                actual="460",
                start="2019",
                end="2021",
                countries="JM",
            ),
            SampleResult(
                "register-of-performers",
                "broadcasters that report what they play",
                baseline="2",
                target="12",
                actual="9",
                start="2019",
                end="2021",
                countries="JM",
            ),
        ),
        figures=(("460", "performers in the register"),),
        targets="8.3",
        areas=("cultural-and-creative-sectors",),
    ),
    _project(
        "film-law-in-gabon",
        "GA",
        "A law on film for Gabon",
        "Films were made and shown under rules from before digital cinema. Film makers, cinemas and the ministry"
        " wrote down together what had changed and what the law should say about it.",
        "A law that helps films to be made and seen at home.",
        start="2019-03",
        end="2021-07",
        themes=("policy-design",),
        results=(
            SampleResult(
                "law-on-film",
                "state of the law",
                baseline="rules of 1982",
                target="a bill before parliament",
                actual="adopted in May 2021",
                countries="GA",
            ),
        ),
        targets="8.3 16.7",
        areas=("cultural-and-creative-sectors", "digital-environment"),
    ),
    _project(
        "counting-crafts-in-panama",
        "PA",
        "Counting crafts in Panama",
        "Three offices counted those who live by crafts, and each came to another number. They agreed on what a"
        " craft is, and counted once, together.",
        "One set of figures for all who decide about crafts.",
        start="2018-10",
        end="2020-12",
        themes=("research", "cultural-industries-support"),
        results=(
            SampleResult(
                "figures-on-crafts",
                "offices that use the same figures",
                baseline="0 of 3",
                target="3 of 3",
                actual="3 of 3",
                countries="PA",
            ),
        ),
        targets="8.3",
        areas=("cultural-and-creative-sectors",),
    ),
    _project(
        "festivals-on-the-move-in-uganda",
        "UG",
        "Festivals on the move in Uganda",
        "Bands and their instruments wait at borders for permits that were meant for trade. Festivals of the region"
        " collected what went wrong, and proposed a permit of their own.",
        "That artists cross borders as easily as their songs.",
        start="2019-02",
        end="2021-07",
        themes=("policy-design", "advocacy"),
        targets="10.7",
        areas=("mobility",),
    ),
    _project(
        "women-in-design-in-ethiopia",
        "ET",
        "Women who run design studios in Ethiopia",
        "Most studios were founded by women and few of them ever got a loan. The project compared what banks ask"
        " for with what a studio can show.",
        "Loans that studios can get.",
        start="2019-05",
        end="2021-03",
        themes=("cultural-industries-support", "research"),
        targets="5.5 8.3",
        areas=("gender-equality",),
    ),
    _project(
        "books-for-all-in-costa-rica",
        "CR",
        "Books for everyone in Costa Rica",
        "Publishers print for the capital. A plan for books was written with readers, libraries and small"
        " publishers in all seven provinces.",
        "A plan for books that begins with readers.",
        start="2018-11",
        end="2021-07",
        themes=("policy-design",),
        languages=("es",),
        targets="16.7",
        areas=("partnering-with-civil-society",),
    ),
    _project(
        "peers-in-namibia",
        "NA",
        "Hosting peers in Namibia",
        "To learn from others one must meet them. The project prepared a country to be a host: whom to invite, what"
        " to show, and how to make the conversation last.",
        "A country that others can come to learn from.",
        start="2021-01",
        end="2022-04",
        themes=("workshops", "policy-design"),
        languages=("en",),
        targets="17.9",
        areas=("international-cooperation",),
    ),
)

ACTIVITIES = (
    _activity(
        "jamaica-broadcasters",
        "pay-for-performers-in-jamaica",
        "JM",
        "Broadcasters agree how to report",
        "Nine stations and the performers’ union settled on one form for what was played and when.",
        kind=Kind.CONSULTATION,
        start="2020-02",
        place="Kingston",
        online=False,
    ),
    _activity(
        "jamaica-guide",
        "pay-for-performers-in-jamaica",
        "JM",
        "A guide for performers",
        "Eight pages on how to register a recording, and what to do when no money comes.",
        kind=Kind.PUBLICATION,
        start="2021-03",
    ),
    _activity(
        "gabon-hearing",
        "film-law-in-gabon",
        "GA",
        "A hearing on the film bill",
        "Film makers read the draft aloud, article by article, and said after each what it would change for them.",
        kind=Kind.CONSULTATION,
        start="2020-11-12",
        end="2020-11-13",
        place="Libreville",
        online=False,
    ),
    _activity(
        "panama-definitions",
        "counting-crafts-in-panama",
        "PA",
        "Three offices agree on what a craft is",
        "They brought their lists, crossed out what only one of them counted, and argued about the rest.",
        kind=Kind.WORKSHOP,
        start="2019-04",
        place="Panama City",
        online=False,
    ),
    _activity(
        "uganda-border-diary",
        "festivals-on-the-move-in-uganda",
        "UG KE",
        "A diary from the border",
        "Two bands wrote down every hour and every paper between Kampala and Nairobi.",
        kind=Kind.MISSION,
        start="2019-08",
    ),
    _activity(
        "ethiopia-bankers",
        "women-in-design-in-ethiopia",
        "ET",
        "Bankers visit studios",
        "Six people who decide about loans spent a day where the furniture is made.",
        kind=Kind.MISSION,
        start="2020-01",
        place="Addis Ababa",
        online=False,
    ),
    _activity(
        "costa-rica-readers",
        "books-for-all-in-costa-rica",
        "CR",
        "Readers in seven provinces",
        "In each province a library invited those who read and those who would if there were something to read.",
        kind=Kind.FOCUS_GROUP,
        start="2019-03",
        end="2019-09",
    ),
    _activity(
        "namibia-what-to-show",
        "peers-in-namibia",
        "NA",
        "What to show visitors",
        "Twelve people walked through their own town as if they had come to learn from it, and wrote down where they"
        " stopped.",
        kind=Kind.WORKSHOP,
        start="2021-05",
        place="Windhoek",
        online=False,
    ),
)
