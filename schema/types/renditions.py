"""Pictures in smaller sizes: only their addresses, because no query makes a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from graph.replica import Crop, Rendition, Size, rendition_of, source_set

SIZES = graphene.Enum.from_enum(
    Size,
    name="PictureSize",
    description=lambda size: (
        f"At most {size.value} pixels on the longer side." if size else "Sizes of pictures. No picture is enlarged."
    ),
)


CROPS = graphene.Enum.from_enum(
    Crop,
    name="PictureCrop",
    description=lambda crop: (
        "{} to {}.".format(*crop.value)
        if crop
        else "Aspect ratios, width to height, to which pictures are cropped around their focal point."
    ),
)


class PictureRendition(graphene.ObjectType):
    """A picture in one size. Its address changes when the file does, so it may be cached for ever."""

    url = graphene.String(
        required=True, description="The address of the file, which is created when it is first requested."
    )
    width = graphene.Int(required=True, description="The width in pixels.")
    height = graphene.Int(required=True, description="The height in pixels.")


def rendition_fields() -> Mapping[str, graphene.Field]:
    crop = graphene.Argument(CROPS, description="The aspect ratio to which to crop; not cropped by default.")
    return {
        "rendition": graphene.Field(
            PictureRendition,
            description="The picture in one size; null for a file without dimensions in pixels.",
            size=graphene.Argument(SIZES, default_value=Size.MEDIUM, description="The size."),
            crop=crop,
            resolver=_rendition,
        ),
        "src_set": graphene.String(
            description="All sizes, as a value for the attribute `srcset` of an HTML image.",
            crop=crop,
            resolver=_source_set,
        ),
    }


def _rendition(source: ResourceId, info: GraphQLResolveInfo, size: Any, crop: Any = None) -> Rendition | None:
    return rendition_of(info.context.replica, source, Size(_value(size) or Size.MEDIUM), _crop(crop))


def _source_set(source: ResourceId, info: GraphQLResolveInfo, crop: Any = None) -> str | None:
    return source_set(info.context.replica, source, _crop(crop))


def _crop(given: Any) -> Crop | None:
    return None if given is None else Crop(_value(given))


def _value(given: Any) -> Any:
    return getattr(given, "value", given)
