"""The modules of the toolkit, in an order in which they can be read."""

from cms.sample import modules_of_the_exchange
from cms.sample.records import SampleDocument, SampleModule, Translation

WHY = SampleModule(
    "why-peers",
    texts={
        "title": "Why learn from peers",
        "summary": "<p>What a colleague with the same task can tell that no expert can, and what not.</p>",
        "objectives": "<ul><li>Say what you would ask a peer, and what an expert.</li><li>Name one thing that others"
        " could learn from you.</li></ul>",
        "audience": "Staff of ministries and of associations",
        "duration": "Two hours",
    },
    themes=("policy-design", "workshops"),
    activities=("focus-group-opportunities-and-challenges",),
    body=(
        (
            "paragraph",
            "<p>A peer has sat where you sit. She knows the law that was passed, and also the two drafts that were"
            " not, and who was against them.</p>",
        ),
        ("step", {"title": "Write down your question", "text": "<p>One sentence, ending in a question mark.</p>"}),
        (
            "step",
            {
                "title": "Ask who has had it before",
                "text": "<p>Look through the reports of other Parties for the same question, not for the same"
                " country.</p>",
            },
        ),
        (
            "success_factor",
            {
                "title": "The question is small",
                "text": "<p>“How did you get broadcasters to report?” finds an answer.</p>",
            },
        ),
        (
            "risk_factor",
            {"title": "The question is a wish", "text": "<p>“How do we strengthen culture?” finds a conference.</p>"},
        ),
        (
            "quote",
            {
                "quotation": "We came for their law and went home with their list of mistakes. It was worth more.",
                "speaker": "A participant",
                "role": "Words invented for this sample",
            },
        ),
        (
            "exercise",
            {
                "title": "Three questions",
                "text": "<p>Each writes three questions for a peer. The group keeps those that can be answered in a"
                " visit of two days.</p>",
                "duration": "30 minutes",
                "material": "Paper cards",
            },
        ),
    ),
    translations={
        "fr": Translation(
            {
                "title": "Pourquoi apprendre entre pairs",
                "summary": "<p>Ce qu’une collègue chargée de la même tâche peut dire et qu’aucun expert ne sait, et ce"
                " qu’elle ne peut pas dire.</p>",
                "objectives": "<ul><li>Dire ce que vous demanderiez à un pair, et à un expert.</li><li>Nommer une chose"
                " que d’autres pourraient apprendre de vous.</li></ul>",
                "audience": "Personnel des ministères et des associations",
                "duration": "Deux heures",
            },
            body=(
                (
                    "paragraph",
                    "<p>Un pair s’est assis à votre place. Il connaît la loi adoptée, mais aussi les deux projets qui"
                    " ne l’ont pas été, et qui était contre.</p>",
                ),
                (
                    "step",
                    {"title": "Écrivez votre question", "text": "<p>Une phrase, avec un point d’interrogation.</p>"},
                ),
                (
                    "success_factor",
                    {"title": "La question est petite", "text": "<p>Elle trouve une réponse.</p>"},
                ),
                (
                    "risk_factor",
                    {"title": "La question est un vœu", "text": "<p>Elle trouve un colloque.</p>"},
                ),
            ),
        ),
    },
)
STANDING = SampleModule(
    "where-you-stand",
    texts={
        "title": "Know where you stand",
        "summary": "<p>What is written, what is done, and what is counted: a picture of one’s own rules before"
        " anybody visits.</p>",
        "objectives": "<ul><li>List the rules of one industry.</li><li>Find the figure that is missing.</li></ul>",
        "audience": "Staff of ministries and statistical offices",
        "duration": "One day",
    },
    prerequisites=("why-peers",),
    themes=("research", "policy-design"),
    documents=(
        SampleDocument(
            "sheet-for-following-one-work",
            "Sheet for following one work",
            (
                ("station", "office", "paper", "days", "fee"),
                *((station, "", "", "", "") for station in ("idea", "contract", "production", "release", "audience")),
            ),
        ),
    ),
    body=(
        ("step", {"title": "List the rules", "text": "<p>Laws, decrees, fees, forms: whatever a studio meets.</p>"}),
        (
            "step",
            {"title": "Follow one work", "text": "<p>From the idea to the audience, with every paper on the way.</p>"},
        ),
        ("step", {"title": "Count once", "text": "<p>Agree what is counted before you compare numbers.</p>"}),
        ("success_factor", {"title": "Offices share what they have", "text": "<p>Even where it is not finished.</p>"}),
        (
            "risk_factor",
            {"title": "Waiting for complete data", "text": "<p>An honest gap is better than a late table.</p>"},
        ),
        (
            "case_study",
            {
                "title": "Who works in culture?",
                "text": "<p>A country asked those who already count to agree on what they count.</p>",
                "projects": ["data-on-culture-in-indonesia", "counting-crafts-in-panama"],
                "countries": "ID PA",
            },
        ),
        (
            "good_practice",
            {
                "title": "Take reports apart",
                "text": "<p>A report is long, a policy in it is one page. One by one, policies can be compared.</p>",
            },
        ),
        (
            "exercise",
            {
                "title": "The path of a song",
                "text": "<p>Draw every office that a song passes on its way to the radio.</p>",
                "duration": "45 minutes",
                "material": "A long strip of paper",
            },
        ),
    ),
)
TABLE = SampleModule(
    "everyone-at-the-table",
    texts={
        "title": "Bring everyone to the table",
        "summary": "<p>Rules last when those who live by them have written along.</p>",
        "objectives": "<ul><li>Say who is missing.</li><li>Hold a consultation that changes the draft.</li></ul>",
        "audience": "Staff of ministries, associations of artists",
        "duration": "Half a day",
    },
    prerequisites=("why-peers",),
    themes=("policy-design", "advocacy"),
    activities=("focus-group-success-and-risk",),
    body=(
        ("step", {"title": "Draw the circle", "text": "<p>Who earns by it, who pays, who is never asked?</p>"}),
        ("step", {"title": "Send the draft before", "text": "<p>Two weeks, in the language that people use.</p>"}),
        ("step", {"title": "Answer in writing", "text": "<p>What was taken up, what was not, and why.</p>"}),
        ("success_factor", {"title": "Someone keeps the minutes", "text": "<p>And publishes them.</p>"}),
        ("risk_factor", {"title": "Only the capital comes", "text": "<p>Travel costs decide who speaks.</p>"}),
        (
            "case_study",
            {
                "title": "A report that many wrote",
                "text": "<p>People from government and civil society wrote the country’s report as one team.</p>",
                "projects": ["cultural-policy-reform-in-zimbabwe", "cultural-policy-reform-in-colombia"],
                "countries": "ZW CO",
            },
        ),
        (
            "exercise",
            {
                "title": "The empty chair",
                "text": "<p>One chair stays empty. The group names who should sit there and invites them.</p>",
                "duration": "20 minutes",
                "material": "A chair",
            },
        ),
    ),
)
MATCHING = SampleModule(
    "finding-peers",
    texts={
        "title": "Find the right peers",
        "summary": "<p>Near in task, not necessarily on the map.</p>",
        "objectives": "<ul><li>Choose a peer by the question.</li><li>Agree what each side gives.</li></ul>",
        "audience": "Those who plan an exchange",
        "duration": "Two hours",
    },
    prerequisites=("why-peers",),
    themes=("workshops",),
    body=(
        ("step", {"title": "Search by measure", "text": "<p>Who has a fund, a quota, a register like yours?</p>"}),
        ("step", {"title": "Talk once before deciding", "text": "<p>An hour by telephone saves a journey.</p>"}),
        ("success_factor", {"title": "Both learn", "text": "<p>The host has a question, too.</p>"}),
        ("risk_factor", {"title": "A model is sold", "text": "<p>What fits there may not fit here.</p>"}),
        (
            "case_study",
            {
                "title": "Twelve countries compare notes",
                "text": "<p>On four continents, with one question: under which rules do creative people live?</p>",
                "projects": ["expert-facility-second-phase"],
                "countries": "",
            },
        ),
        (
            "exercise",
            {
                "title": "A letter to a peer",
                "text": "<p>Ten lines: our question, what we have tried, what we can show you.</p>",
                "duration": "30 minutes",
                "material": "",
            },
        ),
    ),
)

MODULES = (WHY, STANDING, TABLE, MATCHING, *modules_of_the_exchange.MODULES)
