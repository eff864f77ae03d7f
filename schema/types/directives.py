"""The directive `@in` of an operation: the language in which all of its fields answer, unless one names its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation.trans_real import parse_accept_lang_header
from graphql import (
    DirectiveLocation,
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLDirective,
    GraphQLSchema,
    OperationDefinitionNode,
    get_directive_values,
)

from graph.declarations import LANGUAGES, primary_language
from schema.types.scalars import Language, known_languages

NAME = "in"


def add_directives(schema: GraphQLSchema) -> None:
    """Add our directives to a schema. graphene cannot: their arguments have types that it makes with the schema."""
    language: Any = schema.type_map[Language._meta.name]
    arguments = {
        "lang": GraphQLArgument(language, description="The language."),
        "accepted": GraphQLArgument(
            GraphQLBoolean,
            default_value=False,
            description="Take the first language of the request's header Accept-Language that this site has, where "
            "`lang` is not given.",
        ),
    }
    directive = GraphQLDirective(
        NAME,
        [DirectiveLocation.QUERY],
        arguments,
        description="The language of all fields, orderings and searches of a query, unless one names its own. Without "
        f"it, that is {LANGUAGES[0]}.",
    )
    schema.directives = (*schema.directives, directive)


def chosen_language(
    schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Mapping[str, Any], accepted: str
) -> tuple[str | None, bool]:
    """Return the language of an operation, None if it names none, and whether a header has been asked for it.

    `accepted` is the header Accept-Language, which counts only where the operation says so.
    """
    directive = schema.get_directive(NAME)
    given = get_directive_values(directive, operation, dict(variables)) if directive else None
    if not given:
        return None, False
    language: str | None = given.get("lang")
    if language or not given.get("accepted"):
        return language, False
    return _preferred(accepted), True


def _preferred(header: str) -> str | None:
    tags = (primary_language(tag) for tag, _ in parse_accept_lang_header(header.lower()))
    return next((each for each in tags if each in known_languages()), None)
