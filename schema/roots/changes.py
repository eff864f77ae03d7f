"""The root field `changes`: the change feed, with the content of what has changed in the same answer."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.declarations import registry
from graph.identity import ResourceId, iri
from graph.models import Change
from graph.publishing.feed import Entry, Page, page_after, start_or_continue
from graph.refusals import Refusal
from graph.replica import Replica
from schema.errors import ApiError, BadInputError, Code
from schema.limits import PAGE, check_range, costs
from schema.lists import DEFAULT_PAGE
from schema.roots.traversal import Traversal, list_of, values_of
from schema.types import Resource, object_type

READING = 50
"""Cost of the field, in fields: one query to the database."""
KINDS = {
    None: "What has happened to a resource.",
    Change.Kind.UPSERT: "It is new or different: replace the copy that you have, if any.",
    Change.Kind.WITHDRAWAL: "It is not public any more, for whatever reason: delete the copy that you have, if any.",
}


def changes_field(shared: Traversal) -> graphene.Field:
    return graphene.Field(
        _page_type(shared),
        description="What has changed since you asked last, so that you can keep a copy: each resource once, in the "
        "order of its newest change. Without `since`, everything that is public. The same as JSON is at /changes.",
        args={
            "since": graphene.Argument(graphene.String, description="The token `next` of the last answer."),
            "types": graphene.Argument(
                list_of(shared.types),
                description="Only resources of these types. A token is for the types that it was given for.",
            ),
            "first": graphene.Argument(
                graphene.Int, description=f"How many: {DEFAULT_PAGE} if not given, at most {PAGE.default}."
            ),
        },
        resolver=_resolve,
    )


@costs(READING)
def _resolve(
    _: Any, info: GraphQLResolveInfo, since: str | None = None, types: Any = None, first: int | None = None
) -> Page:
    replica: Replica = info.context.replica
    if replica.drafts:
        raise BadInputError("The change feed holds no drafts: ask for it without the token of a preview.")
    count = check_range("first", first, DEFAULT_PAGE, PAGE)
    names = values_of(types)
    slugs = None if names is None else [registry().types[each].graph_type.slug for each in names]
    assert replica.epoch  # noqa: S101 readers get a loaded replica
    try:
        token = start_or_continue(since, slugs, replica.epoch, replica.sequence)
    except Refusal as refusal:
        if refusal.status == 410:
            raise ApiError(Code.RESYNC_REQUIRED, str(refusal)) from refusal
        raise BadInputError(str(refusal)) from refusal
    page = page_after(token, replica.sequence, count)
    info.context.spend(1 + len(page.entries))
    return page


def _page_type(shared: Traversal) -> type[graphene.ObjectType]:
    return object_type(
        "ChangePage",
        "A page of the change feed.",
        {
            "nodes": graphene.Field(
                list_of(_change_type(shared)),
                required=True,
                description="The changes, in the order in which they are to be applied.",
                resolver=lambda page, _: page.entries,
            ),
            "next": graphene.String(
                required=True,
                description="Keep it with your copy, and give it as `since` the next time.",
                resolver=lambda page, _: str(page.next),
            ),
            "more": graphene.Boolean(required=True, description="Whether more has changed: ask again at once."),
        },
    )


def _change_type(shared: Traversal) -> type[graphene.ObjectType]:
    kind = graphene.Enum.from_enum(Change.Kind, name="ChangeKind", description=KINDS.get)
    return object_type(
        "Change",
        "The newest change of a resource.",
        {
            "kind": graphene.Field(kind, required=True, description="What has happened."),
            "type": graphene.Field(
                shared.types, required=True, description="The type of the resource.", resolver=_type_name
            ),
            "id": graphene.ID(required=True, description="The id of the resource: its IRI.", resolver=_name),
            "iri": graphene.String(required=True, description="The same as id.", resolver=_name),
            "version": graphene.Int(
                required=True, description="The number of the change. The resource has it as its version."
            ),
            "resource": graphene.Field(
                Resource, description="The resource as it is now; null when it was withdrawn.", resolver=_content
            ),
        },
    )


def _type_name(entry: Entry, _: GraphQLResolveInfo) -> str:
    return registry().by_slug[entry.type].name


def _name(entry: Entry, _: GraphQLResolveInfo) -> str:
    return iri(entry.resource)


def _content(entry: Entry, _: GraphQLResolveInfo) -> ResourceId | None:
    return entry.resource if entry.kind == Change.Kind.UPSERT else None
