"""An image field whose width and height are those of the picture as it is shown, after rotation."""

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.pictures import Unreadable, size_of


class UprightImageFieldFile(WagtailImageFieldFile):
    def get_image_dimensions(self) -> tuple[int, int]:
        """Return the size after the rotation that EXIF states, as in renditions; Wagtail returns the size before."""
        was_closed = self.closed
        try:
            self.open()
            return size_of(self)
        except Unreadable:
            # Pillow cannot read SVG, but Wagtail finds its size.
            return super().get_image_dimensions()
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class UprightImageField(WagtailImageField):
    attr_class = UprightImageFieldFile
