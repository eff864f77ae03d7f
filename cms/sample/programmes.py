"""The two programmes of the sample."""

from cms.sample.records import Donation, SampleProgramme

FIRST_PHASE = "AR BB BF KH CD HT HN KE MW MU NE SC VN"
SECOND_PHASE = "ET SS UG CR GA GE JM MX NA PS PA ZW"

PROGRAMMES = (
    SampleProgramme(
        "expert-facility",
        texts={
            "title": "EU/UNESCO Expert Facility",
            "overview": "<p>A pool of experts whom countries can ask for advice when they write"
            " laws and policies for culture. The European Union pays for it, UNESCO runs it. It"
            " ran in two phases with partner countries of their own.</p>",
        },
        start="2010",
        end="2021-07",
        countries=f"{FIRST_PHASE} {SECOND_PHASE}",
        donations=(
            Donation("european-union", 1_500_000, "EUR", 2010),
            Donation("european-union", 1_720_000, "EUR", 2018),
        ),
    ),
    SampleProgramme(
        "reshaping-cultural-policies",
        texts={
            "title": "Reshaping Cultural Policies",
            "overview": "<p>Sweden’s support for countries that review how they govern culture"
            " and how they report on it: who is consulted, what is measured, and what follows"
            " from it.</p>",
        },
        start="2018-07",
        end="2022-06",
        countries="CO ZW",
        # That Sweden pays is known, how much is not: the amount stays empty.
        donations=(Donation("sida"),),
    ),
)
