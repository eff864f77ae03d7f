"""Projects that no visitor may see, each for another reason. All three are invented."""

from datetime import UTC, datetime

from cms.sample.drawings import World
from cms.sample.records import Donation, SampleDocument, SamplePicture, SampleProject, SampleResult

HIDDEN = (
    SampleProject(
        "mapping-small-stages",
        texts={
            "title": "Mapping small stages (a draft)",
            "overview": "<p>An editor is still writing this, so it is in no answer of any"
            " interface, and neither is the foundation that it names.</p>",
        },
        countries="GE",
        themes=("research",),
        donations=(Donation("harbour-light-foundation", 40_000, "EUR", 2022),),
        results=(SampleResult("inventory-of-small-stages", "stages visited by spring", actual="17"),),
        gallery=(
            SamplePicture(
                "where-small-stages-are",
                "Georgia among all countries",
                World("GE"),
                "A dot for each country of the world; a single one is dark.",
                "Where the stages stand.",
            ),
        ),
        documents=(SampleDocument("stages-so-far", "Stages visited so far", (("town", "stages"), ("Tbilisi", "9"))),),
        draft=True,
    ),
    SampleProject(
        "mentors-for-festivals",
        texts={
            "title": "Mentors for festivals (scheduled)",
            "overview": "<p>This goes public by itself on its day.</p>",
        },
        countries="JM MX",
        themes=("cultural-industries-support",),
        donations=(Donation("european-union", 250_000, "EUR", 2040),),
        go_live_at=datetime(2040, 1, 1, 9, tzinfo=UTC),
    ),
    SampleProject(
        "preparing-a-third-phase",
        texts={
            "title": "Preparing a third phase (private)",
            "overview": "<p>Published, but only those who log in may read it.</p>",
        },
        programme="expert-facility",
        countries="NA PA",
        themes=("expert-facility",),
        donations=(Donation("european-union"),),
        private=True,
    ),
)
