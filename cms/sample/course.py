"""The project of the sample that exists in three languages: an online course."""

from cms.sample.drawings import World
from cms.sample.records import (
    Donation,
    Position,
    Role,
    SamplePicture,
    SampleProject,
    SampleResult,
    SampleSection,
    Style,
    Translation,
)

COUNTRIES = "BN KH ID LA MY PH SG TH TL VN"

FRENCH = Translation(
    {
        "title": "Former les responsables culturels d’Asie du Sud-Est à l’économie créative",
        "overview": "<p>Peu de pays de la région ont adhéré à la Convention de 2005, et rares sont"
        " les administrations qui savent ce qu’elles auraient à y gagner. En même temps,"
        " l’intérêt pour les industries créatives grandit. Le projet met en relation celles et"
        " ceux qui en décident.</p>",
        "aim": "<p>Apprendre à des responsables et à des acteurs culturels à concevoir des"
        " politiques avec les personnes concernées, et faire connaître la Convention.</p>",
        "results_text": "<p>Un cours en ligne pour trente personnes, préparé avec une université,"
        " et un réseau qui dure au-delà du cours.</p>",
    },
    {
        "sections": (
            {
                "title": "Le déroulement du cours",
                "short_description": "<p>Huit séances à partir d’octobre 2021.</p>",
                "body": "<p>Chaque semaine, un groupe présentait en cinq minutes ce qu’il avait retenu. Des"
                " spécialistes de la région répondaient aux questions.</p>",
            },
        ),
        "key_figures": ({"label": "participants"}, {"label": "séances"}, {"label": "pays"}),
        "results": ({"indicator": "personnes formées"}, {"indicator": "pays représentés"}),
        "gallery": (
            {
                "alternative_text": "Un point pour chaque pays du monde ; dix de l’Asie du Sud-Est, presque côte à"
                " côte, sont foncés.",
                "caption": "Les dix pays du cours parmi tous les pays, région par région.",
            },
        ),
    },
)

ARABIC = Translation(
    {
        "title": "تدريب المسؤولين الثقافيين في جنوب شرق آسيا على الاقتصاد الإبداعي",
        "overview": "<p>لم ينضم إلى اتفاقية عام 2005 سوى عدد قليل من بلدان المنطقة، وقلّما تعرف"
        " الإدارات ما يمكن أن تجنيه منها. وفي الوقت نفسه يزداد الاهتمام بالصناعات الإبداعية."
        " يجمع المشروع بين من يتخذون القرارات في هذا المجال.</p>",
        "aim": "<p>تعليم المسؤولين والعاملين في الثقافة كيف توضع السياسات بمشاركة المعنيين بها،"
        " والتعريف بالاتفاقية.</p>",
        "results_text": "<p>دورة عبر الإنترنت لثلاثين مشاركًا أُعدّت مع جامعة، وشبكة تستمر بعد انتهاء الدورة.</p>",
    },
    {
        "sections": (
            {
                "title": "كيف سارت الدورة",
                "short_description": "<p>ثماني جلسات ابتداءً من تشرين الأول/أكتوبر 2021.</p>",
                "body": "<p>في كل أسبوع عرضت مجموعة في خمس دقائق ما تعلّمته، وأجاب خبراء من المنطقة عن الأسئلة.</p>",
            },
        ),
        "key_figures": ({"label": "مشاركًا"}, {"label": "جلسات"}, {"label": "بلدان"}),
        "results": ({"indicator": "أشخاص تدرّبوا"}, {"indicator": "بلدان ممثَّلة"}),
        "gallery": (
            {
                "alternative_text": "نقطة لكل بلد في العالم، وعشر نقاط متقاربة لجنوب شرق آسيا بلون داكن.",
                "caption": "بلدان الدورة العشرة بين جميع البلدان، منطقة بعد أخرى.",
            },
        ),
    },
)

COURSE = SampleProject(
    "creative-economy-course",
    texts={
        "title": "Training cultural officials of South-East Asia in the creative economy",
        "overview": "<p>Few countries of the region have joined the 2005 Convention, and few of"
        " their administrations know what they would gain by it. At the same time, interest in the"
        " creative industries grows. The project brings those together who decide about them.</p>",
        "aim": "<p>To teach officials and cultural actors how policies are made together with those"
        " whom they concern, and to make the Convention known.</p>",
        "results_text": "<p>An online course for thirty people, prepared with a university, and a"
        " network that outlasts it.</p>",
    },
    start="2020-02",
    end="..",
    countries=COUNTRIES,
    themes=(
        *("advocacy", "workshops", "training-materials", "research", "policy-design"),
        *("cultural-industries-support", "contributing-to-the-sdgs"),
    ),
    types=("awareness-raising", "capacity-development"),
    donations=(Donation("republic-of-korea"),),
    partners={
        "korean-national-commission": Role.LOCAL_PARTNER,
        "city-university-of-london": Role.PARTICIPANT,
    },
    sections=(
        SampleSection(
            "How the course went",
            "<p>Eight sessions from October 2021 on.</p>",
            "<p>Each week a group presented in five minutes what it had learned. Specialists from"
            " the region answered questions.</p>",
            position=Position.BOTTOM_LEFT,
            style=Style.COLLAPSED,
        ),
    ),
    results=(
        SampleResult(
            "officials-who-know-the-creative-economy",
            "people trained",
            actual="30",
            start="2021-10",
            countries=COUNTRIES,
        ),
        SampleResult(
            "network-of-cultural-policy-makers",
            "countries represented",
            actual="10",
            start="2021-10",
        ),
    ),
    figures=(("30", "participants"), ("8", "sessions"), ("10", "countries")),
    gallery=(
        SamplePicture(
            "countries-of-the-course",
            "Ten countries, a dot each",
            World(COUNTRIES),
            "A dot for each country of the world; ten of South-East Asia, nearly all side by side, are dark.",
            "The ten countries of the course among all countries, region by region.",
        ),
    ),
    languages=("en",),
    targets="4.4 8.3 17.9",
    areas=("cultural-and-creative-sectors", "international-cooperation"),
    address="strengthening-capacities-asean-cultural-policy-officials",
    translations={"fr": FRENCH, "ar": ARABIC},
)
