"""The two phases of the expert facility."""

from cms.sample.drawings import Bars, World
from cms.sample.programmes import FIRST_PHASE, SECOND_PHASE
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

PROJECTS = (
    SampleProject(
        "expert-facility-first-phase",
        texts={
            "title": "Expert Facility, first phase: advice by thirty experts",
            "overview": "<p>Thirty experts, forty-three by the end, went on more than forty"
            " missions to thirteen countries. Each mission answered a request: a law to draft, a"
            " strategy to write, an institution to build.</p>",
            "aim": "<p>To help public authorities govern culture better.</p>",
            "results_text": "<p>At least twenty-three policies, strategies and laws were written"
            " with the experts’ advice.</p>",
        },
        programme="expert-facility",
        start="2010",
        end="2015",
        countries=FIRST_PHASE,
        themes=("policy-design", "expert-facility"),
        types=("capacity-development",),
        donations=(Donation("european-union", 1_500_000, "EUR", 2010),),
        partners={"unesco": Role.LEAD},
        results=(
            SampleResult(
                "policies-written-with-advice",
                "policies, strategies and laws",
                actual="at least 23",
                start="2010",
                end="2015",
                countries=FIRST_PHASE,
            ),
        ),
        figures=(
            ("30", "experts at the beginning"),
            ("43", "experts since March 2015"),
            ("40+", "missions"),
            ("13", "countries"),
        ),
        languages=("en", "fr", "es"),
        targets="8.3 16.7 17.9",
        areas=("cultural-and-creative-sectors", "international-cooperation"),
        sections=(
            SampleSection(
                "What the sources say of the money",
                body="<p>Two sources give two amounts: one says 1.5 million euros, the other 1"
                " million. The larger one is given here, because it comes from the side that"
                " received it.</p>",
                position=Position.BOTTOM_RIGHT,
                style=Style.COLLAPSED,
            ),
        ),
    ),
    SampleProject(
        "expert-facility-second-phase",
        texts={
            "title": "Expert Facility, second phase: new rules for creative industries",
            "overview": "<p>Twelve countries worked on the rules under which their creative"
            " industries live, and compared notes with each other rather than with a model from"
            " elsewhere.</p>",
            "aim": "<p>To have countries of the South learn from each other how cultural"
            " industries are strengthened by law and policy.</p>",
            "results_text": "<p>What was learned went into a toolkit for peers. Its draft was"
            " reviewed online by those who are to use it.</p>",
        },
        programme="expert-facility",
        start="2018-07",
        end="2021-07",
        countries=SECOND_PHASE,
        themes=(
            *("policy-design", "expert-facility", "cultural-industries-support"),
            "contributing-to-the-sdgs",
        ),
        types=("capacity-development",),
        donations=(Donation("european-union", 1_720_000, "EUR", 2018),),
        partners={"unesco": Role.LEAD},
        results=(
            SampleResult(
                "reviewed-toolkit",
                "state of the toolkit",
                baseline="none",
                target="a toolkit for peers",
                actual="draft reviewed on 9 December 2021",
                start="2021-12-09",
                end="2021-12-09",
                countries=SECOND_PHASE,
            ),
        ),
        figures=(("12", "countries"), ("1.72", "million EUR"), ("3", "focus groups reviewed the toolkit")),
        gallery=(
            SamplePicture(
                "countries-of-the-second-phase",
                "Twelve countries, a dot each",
                World(SECOND_PHASE),
                "A dot for each country of the world; six dark ones in Africa, four in the Americas, two in Asia.",
                "The twelve countries of the second phase among all countries, region by region.",
            ),
            SamplePicture(
                "money-of-both-phases",
                "Two amounts, a bar each",
                Bars((1_500_000, 1_720_000)),
                "Two bars; the second is a little higher than the first.",
                "1.5 million EUR for the first phase and 1.72 million EUR for the second.",
            ),
        ),
        languages=("en", "fr", "es"),
        targets="8.3 17.9",
        areas=("cultural-and-creative-sectors", "international-cooperation"),
        sections=(
            SampleSection(
                "Twelve countries or fifteen",
                body="<p>The list of countries here has twelve names, as in the article on the toolkit’s review."
                " A page of the United Nations in Namibia speaks of fifteen partner countries without naming them.</p>",
                position=Position.BOTTOM_RIGHT,
                style=Style.COLLAPSED,
            ),
        ),
        related_projects=("expert-facility-first-phase",),
        translations={
            "fr": Translation(
                {
                    "title": "Banque d’expertise, deuxième phase : de nouvelles règles pour les industries créatives",
                    "overview": "<p>Douze pays ont travaillé aux règles sous lesquelles vivent leurs industries"
                    " créatives, en comparant leurs notes plutôt qu’en suivant un modèle venu d’ailleurs.</p>",
                    "aim": "<p>Que les pays du Sud apprennent les uns des autres comment le droit et les politiques"
                    " renforcent les industries culturelles.</p>",
                    "results_text": "<p>Ce qu’ils ont appris a donné une boîte à outils pour les pairs, dont"
                    " l’ébauche a été relue en ligne par celles et ceux qui l’utiliseront.</p>",
                },
                {
                    "key_figures": (
                        {"label": "pays"},
                        {"label": "million d’euros"},
                        {"label": "groupes de discussion ont relu la boîte à outils"},
                    ),
                    "sections": (
                        {
                            "title": "Douze pays ou quinze",
                            "body": "<p>La liste des pays compte ici douze noms, comme dans l’article sur la relecture."
                            " Une page des Nations Unies en Namibie parle de quinze pays, sans les nommer.</p>",
                        },
                    ),
                },
            ),
            "es": Translation(
                {
                    "title": "Banco de expertos, segunda fase: nuevas reglas para las industrias creativas",
                    "overview": "<p>Doce países trabajaron en las reglas bajo las que viven sus industrias"
                    " creativas, y compararon sus apuntes entre sí en lugar de seguir un modelo ajeno.</p>",
                    "aim": "<p>Que los países del Sur aprendan unos de otros cómo las leyes y las políticas"
                    " fortalecen las industrias culturales.</p>",
                    "results_text": "<p>De lo aprendido nació una guía práctica para pares. Quienes la usarán"
                    " revisaron el borrador en línea.</p>",
                },
                {
                    "key_figures": (
                        {"label": "países"},
                        {"label": "millones de euros"},
                        {"label": "grupos de discusión revisaron la guía"},
                    )
                },
            ),
        },
    ),
)
