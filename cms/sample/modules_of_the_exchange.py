"""The second half of the toolkit: planning an exchange, holding it, and what follows from it."""

from cms.sample.records import SampleModule

PLANNING = SampleModule(
    "planning-an-exchange",
    texts={
        "title": "Plan the exchange",
        "summary": "<p>From a question and a peer to an agenda that leaves time to think.</p>",
        "objectives": "<ul><li>Write an agenda with one question for each half day.</li><li>Plan for what goes"
        " wrong.</li></ul>",
        "audience": "Those who organise it",
        "duration": "Half a day",
    },
    prerequisites=("where-you-stand", "everyone-at-the-table", "finding-peers"),
    themes=("workshops",),
    body=(
        ("step", {"title": "One question for each half day", "text": "<p>And no more than two speakers.</p>"}),
        ("step", {"title": "See the place", "text": "<p>A studio, a court, an archive: what words leave out.</p>"}),
        ("step", {"title": "Name who writes", "text": "<p>Each evening, one page.</p>"}),
        (
            "success_factor",
            {"title": "There is a second date", "text": "<p>Workshops are moved. Keep the peers informed.</p>"},
        ),
        ("risk_factor", {"title": "A full agenda", "text": "<p>The best answers come at the coffee table.</p>"}),
        (
            "case_study",
            {
                "title": "Four months later",
                "text": "<p>A workshop planned for December 2021 in Swakopmund was held the following spring.</p>",
                "projects": ["peers-in-namibia", "expert-facility-second-phase"],
                "countries": "NA",
            },
        ),
        (
            "exercise",
            {
                "title": "Cross out a third",
                "text": "<p>Take your agenda and remove a third of it. What do you miss?</p>",
                "duration": "15 minutes",
                "material": "A draft agenda",
            },
        ),
    ),
)
FOCUS_GROUPS = SampleModule(
    "focus-groups-online",
    texts={
        "title": "Hold focus groups, online too",
        "summary": "<p>Small groups hear more. How to run them so that all come back with something to say.</p>",
        "objectives": "<ul><li>Lead a group of eight.</li><li>Bring findings back to all.</li></ul>",
        "audience": "Facilitators",
        "duration": "Three hours",
    },
    prerequisites=("planning-an-exchange",),
    themes=("workshops", "training-materials"),
    activities=("focus-group-features-of-the-method",),
    body=(
        (
            "step",
            {
                "title": "Three groups, three questions",
                "text": "<p>What it offers, what helps or harms, what is missing.</p>",
            },
        ),
        ("step", {"title": "A reporter in each", "text": "<p>Chosen before, not at the end.</p>"}),
        ("step", {"title": "Back to all", "text": "<p>Five minutes each, then one round of objections.</p>"}),
        ("success_factor", {"title": "Everyone has read it", "text": "<p>Send ten pages, not a hundred.</p>"}),
        ("risk_factor", {"title": "The connection fails", "text": "<p>Keep a telephone number for each group.</p>"}),
        (
            "good_practice",
            {
                "title": "Five minutes a week",
                "text": "<p>A group that has to show what it understood, understands.</p>",
            },
        ),
        (
            "case_study",
            {
                "title": "Eight sessions, thirty people",
                "text": "<p>Each week one group presented, and specialists from the region answered.</p>",
                "projects": ["creative-economy-course"],
                "countries": "KH ID VN",
            },
        ),
        (
            "quote",
            {
                "quotation": "In a group of eight nobody can hide behind a camera that is off.",
                "speaker": "A facilitator",
                "role": "Words invented for this sample",
            },
        ),
        (
            "exercise",
            {
                "title": "A round of objections",
                "text": "<p>Nobody may agree for ten minutes.</p>",
                "duration": "10 minutes",
                "material": "",
            },
        ),
    ),
)
RULES = SampleModule(
    "from-findings-to-rules",
    texts={
        "title": "From findings to rules",
        "summary": "<p>What was learned becomes a text that can be adopted, and money with which it can be kept.</p>",
        "objectives": "<ul><li>Turn a finding into an article of a draft.</li><li>Say what it costs.</li></ul>",
        "audience": "Those who write laws and budgets",
        "duration": "One day",
    },
    prerequisites=("planning-an-exchange",),
    themes=("policy-design", "cultural-industries-support"),
    body=(
        ("step", {"title": "One finding, one article", "text": "<p>And who has to do what by when.</p>"}),
        ("step", {"title": "Read it aloud", "text": "<p>To those whom it is about.</p>"}),
        ("step", {"title": "Cost it", "text": "<p>An article without a budget line is a wish.</p>"}),
        ("success_factor", {"title": "A minister owns it", "text": "<p>By name, before the peers arrive.</p>"}),
        (
            "risk_factor",
            {"title": "Copied words", "text": "<p>A translated law keeps the institutions of its origin.</p>"},
        ),
        (
            "case_study",
            {
                "title": "Requests, not offers",
                "text": "<p>Thirteen countries asked for advice; at least twenty-three policies, strategies and laws"
                " were written.</p>",
                "projects": ["expert-facility-first-phase", "film-law-in-gabon"],
                "countries": "GA",
            },
        ),
        (
            "exercise",
            {
                "title": "Article by article",
                "text": "<p>Half of the group reads, the other half says what it would change for them.</p>",
                "duration": "60 minutes",
                "material": "Any bill",
            },
        ),
    ),
)
REPORTING = SampleModule(
    "report-and-stay-in-touch",
    texts={
        "title": "Report, and stay in touch",
        "summary": "<p>An exchange ends when nobody asks any more. How to write down what came of it, and go on.</p>",
        "objectives": "<ul><li>Write two pages that others can use.</li><li>Agree on the next call.</li></ul>",
        "audience": "Everyone who took part",
        "duration": "Two hours",
    },
    prerequisites=("focus-groups-online", "from-findings-to-rules"),
    themes=("advocacy", "contributing-to-the-sdgs"),
    body=(
        ("step", {"title": "Two pages", "text": "<p>Question, peers, answer, what changed, what did not.</p>"}),
        ("step", {"title": "Put it where others look", "text": "<p>In the country’s periodic report, and here.</p>"}),
        ("step", {"title": "Fix the next date", "text": "<p>Half a year later, one hour.</p>"}),
        ("success_factor", {"title": "A list of names", "text": "<p>With permission, and with telephone numbers.</p>"}),
        (
            "risk_factor",
            {"title": "People change office", "text": "<p>A network of posts survives; one of persons may not.</p>"},
        ),
        (
            "case_study",
            {
                "title": "What participants missed",
                "text": "<p>After a week of training in 2018, what people missed was a network.</p>",
                "projects": ["cultural-policy-in-asia-and-the-pacific"],
                "countries": "",
            },
        ),
        (
            "exercise",
            {
                "title": "The headline in a year",
                "text": "<p>Write tomorrow’s headline and the one of a year from now. What must happen in between?</p>",
                "duration": "20 minutes",
                "material": "",
            },
        ),
    ),
)

MODULES = (PLANNING, FOCUS_GROUPS, RULES, REPORTING)
