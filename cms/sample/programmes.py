"""The two programmes of the sample."""

from cms.sample.records import Donation, SampleProgramme, Translation

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
        translations={
            "fr": Translation(
                {
                    "title": "Banque d’expertise UE/UNESCO",
                    "overview": "<p>Un groupe d’experts que les pays peuvent consulter quand ils écrivent des lois"
                    " et des politiques pour la culture. L’Union européenne le finance, l’UNESCO l’anime. Il a"
                    " connu deux phases, avec des pays partenaires différents.</p>",
                }
            ),
            "es": Translation(
                {
                    "title": "Banco de expertos UE/UNESCO",
                    "overview": "<p>Un grupo de expertos a quienes los países pueden pedir consejo cuando redactan"
                    " leyes y políticas para la cultura. La Unión Europea lo paga y la UNESCO lo dirige. Tuvo dos"
                    " fases, cada una con sus países.</p>",
                }
            ),
            "ar": Translation(
                {
                    "title": "مرفق الخبراء المشترك بين الاتحاد الأوروبي واليونسكو",
                    "overview": "<p>مجموعة من الخبراء تستشيرهم البلدان حين تضع قوانين وسياسات للثقافة. يموّلها"
                    " الاتحاد الأوروبي وتديرها اليونسكو. وقد عملت على مرحلتين، ولكل مرحلة بلدانها الشريكة.</p>",
                }
            ),
        },
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
