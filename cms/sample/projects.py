"""The public projects of the sample."""

from cms.sample import expert_facility, national
from cms.sample.course import COURSE
from cms.sample.drawings import Bars
from cms.sample.records import (
    Donation,
    Role,
    SamplePicture,
    SampleProject,
    SampleResult,
    Translation,
)

ALL_BUT_EXPERTS = (
    *("advocacy", "workshops", "training-materials", "research", "policy-design"),
    *("cultural-industries-support", "contributing-to-the-sdgs"),
)

PROJECTS = (
    COURSE,
    *expert_facility.PROJECTS,
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
        results=(
            SampleResult(
                "searchable-policies",
                "reports that can be searched",
                actual="158",
                end="2019-04",
            ),
        ),
        figures=(
            ("158", "reports"),
            ("10", "reports due in 2019"),
            ("24", "practices"),
            ("2,065", "policies and measures"),
        ),
        targets="16.6",
        areas=("cultural-and-creative-sectors",),
        address="policy-monitoring-platform",
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
        languages=("es",),
        targets="16.7 17.17",
        areas=("partnering-with-civil-society",),
        address="reshaping-cultural-policies-promotion-5",
        translations={
            "es": Translation(
                {
                    "title": "Reforma de la política cultural en Colombia",
                    "overview": "<p>Ministerios, artistas y asociaciones examinaron juntos cómo apoya Colombia la"
                    " cultura y prepararon el informe del país.</p>",
                }
            )
        },
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
        languages=("en",),
        targets="16.7 17.17",
        areas=("partnering-with-civil-society",),
        address="reshaping-cultural-policies-promotion-9",
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
        address="supporting-data-collection-policy-monitoring",
        related_projects=("creative-economy-course",),
    ),
    SampleProject(
        "international-fund-for-cultural-diversity",
        texts={
            "title": "International Fund for Cultural Diversity: calls for projects",
            "overview": "<p>Parties to the Convention and others give what they want to a common fund. Authorities"
            " and associations in developing countries apply to it, each for at most 100,000 US dollars and one to"
            " two years of work.</p>",
            "aim": "<p>To let a culture sector grow that can live by itself.</p>",
            "results_text": "<p>The number of projects has grown with every call: 31 after the pilot of 2010, 71 by"
            " 2014, 114 by February 2020 and 152 by the fifteenth call in 2024.</p>",
        },
        start="2010",
        end="..",
        themes=("cultural-industries-support",),
        types=("capacity-development",),
        partners={"unesco": Role.LEAD},
        results=(
            SampleResult(
                "money-for-projects-in-developing-countries",
                "projects paid for",
                baseline="31 after the pilot of 2010",
                actual="152",
                start="2010",
                end="2024",
            ),
            SampleResult(
                "money-for-projects-in-developing-countries",
                "countries with a project",
                actual="71",
                start="2010",
                end="2024",
            ),
        ),
        gallery=(
            SamplePicture(
                "projects-of-the-fund",
                "Numbers of projects, a bar each",
                Bars((31, 71, 114, 152)),
                "Four bars, each higher than the one before; the last is about five times as high as the first.",
                "31 projects after the pilot of 2010, 71 by 2014, 114 by February 2020 and 152 by 2024.",
            ),
        ),
        figures=(("152", "projects"), ("71", "countries"), ("11.5", "million US dollars, by 2024")),
        targets="8.3 17.9",
        areas=("cultural-and-creative-sectors", "international-cooperation"),
    ),
    *national.PROJECTS,
)
