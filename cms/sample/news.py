"""The news of the sample, told in its own words."""

from cms.sample.programmes import SECOND_PHASE
from cms.sample.records import SampleNews, Translation

NEWS = (
    SampleNews(
        "peers-review-the-toolkit",
        texts={
            "title": "Peers from twelve countries read the toolkit before it is finished",
            "summary": "<p>On 9 December 2021 those who will use the toolkit met online to say what it lacks.</p>",
        },
        date="2021-12-09",
        countries=SECOND_PHASE,
        about=("learning-from-peers", "peer-review-of-the-toolkit", "expert-facility"),
        body=(
            (
                "paragraph",
                "<p>Three focus groups took one question each: what an exchange between peers offers and asks, what"
                " makes it succeed or fail, and what would help the method along. They brought back gaps, not"
                " compliments, and the authors took them home.</p>",
            ),
            ("project", "expert-facility-second-phase"),
        ),
        translations={
            "fr": Translation(
                {
                    "title": "Des pairs de douze pays lisent la boîte à outils avant qu’elle soit achevée",
                    "summary": "<p>Le 9 décembre 2021, celles et ceux qui l’utiliseront se sont réunis en ligne pour"
                    " dire ce qui lui manque.</p>",
                },
                body=(
                    (
                        "paragraph",
                        "<p>Trois groupes de discussion ont pris une question chacun : ce qu’un échange entre pairs"
                        " offre et demande, ce qui le fait réussir ou échouer, ce qui aiderait la méthode.</p>",
                    ),
                ),
            ),
            "es": Translation(
                {
                    "title": "Pares de doce países leen la guía antes de que esté terminada",
                    "summary": "<p>El 9 de diciembre de 2021, quienes usarán la guía se reunieron en línea para decir"
                    " qué le falta.</p>",
                },
                body=(
                    (
                        "paragraph",
                        "<p>Tres grupos de discusión tomaron una pregunta cada uno: qué ofrece y qué exige un"
                        " intercambio entre pares, qué lo hace salir bien o mal, y qué ayudaría al método.</p>",
                    ),
                ),
            ),
            "ar": Translation(
                {
                    "title": "أقران من اثني عشر بلدًا يقرأون الدليل قبل اكتماله",
                    "summary": "<p>في 9 كانون الأول/ديسمبر 2021 اجتمع عبر الإنترنت من سيستخدمون الدليل ليقولوا ما"
                    " ينقصه.</p>",
                },
                body=(
                    (
                        "paragraph",
                        "<p>تناولت كل مجموعة من المجموعات الثلاث سؤالًا واحدًا: ما الذي يقدّمه التبادل بين الأقران وما"
                        " الذي يتطلّبه، وما الذي يجعله ينجح أو يفشل، وما الذي يساعد هذه الطريقة.</p>",
                    ),
                ),
            ),
        },
    ),
    SampleNews(
        "course-begins",
        texts={
            "title": "Thirty people begin a course on the creative economy",
            "summary": "<p>They come from ministries, associations and the trade, and meet online once a week.</p>",
        },
        date="2021-10",
        countries="BN KH ID LA MY PH SG TH TL VN",
        about=("creative-economy-course", "course-on-the-creative-economy"),
        body=(
            (
                "paragraph",
                "<p>They were chosen after an open call. Eight sessions lead from the status of artists to what digital"
                " distribution changes, and in each a group has five minutes to show what it has understood.</p>",
            ),
            ("project", "creative-economy-course"),
        ),
    ),
    SampleNews(
        "workshop-moves-to-spring",
        texts={
            "title": "The workshop in Swakopmund moves to spring",
            "summary": "<p>Planned for 7 to 10 December 2021, it will be held from 29 March to 1 April 2022.</p>",
        },
        date="2021-12",
        countries="NA",
        about=("workshop-in-swakopmund", "expert-facility-second-phase"),
    ),
    SampleNews(
        "bahrain-joins-the-convention",
        texts={
            "title": "Bahrain joins the 2005 Convention",
            "summary": "<p>Its instrument was deposited on 1 October 2025. The Convention is in force for the country"
            " since 1 January 2026, three months later, as its article 29 has it.</p>",
        },
        date="2025-10-01",
        countries="BH",
    ),
)
