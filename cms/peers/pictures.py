"""Pictures that people without an account send: made anew in the sandbox, so that nothing but the picture is kept.

What a camera writes into a file, such as the place where somebody was photographed, is gone.
"""

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from cms.pictures import Unreadable, made_anew
from graph import sandbox
from graph.sandbox import Stopped

MEGABYTES = 8
LONGEST = 3000
"""Pixels of the longer side."""


class GuestPictureField(forms.FileField):
    """A picture as a new file, of which name and content are our own."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        sent = super().clean(data, initial)
        if not sent:
            return None
        if sent.size > MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("The picture has more than %(n)s MB: send a smaller one.") % {"n": MEGABYTES})
        try:
            made = made_anew(sent.read(), LONGEST)
        except Unreadable as error:
            raise forms.ValidationError(_("This is no picture that can be read: send a JPEG or PNG file.")) from error
        except sandbox.Busy as error:
            raise forms.ValidationError(str(error)) from error
        except Stopped as error:
            raise forms.ValidationError(str(error)) from error
        return ContentFile(made, name="picture.jpg")
