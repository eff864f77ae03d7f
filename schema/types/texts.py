"""Types of short texts and of formatted texts, each with its language."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.replica import credit, resolved_html, structured_html
from graph.text import figures, rich_text
from schema.limits import costs
from schema.types.interfaces import Resource
from schema.types.languages import Tagged
from schema.types.scalars import JSON, Language

Json = Any

LONG_TEXT = 10
"""Cost of a long text, in fields: it is fetched, and its links are resolved."""


def language_field() -> graphene.Field:
    return graphene.Field(Language, required=True, description="The language of the text.")


def fallback_field() -> graphene.Boolean:
    return graphene.Boolean(
        required=True, description="Whether the text is in another language than the preferred one."
    )


def _list(kind: Any, description: str) -> graphene.List:
    return graphene.List(graphene.NonNull(kind), required=True, description=description)


class LanguageText(graphene.ObjectType):
    """A short text in one language."""

    lang = language_field()
    is_fallback = fallback_field()
    text = graphene.String(required=True, description="The text, without markup.")

    @staticmethod
    def resolve_text(source: Tagged, info: GraphQLResolveInfo) -> str:
        return str(source.value)


class LanguageTexts(graphene.ObjectType):
    """Several short texts in one language, such as alternative names."""

    lang = language_field()
    is_fallback = fallback_field()
    texts = graphene.List(graphene.NonNull(graphene.String), required=True, description="The texts, without markup.")

    @staticmethod
    def resolve_texts(source: Tagged, info: GraphQLResolveInfo) -> list[str]:
        return as_list(source.value)


class TextImage(graphene.ObjectType):
    """A picture in a text, described in the words of the text."""

    alternative_text = graphene.String(
        required=True, description="A description for people who cannot see it; empty for a decorative picture."
    )
    credit = graphene.String(required=True, description="Its creator and rights holder; empty if not stated.")
    image = graphene.Field(Resource, required=True, description="The image, with its file in several sizes.")

    @staticmethod
    def resolve_alternative_text(source: tuple[str, str], info: GraphQLResolveInfo) -> str:
        return source[1]

    @staticmethod
    def resolve_credit(source: tuple[str, str], info: GraphQLResolveInfo) -> str:
        return credit(info.context.replica, source[0])

    @staticmethod
    def resolve_image(source: tuple[str, str], info: GraphQLResolveInfo) -> str:
        return source[0]


class TextEmbed(graphene.ObjectType):
    """A video, or other content of another website, that a text embeds."""

    url = graphene.String(required=True, description="Its address.", resolver=lambda source, _: source.address)
    provider = graphene.String(
        required=True, description="The host, such as vimeo.com.", resolver=lambda source, _: source.provider
    )


class RichText(graphene.ObjectType):
    """A formatted text in one language."""

    lang = language_field()
    is_fallback = fallback_field()
    html = graphene.String(
        required=True,
        description="HTML in which links to resources lead to their pages; `data-resource` of such a link is the id of "
        "the resource.",
    )
    text = graphene.String(required=True, description="The text without markup.")
    json = graphene.Field(
        JSON,
        required=True,
        description='A tree of {"type", "children"} and {"text", "bold", "italic"}; a link has a "url", and a '
        '"resource" if it leads to one, a heading a "level"; a picture is {"type": "image", "url", "width", '
        '"height", "alternative", "credit", "resource"}, a video {"type": "embed", "url", "provider"}.',
    )
    images = _list(TextImage, "The public pictures in the text, in order.")
    documents = _list(Resource, "The public documents that the text links to, in order.")
    embeds = _list(TextEmbed, "The videos in the text, in order.")

    @staticmethod
    @costs(LONG_TEXT)
    def resolve_images(source: Tagged, info: GraphQLResolveInfo) -> list[tuple[str, str]]:
        shown = [each for each in rich_text.pictures(source.value) if each[0] in info.context.replica]
        info.context.spend(len(shown))
        return shown

    @staticmethod
    @costs(LONG_TEXT)
    def resolve_documents(source: Tagged, info: GraphQLResolveInfo) -> list[str]:
        offered = [each for each in rich_text.documents(source.value) if each in info.context.replica]
        info.context.spend(len(offered))
        return offered

    @staticmethod
    @costs(LONG_TEXT)
    def resolve_embeds(source: Tagged, info: GraphQLResolveInfo) -> list[figures.Figure]:
        return figures.videos(source.value)

    @staticmethod
    @costs(LONG_TEXT)
    def resolve_json(source: Tagged, info: GraphQLResolveInfo) -> Json:
        return structured_html(info.context.replica, source.value, source.lang)

    @staticmethod
    @costs(LONG_TEXT)
    def resolve_html(source: Tagged, info: GraphQLResolveInfo) -> str:
        return resolved_html(info.context.replica, source.value, source.lang)

    @staticmethod
    @costs(LONG_TEXT)
    def resolve_text(source: Tagged, info: GraphQLResolveInfo) -> str:
        return rich_text.plain_html(source.value)


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
