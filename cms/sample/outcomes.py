"""What has changed in the sample's projects. Outcomes of the national projects are invented, as these are."""

from cms.sample.records import Change, SampleOutcome

INVENTED = {
    "en": "Invented for this sample.",
    "fr": "Inventé pour cet exemple.",
    "es": "Inventado para esta muestra.",
    "ar": "مُختلَق لأغراض هذا النموذج.",
}

OUTCOMES = (
    SampleOutcome(
        "policies-written-with-advice",
        {
            "en": "Policies, strategies and laws written with experts’ advice",
            "fr": "Politiques, stratégies et lois rédigées avec l’appui d’experts",
            "es": "Políticas, estrategias y leyes redactadas con asesoramiento",
            "ar": "سياسات واستراتيجيات وقوانين وُضعت بمشورة الخبراء",
        },
        Change.POLICY,
        {
            "en": "Governments that asked for advice wrote the texts themselves; the experts commented and compared.",
            "fr": "Les gouvernements qui avaient demandé conseil ont écrit eux-mêmes ; les experts ont commenté.",
        },
        "2015",
    ),
    SampleOutcome(
        "officials-who-know-the-creative-economy",
        {
            "en": "Officials and professionals who know the creative economy",
            "fr": "Des responsables et des professionnels qui connaissent l’économie créative",
            "ar": "مسؤولون ومهنيون على دراية بالاقتصاد الإبداعي",
        },
        Change.CAPACITY,
        {"en": "People early in their careers, from ministries, associations and the trade itself."},
        "2021",
    ),
    SampleOutcome(
        "network-of-cultural-policy-makers",
        {
            "en": "A network of those who make cultural policy in Asia and the Pacific",
            "fr": "Un réseau de celles et ceux qui font la politique culturelle en Asie et dans le Pacifique",
        },
        Change.NETWORK,
        {"en": "The participants of 2018 missed one; those of 2021 were brought together to begin it."},
    ),
    SampleOutcome(
        "reviewed-toolkit",
        {
            "en": "A toolkit that peers have reviewed",
            "fr": "Une boîte à outils relue par des pairs",
            "es": "Una guía práctica revisada por pares",
            "ar": "دليل عملي راجعه الأقران",
        },
        Change.PUBLICATION,
        {"en": "Its draft was read by those who will use it before it was finished."},
        "2021-12-09",
    ),
    SampleOutcome(
        "searchable-policies",
        {
            "en": "Policies of many countries that can be searched together",
            "fr": "Des politiques de nombreux pays, consultables ensemble",
        },
        Change.PUBLICATION,
        {"en": "Before, each policy stood in its country’s report and nowhere else."},
        "2019-04",
    ),
    SampleOutcome(
        "money-for-projects-in-developing-countries",
        {
            "en": "Money for culture in developing countries",
            "fr": "De l’argent pour la culture dans les pays en développement",
            "es": "Fondos para la cultura en países en desarrollo",
        },
        Change.FUNDING,
        {"en": "A fund of many givers pays for projects, up to 100,000 US dollars for each."},
    ),
    SampleOutcome(
        "register-of-performers",
        {"en": "A register through which performers are paid", "fr": "Un registre qui permet de payer les interprètes"},
        Change.INSTITUTION,
        INVENTED,
        "2021",
    ),
    SampleOutcome(
        "law-on-film",
        {"en": "A law on film and its public", "fr": "Une loi sur le cinéma et son public"},
        Change.LAW,
        INVENTED,
        "2021-05",
    ),
    SampleOutcome(
        "figures-on-crafts",
        {
            "en": "Figures on crafts that all offices share",
            "es": "Cifras sobre la artesanía que comparten todas las oficinas",
        },
        Change.PUBLICATION,
        INVENTED,
    ),
    # Only a draft names it.
    SampleOutcome(
        "inventory-of-small-stages",
        {"en": "An inventory of Georgia’s small stages"},
        Change.PUBLICATION,
        INVENTED,
        published=False,
    ),
)
