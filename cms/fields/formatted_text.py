"""Form field and block of formatted text, which refuse what is none; Wagtail's take it for an empty text.

The editor passes on what it could not read, and the form field says so. A widget cannot: forms also read widgets where
no error can be reported.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField


class UnreadableText(str):
    """What a browser sent instead of formatted text, as the HTML of a paragraph."""


class FormattedTextField(CharField):
    """Form field that refuses a text which is not formatted text; the form then shows what arrived."""

    def clean(self, value: Any) -> str:
        if isinstance(value, UnreadableText):
            raise ValidationError(
                _("This text arrived in a form that cannot be read. It is shown as it came: correct it and save again.")
            )
        return super().clean(value)


class FormattedTextBlock(RichTextBlock):
    """Wagtail's block of formatted text with this form field; migrations need not know the difference."""

    @cached_property
    def field(self) -> FormattedTextField:
        return FormattedTextField(widget=super().field.widget, **self.field_options)

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


def register() -> None:
    """Use the form field in all forms of the admin."""
    register_form_field_override(RichTextField, override={"form_class": FormattedTextField})
