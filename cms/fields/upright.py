"""The file of a picture whose width and height are those that a viewer shows."""

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.pictures import Unreadable, size_of


class UprightImageFieldFile(WagtailImageFieldFile):
    def get_image_dimensions(self) -> tuple[int, int]:
        """Return the size after the turn that EXIF asks for, as renditions have it; Wagtail takes the one before."""
        was_closed = self.closed
        try:
            self.open()
            return size_of(self)
        except Unreadable:
            # A drawing in SVG has no pixels, but a size.
            return super().get_image_dimensions()
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class UprightImageField(WagtailImageField):
    attr_class = UprightImageFieldFile
