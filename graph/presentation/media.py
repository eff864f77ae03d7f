"""Present files to people: images with the words that a page has for them, and downloads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.template.defaultfilters import filesizeformat
from rdflib import URIRef

from graph.declarations import ACCORD, SCHEMA, DeclaredType, Field, Json, Link, PictureFile, best_language, registry
from graph.description import Node
from graph.identity import ResourceId
from graph.presentation.model import Download, Image, Item, Picture
from graph.presentation.reader import Reader, title
from graph.replica import Size, addresses, modern_sources, rendition_of, source_set


def image_link(declared: DeclaredType) -> Link | None:
    """Return the link to the image in a type of part that has an alternative text, or None for other types."""
    if _field(declared, ACCORD.alternativeText) is None:
        return None
    links = (each for each in declared.links.values() if isinstance(each, Link))
    return next((each for each in links if any(map(_is_image, _targets(each)))), None)


def shows(declared: DeclaredType, field: Field) -> bool:
    """Tell whether a field needs no row of its own because a gallery or a download shows it."""
    galleries = (part for part in declared.parts.values() if image_link(registry().types[part.to]))
    if field.row and field.row.relation in {part.path for part in galleries}:
        return True
    said = (SCHEMA.contentUrl, SCHEMA.contentSize, SCHEMA.encodingFormat, ACCORD.fileHash, ACCORD.placeholder)
    return _field(declared, SCHEMA.contentUrl) is not None and field.predicate in said


def picture(declared: DeclaredType, node: Node, reader: Reader) -> Picture:
    """Return the picture for a part that has an alternative text for an image."""
    alternative = _text(declared, ACCORD.alternativeText, node.values, reader) or Item("")
    link = image_link(declared)
    resource = node.values[link.name][0] if link else ""
    return Picture(
        image=_image(resource, alternative, reader),
        alternative=alternative,
        page=reader.public_address(resource) or "",
        caption=_text(declared, SCHEMA.caption, node.values, reader),
        credit=_value(declared, SCHEMA.creditText, node.values) or _credit(resource, reader),
    )


def _credit(resource: ResourceId, reader: Reader) -> str:
    """Return the credit line of the image itself, or an empty text if the image is not public."""
    return addresses.credit(reader.replica, resource) if resource in reader.replica else ""


def image(declared: DeclaredType, resource: ResourceId, values: Json, reader: Reader) -> Image | None:
    """Return an image for its own page, described as the first page that shows it does; None for other types."""
    return _image(resource, _alternative(declared, resource, values, reader), reader) if _is_image(declared) else None


def _alternative(declared: DeclaredType, resource: ResourceId, values: Json, reader: Reader) -> Item:
    for inverse in declared.inverses.values() if resource in reader.replica else ():
        source = registry().types[inverse.sources[0]]
        if image_link(source):
            for part in reader.replica.inverse(resource, inverse):
                if text := _text(source, ACCORD.alternativeText, reader.replica.node(part)["values"], reader):
                    return text
    return _text(declared, SCHEMA.description, values, reader) or title(declared, resource, values, reader.language)


def _image(resource: ResourceId, alternative: Item, reader: Reader) -> Image | None:
    """Return an image in medium size with all its sizes, or None if it is not public."""
    found = rendition_of(reader.replica, resource, Size.MEDIUM) if resource in reader.replica else None
    if found is None:
        return None
    sources = source_set(reader.replica, resource) or ""
    modern = tuple(modern_sources(reader.replica, resource))
    return Image(found.url, sources, found.width, found.height, alternative, modern)


def download(declared: DeclaredType, values: Json) -> Download | None:
    """Return the download of a resource that is a file, or None for others."""
    address = _value(declared, SCHEMA.contentUrl, values)
    if not address:
        return None
    kind = PurePosixPath(urlsplit(address).path).suffix[1:].upper()
    size = _value(declared, SCHEMA.contentSize, values)
    words = (kind, filesizeformat(size) if size else "")
    return Download(", ".join(filter(None, words)), _value(declared, SCHEMA.encodingFormat, values) or "", address)


def download_of(resource: ResourceId, reader: Reader) -> Download | None:
    """Return the download of a mentioned resource, or None if it is not public or not a file."""
    if resource not in reader.replica:
        return None
    return download(reader.replica.declared(resource), reader.replica.node(resource)["values"])


def _is_image(declared: DeclaredType) -> bool:
    return any(isinstance(each, PictureFile) for each in declared.fields.values())


def _targets(link: Link) -> Iterator[DeclaredType]:
    return (registry().types[each] for each in link.target_types if each in registry().types)


def _field(declared: DeclaredType, predicate: URIRef) -> Field | None:
    return next((each for each in declared.fields.values() if each.predicate == predicate), None)


def _value(declared: DeclaredType, predicate: URIRef, values: Json) -> Json | None:
    field = _field(declared, predicate)
    return values.get(field.name) if field else None


def _text(declared: DeclaredType, predicate: URIRef, values: Json, reader: Reader) -> Item | None:
    texts = _value(declared, predicate, values) or {}
    language = best_language(texts, reader.language)
    return Item(texts[language], language) if language else None
