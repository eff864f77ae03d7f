"""The toolkit of the sample. The real one's list of modules is not known, so these modules are the sample's own."""

from cms.sample.programmes import SECOND_PHASE
from cms.sample.records import SampleToolkit, Translation

TOOLKIT = SampleToolkit(
    "learning-from-peers",
    texts={
        "title": "Learning from peers: a toolkit for cultural policy",
        "overview": "<p>How a country that writes rules for its creative industries can learn from another that has"
        " written them. It follows one exchange from the first question to the report.</p>",
    },
    programme="expert-facility",
    countries=SECOND_PHASE,
    activities=("peer-review-of-the-toolkit", "workshop-in-swakopmund"),
    body=(
        ("heading", "How to use it"),
        (
            "paragraph",
            "<p>Read the modules in the order of the path; each says on which others it builds. Groups take about a"
            " day for two modules. The exercises need a room or a call, and nothing to buy.</p>",
        ),
        ("heading", "Who made it"),
        (
            "paragraph",
            "<p>A toolkit of this kind was reviewed online on 9 December 2021 by peers of twelve countries. What its"
            " modules say was not at hand: the modules here were written for this sample.</p>",
        ),
    ),
    translations={
        "fr": Translation(
            {
                "title": "Apprendre entre pairs : une boîte à outils pour les politiques culturelles",
                "overview": "<p>Comment un pays qui écrit des règles pour ses industries créatives peut apprendre d’un"
                " autre qui les a écrites : un échange, de la première question au rapport.</p>",
            },
            body=(
                ("heading", "Mode d’emploi"),
                (
                    "paragraph",
                    "<p>Lisez les modules dans l’ordre du parcours ; chacun indique sur lesquels il s’appuie. Un groupe"
                    " compte une journée pour deux modules.</p>",
                ),
            ),
        ),
        "es": Translation(
            {
                "title": "Aprender entre pares: guía práctica para las políticas culturales",
                "overview": "<p>Cómo un país que redacta reglas para sus industrias creativas puede aprender de otro"
                " que ya las tiene: un intercambio, de la primera pregunta al informe.</p>",
            },
            body=(
                ("heading", "Cómo usarla"),
                (
                    "paragraph",
                    "<p>Lea los módulos en el orden del recorrido; cada uno dice en cuáles se apoya. Un grupo necesita"
                    " más o menos un día para dos módulos.</p>",
                ),
            ),
        ),
        "ar": Translation(
            {
                "title": "التعلّم من الأقران: دليل عملي للسياسات الثقافية",
                "overview": "<p>كيف يتعلّم بلد يضع قواعد لصناعاته الإبداعية من بلد سبق أن وضعها: تبادل واحد، من السؤال"
                " الأول إلى التقرير.</p>",
            },
            body=(
                ("heading", "كيفية استخدامه"),
                (
                    "paragraph",
                    "<p>اقرأوا الوحدات بترتيب المسار، فكل وحدة تذكر ما تستند إليه. تحتاج المجموعة إلى يوم تقريبًا"
                    " لوحدتين.</p>",
                ),
            ),
        ),
    },
)
