"""The public projects of the sample."""

from cms.sample.course import COURSE
from cms.sample.programmes import FIRST_PHASE, SECOND_PHASE
from cms.sample.records import Donation, Position, Role, SampleProject, SampleSection, Style

ALL_BUT_EXPERTS = (
    *("advocacy", "workshops", "training-materials", "research", "policy-design"),
    *("cultural-industries-support", "contributing-to-the-sdgs"),
)

PROJECTS = (
    COURSE,
    SampleProject(
        "expert-facility-first-phase",
        texts={
            "title": "Expert Facility, first phase: advice by thirty experts",
            "overview": "<p>Thirty experts, forty-three by the end, went on more than forty"
            " missions to thirteen countries. Each mission answered a request: a law to draft, a"
            " strategy to write, an institution to build.</p>",
            "aim": "<p>To help public authorities govern culture better.</p>",
            "results_text": "<p>At least twenty-three policies, strategies and laws were written"
            " with the experts’ advice.</p>",
        },
        programme="expert-facility",
        start="2010",
        end="2015",
        countries=FIRST_PHASE,
        themes=("policy-design", "expert-facility"),
        types=("capacity-development",),
        donations=(Donation("european-union", 1_500_000, "EUR", 2010),),
        partners={"unesco": Role.LEAD},
        sections=(
            SampleSection(
                "What the sources say of the money",
                body="<p>Two sources give two amounts: one says 1.5 million euros, the other 1"
                " million. The larger one stands above, because it comes from the side that"
                " received it.</p>",
                position=Position.BOTTOM_RIGHT,
                style=Style.COLLAPSED,
            ),
        ),
    ),
    SampleProject(
        "expert-facility-second-phase",
        texts={
            "title": "Expert Facility, second phase: new rules for creative industries",
            "overview": "<p>Twelve countries worked on the rules under which their creative"
            " industries live, and compared notes with each other rather than with a model from"
            " elsewhere.</p>",
            "aim": "<p>To have countries of the South learn from each other how cultural"
            " industries are strengthened by law and policy.</p>",
            "results_text": "<p>What was learned went into a toolkit for peers. Its draft was"
            " reviewed online by those who are to use it.</p>",
        },
        programme="expert-facility",
        start="2018-07",
        end="2021-07",
        countries=SECOND_PHASE,
        themes=(
            *("policy-design", "expert-facility", "cultural-industries-support"),
            "contributing-to-the-sdgs",
        ),
        types=("capacity-development",),
        donations=(Donation("european-union", 1_720_000, "EUR", 2018),),
        partners={"unesco": Role.LEAD},
        related_projects=("expert-facility-first-phase",),
    ),
    SampleProject(
        "cultural-policy-in-asia-and-the-pacific",
        texts={
            "title": "Making cultural policy in Asia and the Pacific",
            "overview": "<p>Officials in the middle of their careers learned to plan, carry out"
            " and follow up policies for culture, and met colleagues with the same task in the"
            " countries around.</p>",
            "aim": "<p>To strengthen what a region and its countries can do for culture themselves.</p>",
        },
        start="2017-11",
        end="2019-11",
        themes=("policy-design", "cultural-industries-support", "contributing-to-the-sdgs"),
        types=("awareness-raising", "capacity-development", "monitoring"),
        donations=(Donation("republic-of-korea"),),
        related_projects=("creative-economy-course",),
    ),
    SampleProject(
        "policy-monitoring",
        texts={
            "title": "A platform that follows cultural policies",
            "overview": "<p>Countries report every four years what they do for the diversity of"
            " cultural expressions. The platform took the reports apart, so that policies on one"
            " question can be found and compared across countries and years.</p>",
            "results_text": "<p>By spring 2019, what 158 reports say could be searched.</p>",
        },
        start="2015-12",
        end="2018-07",
        themes=("research",),
        types=("monitoring", "research-and-data-collection"),
        partners={"unesco": Role.LEAD},
        sections=(
            SampleSection(
                "Figures of 2019",
                body="<ul><li>2,065 policies and measures</li><li>158 reports</li><li>24"
                " practices that others may learn from</li></ul>",
                position=Position.TOP_RIGHT,
            ),
        ),
    ),
    SampleProject(
        "cultural-policy-reform-in-colombia",
        texts={
            "title": "Cultural policy reform in Colombia",
            "overview": "<p>Ministries, artists and associations reviewed together how Colombia"
            " supports culture, and prepared the country’s report on it.</p>",
        },
        programme="reshaping-cultural-policies",
        start="2018-07",
        end="2022-06",
        countries="CO",
        themes=("expert-facility", "contributing-to-the-sdgs"),
        types=("capacity-development", "monitoring"),
        donations=(Donation("sida"),),
    ),
    SampleProject(
        "cultural-policy-reform-in-zimbabwe",
        texts={
            "title": "Cultural policy reform in Zimbabwe",
            "overview": "<p>A team of people from government and civil society wrote Zimbabwe’s"
            " report on its policies for culture, and agreed what should be done next.</p>",
            "aim": "<p>To base cultural policy on what is known and on what people say.</p>",
        },
        programme="reshaping-cultural-policies",
        start="2018-07",
        end="2022-06",
        countries="ZW",
        themes=("expert-facility", "contributing-to-the-sdgs"),
        types=("capacity-development", "monitoring"),
        donations=(Donation("sida"),),
        related_projects=("cultural-policy-reform-in-colombia",),
    ),
    SampleProject(
        "data-on-culture-in-indonesia",
        texts={
            "title": "Data on culture in Indonesia",
            "overview": "<p>Without figures on who works in culture and who takes part in it, a"
            " policy is guesswork. The project helped those who collect such figures agree what"
            " to count and how.</p>",
        },
        start="2020-02",
        end="..",
        countries="ID",
        themes=ALL_BUT_EXPERTS,
        types=("awareness-raising", "capacity-development"),
        donations=(Donation("republic-of-korea"),),
        partners={
            "indonesian-ministry-of-education-and-culture": Role.LOCAL_PARTNER,
            "koalisi-seni": Role.LOCAL_PARTNER,
        },
        related_projects=("creative-economy-course",),
    ),
)
