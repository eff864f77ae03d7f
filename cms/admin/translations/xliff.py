"""Catalogues as XLIFF 1.2 and 2.0, the formats of translators' tools, and back.

Formatted texts stand there as HTML, escaped. Files come from strangers' tools: no entity is expanded and nothing is
fetched.
"""

from lxml import etree

from cms.admin.translations.catalogue import Catalogue, Entry, UnreadableFile

V1, V2 = "urn:oasis:names:tc:xliff:document:1.2", "urn:oasis:names:tc:xliff:document:2.0"


def write_1(catalogue: Catalogue) -> bytes:
    root = etree.Element(f"{{{V1}}}xliff", nsmap={None: V1}, version="1.2")
    file = etree.SubElement(
        root, f"{{{V1}}}file", {"source-language": catalogue.source, "target-language": catalogue.target},
        original=catalogue.name, datatype="html",
    )  # fmt: skip
    body = etree.SubElement(file, f"{{{V1}}}body")
    for each in catalogue.entries:
        unit = etree.SubElement(body, f"{{{V1}}}trans-unit", id=each.name, resname=each.label)
        etree.SubElement(unit, f"{{{V1}}}source").text = each.original
        if each.translated:
            state = "needs-review-translation" if each.needs_review else "translated"
            etree.SubElement(unit, f"{{{V1}}}target", state=state).text = each.translated
        etree.SubElement(unit, f"{{{V1}}}note").text = each.label
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def write_2(catalogue: Catalogue) -> bytes:
    languages = {"srcLang": catalogue.source, "trgLang": catalogue.target}
    root = etree.Element(f"{{{V2}}}xliff", languages, nsmap={None: V2}, version="2.0")
    file = etree.SubElement(root, f"{{{V2}}}file", id="page", original=catalogue.name)
    for number, each in enumerate(catalogue.entries):
        # An id of XLIFF 2 is a NMTOKEN without dots at its beginning; the name of a text may be longer than tools show.
        unit = etree.SubElement(file, f"{{{V2}}}unit", id=f"u{number}", name=each.name)
        notes = etree.SubElement(unit, f"{{{V2}}}notes")
        etree.SubElement(notes, f"{{{V2}}}note").text = each.label
        state = "initial" if not each.translated or each.needs_review else "translated"
        segment = etree.SubElement(unit, f"{{{V2}}}segment", state=state)
        etree.SubElement(segment, f"{{{V2}}}source").text = each.original
        if each.translated:
            etree.SubElement(segment, f"{{{V2}}}target").text = each.translated
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def read(content: bytes) -> Catalogue:
    """Return the catalogue of a file of either version. Raise `UnreadableFile`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(str(error)) from error
    space = etree.QName(root).namespace
    file = root.find(f"{{{space}}}file")
    if space not in (V1, V2) or file is None or root.getroottree().docinfo.doctype:
        raise UnreadableFile("XLIFF 1.2, 2.0")
    if space == V1:
        languages = file.get("source-language", ""), file.get("target-language", "")
        entries = (_entry(each.get("id", ""), each, space) for each in file.iter(f"{{{space}}}trans-unit"))
    else:
        languages = root.get("srcLang", ""), root.get("trgLang", "")
        entries = (_entry(each.get("name", ""), each, space) for each in file.iter(f"{{{space}}}unit"))
    return Catalogue(file.get("original", ""), *languages, tuple(entries))


def _entry(name: str, unit: etree._Element, space: str) -> Entry:
    """Return what a unit says; a tool may have cut it into segments."""
    texts = {
        tag: "".join("".join(each.itertext()) for each in unit.iter(f"{{{space}}}{tag}"))
        for tag in ("source", "target")
    }
    return Entry(name, "", texts["source"], texts["target"])
