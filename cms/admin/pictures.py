"""The form in which an editor uploads a picture."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.pictures import TooLarge, Unreadable, placeholder_of, size_of
from graph.sandbox import Stopped


class PictureField(WagtailImageField):
    def check_image_pixel_size(self, f):
        """Raise ValidationError if the picture has too many pixels or cannot be decoded completely.

        The number of pixels is read from the file's header, before anything is decoded.
        """
        if f.image.format_name == "svg":
            super().check_image_pixel_size(f)
            return
        try:
            width, height = size_of(f)
            if width * height > self.max_image_pixels:
                raise self._too_many(width * height)
            f.seek(0)
            # The model takes it from here, so that no picture is decoded twice.
            f.placeholder = placeholder_of(f.read())
        except TooLarge as error:
            raise self._too_many(_("unknown number")) from error
        except Unreadable as error:
            text = _("This picture is damaged or not complete: save it again with an image editor, and upload that.")
            raise ValidationError(text, code="damaged") from error
        except Stopped as error:
            raise ValidationError(str(error), code="too_much") from error
        f.seek(0)

    def _too_many(self, pixels):
        words = {"num_pixels": pixels, "max_pixels_count": self.max_image_pixels}
        return ValidationError(self.error_messages["file_too_many_pixels"] % words, code="file_too_many_pixels")


class PictureForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        """Replace Wagtail's own file field, which Wagtail puts into every picture form, by `PictureField`."""
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(label=field.label, required=field.required, widget=field.widget)
