"""A model field for a colour on a page, which must stand out from what is behind it."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

WRITTEN = re.compile(r"#[0-9a-fA-F]{6}")
LEAST = 4.5
"""The contrast that WCAG 2.2 asks of text at level AA."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as "#0b5c6b", from 1 to 21, as WCAG defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class ColourField(models.CharField):
    """Holds a colour such as "#0b5c6b" or "". `behind` is the colour of the paper on which it stands."""

    def __init__(self, *args, behind: str = "#ffffff", **kwargs):
        self.behind = behind
        super().__init__(*args, **{"max_length": 7, "blank": True, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "behind": self.behind}

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not value:
            return
        if not WRITTEN.fullmatch(value):
            sentence = gettext("“%(value)s” is no colour: write # and six digits, such as #0b5c6b.")
            raise ValidationError(sentence % {"value": value})
        found = contrast(value, self.behind)
        if found < LEAST:
            sentence = gettext("On the page, %(behind)s, this colour has a contrast of %(found)s, and links need 4.5.")
            remedy = (
                gettext("Choose a lighter one.") if _luminance(self.behind) < 0.5 else gettext("Choose a darker one.")
            )
            raise ValidationError(f"{sentence % {'behind': self.behind, 'found': f'{found:.1f}'}} {remedy}")
