"""Pictures in smaller sizes: addresses alone, because no query makes a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from graph.renditions import Rendition, Size, rendition_of, source_set

SIZES = graphene.Enum.from_enum(
    Size,
    name="PictureSize",
    description=lambda size: (
        f"At most {size.value} pixels on the longer side." if size else "Sizes of pictures; none is made larger."
    ),
)


class PictureRendition(graphene.ObjectType):
    """A picture in one size. Its address changes when the file does, so it may be kept for ever."""

    url = graphene.String(required=True, description="Leads to the file, which is made at the first view.")
    width = graphene.Int(required=True, description="In pixels.")
    height = graphene.Int(required=True, description="In pixels.")


def rendition_fields() -> Mapping[str, graphene.Field]:
    return {
        "rendition": graphene.Field(
            PictureRendition,
            description="The picture in one of the sizes; null for a file that has no size in pixels.",
            size=graphene.Argument(SIZES, default_value=Size.MEDIUM, description="Which size."),
            resolver=lambda source, info, size: _rendition(source, info, size or Size.MEDIUM),
        ),
        "src_set": graphene.String(
            description="All sizes, as the attribute srcset of an HTML image takes them.",
            resolver=lambda source, info: source_set(info.context.replica, source),
        ),
    }


def _rendition(source: ResourceId, info: GraphQLResolveInfo, size: Any) -> Rendition | None:
    return rendition_of(info.context.replica, source, Size(getattr(size, "value", size)))
