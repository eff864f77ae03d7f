"""Pictures in smaller sizes: only their addresses, because no query makes a file."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from graph.replica import Crop, Format, Rendition, Size, rendition_of, source_set

Option = TypeVar("Option", bound=Enum)

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


FORMATS = graphene.Enum.from_enum(
    Format,
    name="PictureFormat",
    description=lambda form: (
        f"The media type {form.value}." if form else "Formats that make smaller files than those that cameras write."
    ),
)


class PictureRendition(graphene.ObjectType):
    """A picture in one size. Its address changes when the picture or its focal point does, so cache it for ever."""

    url = graphene.String(
        required=True, description="The address of the file, which is created when it is first requested."
    )
    width = graphene.Int(required=True, description="The width in pixels.")
    height = graphene.Int(required=True, description="The height in pixels.")


def rendition_fields() -> Mapping[str, graphene.Field]:
    further = {
        "crop": graphene.Argument(CROPS, description="The aspect ratio to which to crop; not cropped by default."),
        "format": graphene.Argument(FORMATS, description="The format of the file; that of the picture by default."),
    }
    return {
        "rendition": graphene.Field(
            PictureRendition,
            description=(
                "The picture in one size; null for a file without dimensions in pixels, and for a drawing in a format."
            ),
            size=graphene.Argument(SIZES, default_value=Size.MEDIUM, description="The size."),
            resolver=_rendition,
            **further,
        ),
        "src_set": graphene.String(
            description="All sizes, as a value for the attribute `srcset` of the HTML elements `img` and `source`.",
            resolver=_source_set,
            **further,
        ),
    }


def _rendition(
    source: ResourceId, info: GraphQLResolveInfo, size: Any, crop: Any = None, format: Any = None
) -> Rendition | None:
    size = Size(_value(size) or Size.MEDIUM)
    return rendition_of(info.context.replica, source, size, _chosen(Crop, crop), _chosen(Format, format))


def _source_set(source: ResourceId, info: GraphQLResolveInfo, crop: Any = None, format: Any = None) -> str | None:
    return source_set(info.context.replica, source, _chosen(Crop, crop), _chosen(Format, format))


def _chosen(options: type[Option], given: Any) -> Option | None:
    return None if given is None else options(_value(given))


def _value(given: Any) -> Any:
    return getattr(given, "value", given)
