"""The sample's images and documents, which are created before the page that has them."""

import csv
from io import StringIO

from django.core.files.base import ContentFile

from cms.data.ledger import lasting_key
from cms.data.sample.drawings import png
from cms.data.sample.publishing import Sample
from cms.data.sample.records import SampleDocument, SamplePage, SamplePicture
from cms.models import DocumentFile, ImageFile


def write_files(sample: Sample, page: SamplePage) -> None:
    for picture in getattr(page, "gallery", ()):
        sample.write(f"image/{picture.name}", lambda picture=picture: _draw(picture))
    for document in getattr(page, "documents", ()):
        sample.write(f"document/{document.name}", lambda document=document: _tabulate(document))


def existing_file(model: type[ImageFile | DocumentFile], name: str) -> ImageFile | DocumentFile | None:
    """Return the file with this name, or None if an editor has deleted it."""
    return model.objects.filter(key=lasting_key(model.graph_type.slug, name)).first()


def _draw(record: SamplePicture) -> ImageFile:
    file = ContentFile(png(record.drawing), f"{record.name}.png")
    return ImageFile.objects.create(key=lasting_key("image", record.name), title=record.title, file=file)


def _tabulate(record: SampleDocument) -> DocumentFile:
    output = StringIO()
    csv.writer(output).writerows(record.table)
    file = ContentFile(output.getvalue().encode(), f"{record.name}.csv")
    return DocumentFile.objects.create(key=lasting_key("document", record.name), title=record.title, file=file)
