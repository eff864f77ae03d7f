"""Catalogues as PO files of gettext, and back, by Babel."""

import io

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from cms.admin.translations.catalogue import Catalogue, Entry, UnreadableFile


def write(catalogue: Catalogue) -> bytes:
    made = Catalog(locale=catalogue.target, project=catalogue.name, fuzzy=False)
    for each in catalogue.entries:
        flags = ["fuzzy"] if each.needs_review and each.translated else []
        made.add(each.original, each.translated, context=each.name, auto_comments=[each.label], flags=flags)
    content = io.BytesIO()
    write_po(content, made, width=0)
    return content.getvalue()


def read(content: bytes) -> Catalogue:
    """Return the catalogue of a file. Raise `UnreadableFile`."""
    try:
        found = read_po(io.BytesIO(content), abort_invalid=True)
    except (PoFileError, ValueError, LookupError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(error)) from error
    entries = (
        Entry(each.context, "", each.id, "" if each.fuzzy else each.string)
        for each in found
        if isinstance(each.id, str) and isinstance(each.string, str) and each.id and each.context
    )
    name = (found.project or "").removesuffix(" VERSION")
    return Catalogue(name, "", str(found.locale or "").replace("_", "-"), tuple(entries))
