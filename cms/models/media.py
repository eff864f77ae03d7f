"""Pictures and documents: the files, which are public only if something public uses them, and their uses on pages."""

import mimetypes
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import MultipleChooserPanel
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.images.models import Image as WagtailImage
from wagtail.models import Page

from cms.fields.upright import UprightImageField
from cms.models.relations import PageRow
from cms.pictures import SandboxedFilter, Unreadable, placeholder_of, turn
from graph.declarations import (
    ACCORD,
    DCTERMS,
    SCHEMA,
    DateTime,
    Field,
    File,
    GraphType,
    Integer,
    Link,
    MultilingualText,
    Part,
    PictureFile,
    String,
    Text,
    Visibility,
    primary_language,
)
from graph.replica import Busy
from graph.sandbox import Stopped


def in_site_language(text: str) -> MultilingualText:
    """Return a file's text as text in the site's language, because Wagtail stores it without a language."""
    return MultilingualText({primary_language(settings.LANGUAGE_CODE): text} if text else {})


class MediaFile(models.Model):
    """A file of Wagtail's libraries that has a name in the graph."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    modified = models.DateTimeField(_("modified"), auto_now=True)

    graph_fields = [
        Text("title", SCHEMA.name, source="titles", depends_on=("title",), label=_("title"),
             definition="The name of the file in the library."),
        DateTime("modified", DCTERMS.modified, on_record=True, definition="When the record was last changed."),
        String("media_type", SCHEMA.encodingFormat, depends_on=("file",), definition="The type of the file's content."),
        Integer("file_size", SCHEMA.contentSize, definition="The size of the file in bytes."),
        String("file_hash", ACCORD.fileHash, definition="The SHA-1 digest of the file, which changes when it does."),
    ]  # fmt: skip

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Save the file; first read its size and digest if they are missing: only Wagtail's forms do so themselves."""
        if self.file and not self.file_hash:
            self.read_file()
        super().save(*args, **kwargs)

    def titles(self) -> MultilingualText:
        return in_site_language(self.title)

    def media_type(self) -> str:
        return mimetypes.guess_type(self.file.name)[0] or "application/octet-stream"


class ImageFile(MediaFile, AbstractImage):
    """A picture. It is public while something public shows it and nobody has made its collection private."""

    file = UprightImageField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    placeholder = models.CharField(_("placeholder"), max_length=1000, blank=True, editable=False)

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("The creator and the rights holder; shown wherever a page gives no other credit."),
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    graph_type = GraphType("Image", key="key", rdf=(SCHEMA.ImageObject,), visibility=Visibility.LINKED)
    graph_fields = [
        *MediaFile.graph_fields,
        PictureFile("file", SCHEMA.contentUrl, source="file__url", label=_("file")),
        Text(
            "description",
            SCHEMA.description,
            source="descriptions",
            depends_on=("description",),
            label=_("description"),
            definition="A description of what the picture shows, for all pages.",
        ),
        String("credit", SCHEMA.creditText),
        Integer("width", SCHEMA.width, definition="In pixels."),
        Integer("height", SCHEMA.height, definition="In pixels."),
        File(
            "placeholder",
            ACCORD.placeholder,
            definition="A tiny version of the picture as a data URI, to be shown blurred until the file is there.",
        ),
        String(
            "focal_point",
            ACCORD.focalPoint,
            depends_on=("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
            definition="The part that must stay visible when it is cropped, as a media fragment: “xywh=40,30,200,100”.",
        ),
    ]

    class Meta(AbstractImage.Meta):
        # Requests for a file look it up by its name (graph.files).
        indexes = [models.Index(fields=["file"])]
        permissions = [("choose_imagefile", "Can choose image")]
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def save(self, *args, **kwargs):
        """Save the image, and delete its renditions if its file is new: they show the file before."""
        is_new_file = not self.file_hash
        super().save(*args, **kwargs)
        if is_new_file:
            self.renditions.all().delete()

    def read_file(self):
        self._set_image_file_metadata()

    def descriptions(self) -> MultilingualText:
        return in_site_language(self.description)

    def _set_image_file_metadata(self):
        """Read the file's metadata, with the placeholder. Wagtail's forms call this method too."""
        super()._set_image_file_metadata()
        self.placeholder = self._placeholder()
        self.file.seek(0)

    def _placeholder(self):
        """Return the placeholder that the form has made of an uploaded picture, or make it; "" if that fails."""
        made = getattr(self.file.file, "placeholder", None)
        if made is not None:
            return made
        try:
            return placeholder_of(self.file.read())
        except (Unreadable, Stopped):
            return ""

    def create_rendition(self, filter):
        """Create a rendition once: concurrent requests for it wait, and get the one that the first request made."""
        with turn(self):
            try:
                return self.find_existing_rendition(filter)
            except Rendition.DoesNotExist:
                return self._kept(filter, self.generate_rendition_file(SandboxedFilter(filter.spec)))

    def _kept(self, filter, file):
        """Store a rendition, unless the picture was replaced while it was made: the address of the new file would have
        the old one, and caches would keep that for a year.

        The row is locked, so that whoever replaces the file deletes this rendition or is seen here.
        """
        with transaction.atomic():
            same = ImageFile.objects.select_for_update().filter(pk=self.pk, file_hash=self.file_hash)
            if not same.values_list("pk").first():
                raise Busy
            return self.renditions.get_or_create(
                filter_spec=filter.spec, focal_point_key=filter.get_cache_key(self), defaults={"file": file}
            )[0]

    def create_renditions(self, *filters):
        """Create renditions one after the other, so that they need no more memory than one."""
        return {filter: self.create_rendition(filter) for filter in filters}

    def focal_point(self) -> str:
        """Return the focal point as a media fragment, or an empty text if there is none.

        See https://www.w3.org/TR/media-frags/#naming-space.
        """
        rectangle = self.get_focal_point()
        if rectangle is None:
            return ""
        return f"xywh={rectangle.left:.0f},{rectangle.top:.0f},{rectangle.width:.0f},{rectangle.height:.0f}"


class Rendition(AbstractRendition):
    """An image in another size."""

    image = models.ForeignKey(ImageFile, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"])]


class DocumentFile(MediaFile, AbstractDocument):
    """A file to read. It is public while something public offers it and nobody has made its collection private."""

    admin_form_fields = WagtailDocument.admin_form_fields

    graph_type = GraphType("Document", key="key", rdf=(SCHEMA.DigitalDocument,), visibility=Visibility.LINKED)
    graph_fields = [
        *MediaFile.graph_fields,
        File("file", SCHEMA.contentUrl, source="url", depends_on=("file",), label=_("file")),
    ]

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_documentfile", "Can choose document")]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def read_file(self):
        self._set_document_file_metadata()


class Picture(PageRow):
    """An image in a page's gallery, with what this page has to say about it."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="gallery")
    image = models.ForeignKey(
        ImageFile,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("image"),
        help_text=_("One in a private collection is not shown."),
    )
    alternative_text = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_(
            "A description for people who cannot see the picture: “Two women at a loom”, not “photo”. "
            "Empty: that of the library."
        ),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True, help_text=_("Shown below the image."))
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("The creator and the rights holder. Empty: those of the library."),
    )

    graph_type = GraphType("Picture", title="caption", rdf=(ACCORD.Picture,))
    graph_fields = [
        Link("image", SCHEMA.image, to="Image", many=False, required=True, inverse="pictures",
             definition="The image itself.", inverse_definition="The pages that show the image."),
        Text("alternative_text", ACCORD.alternativeText),
        Text("caption", SCHEMA.caption),
        String("credit", SCHEMA.creditText),
        Integer("order", SCHEMA.position, source="sort_order", definition="Its position in the gallery."),
    ]  # fmt: skip
    panels = ["image", "alternative_text", "caption", "credit"]

    class Meta(PageRow.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def clean(self):
        """Take credit and description over from the library where the page gives none.

        The library has them in the language of the site, so the description is not taken into other languages. Raise
        ValidationError for a picture that nothing describes.
        """
        super().clean()
        if not self.image_id:
            return
        self.credit = self.credit or self.image.credit
        language = self.page.locale.language_code if self.page_id and self.page.locale_id else settings.LANGUAGE_CODE
        if primary_language(language) == primary_language(settings.LANGUAGE_CODE):
            self.alternative_text = self.alternative_text or self.image.description
        if not self.alternative_text:
            raise ValidationError({"alternative_text": models.Field.default_error_messages["blank"]})


class DocumentLink(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="document_links")
    document = models.ForeignKey(
        DocumentFile,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("document"),
        help_text=_("One in a private collection is not offered."),
    )
    panels = ["document"]


class MediaMixin(models.Model):
    """For a page with a gallery and documents; it says under which name these lead back to it."""

    media_panels = [
        MultipleChooserPanel("gallery", "image", heading=_("Photo gallery"), label=_("picture")),
        MultipleChooserPanel("document_links", "document", heading=_("Documents"), label=_("document")),
    ]

    class Meta:
        abstract = True

    @staticmethod
    def media_fields(inverse: str, documents: str = "", depends_on: tuple[str, ...] = ()) -> list[Field]:
        """Return the graph fields of pictures and documents.

        `inverse` is the name of the fields that link back from files to pages. `documents` is the source of the
        documents if it is not the page's list of documents, and `depends_on` the fields from which that is computed.
        """
        return [
            Part("gallery", ACCORD.picture, to="Picture", inverse="gallery_of",
                 definition="Its pictures, in order.", inverse_definition="The page that the picture illustrates."),
            Link("images", SCHEMA.image, source="gallery__image", to="Image", inverse=inverse,
                 definition="The images of its gallery."),
            Link("documents", SCHEMA.subjectOf, source=documents or "document_links__document", depends_on=depends_on,
                 to="Document", inverse=inverse, definition="Files to read about it."),
        ]  # fmt: skip
