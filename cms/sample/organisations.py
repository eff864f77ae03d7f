"""Donors and partners of the sample. UNESCO and the European Union are reference data."""

from cms.sample.records import OrganisationKind as Kind
from cms.sample.records import SampleOrganisation

ORGANISATIONS = (
    SampleOrganisation(
        "republic-of-korea",
        {"en": "Republic of Korea", "fr": "République de Corée", "ar": "جمهورية كوريا"},
        Kind.GOVERNMENT,
        "KR",
    ),
    SampleOrganisation(
        "sida",
        {
            "en": "Swedish International Development Cooperation Agency",
            "fr": "Agence suédoise de coopération internationale au développement",
        },
        Kind.GOVERNMENT,
        "SE",
        acronym="Sida",
    ),
    SampleOrganisation(
        "korean-national-commission",
        {
            "en": "Korean National Commission for UNESCO",
            "fr": "Commission nationale coréenne pour l’UNESCO",
        },
        Kind.GOVERNMENT,
        "KR",
        acronym="KNCU",
    ),
    SampleOrganisation(
        "city-university-of-london",
        {"en": "City, University of London"},
        Kind.ACADEMIC,
        "GB",
        alternative_labels={"en": ["City University London"]},
    ),
    SampleOrganisation(
        "indonesian-ministry-of-education-and-culture",
        {"en": "Ministry of Education and Culture, Government of Indonesia"},
        Kind.GOVERNMENT,
        "ID",
    ),
    SampleOrganisation("koalisi-seni", {"en": "Koalisi Seni"}, Kind.CIVIL_SOCIETY, "ID"),
    # Invented. Only a draft mentions it, so nobody outside the admin learns of it.
    SampleOrganisation(
        "harbour-light-foundation",
        {"en": "Harbour Light Foundation"},
        Kind.FOUNDATION,
        "GE",
        published=False,
    ),
)
