"""Declarations of Accord's models for wagtail-grapple, which it reads when it is loaded."""

from __future__ import annotations

from grapple.models import GraphQLCollection as Collection
from grapple.models import GraphQLForeignKey as ForeignKey
from grapple.models import GraphQLInt, GraphQLRichText, GraphQLString

from benchmarks.peers.related import related_activities
from cms import models

# Under other names than the columns, whose type graphene-django cannot convert.
PERIOD = [GraphQLString("starts", source="start_date"), GraphQLString("ends", source="end_date")]
NAMED = [GraphQLString("title", source="labels")]


def declare() -> None:
    models.ProjectPage.activities = property(related_activities)
    models.ProjectPage.graphql_fields = [
        *PERIOD,
        GraphQLString("source_url"),
        GraphQLRichText("overview"),
        GraphQLRichText("aim"),
        GraphQLRichText("results_text"),
        ForeignKey("programme", models.ProgrammePage),
        *(
            Collection(ForeignKey, name, model)
            for name, model in (
                ("country_links", models.CountryLink),
                ("theme_links", models.ThemeLink),
                ("fundings", models.Funding),
                ("partnerships", models.Partnership),
                ("key_figures", models.KeyFigure),
                ("sections", models.Section),
                ("activities", models.ActivityPage),
            )
        ),
    ]
    models.ProgrammePage.graphql_fields = [Collection(ForeignKey, "fundings", models.Funding)]
    models.ActivityPage.graphql_fields = PERIOD
    models.Country.graphql_fields = [GraphQLString("code"), *NAMED]
    models.Theme.graphql_fields = NAMED
    models.Organisation.graphql_fields = [*NAMED, ForeignKey("country", models.Country)]
    models.CountryLink.graphql_fields = [ForeignKey("country", models.Country)]
    models.ThemeLink.graphql_fields = [ForeignKey("theme", models.Theme)]
    models.Funding.graphql_fields = [
        GraphQLInt("year"),
        GraphQLString("amount"),
        GraphQLString("currency"),
        ForeignKey("donor", models.Organisation),
    ]
    models.Partnership.graphql_fields = [GraphQLString("role"), ForeignKey("partner", models.Organisation)]
    models.KeyFigure.graphql_fields = [GraphQLString("value"), GraphQLString("label")]
    models.Section.graphql_fields = [
        GraphQLString("title"),
        GraphQLRichText("short_description"),
        GraphQLRichText("body"),
    ]
