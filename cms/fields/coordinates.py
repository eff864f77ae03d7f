"""A model field for a place on Earth, and the coordinates that people type or paste from a map."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.fields.value import ValueField
from graph.declarations.coordinates import Coordinates

EXAMPLE = "11.5564, 104.9282"
LONGEST = 60

# Spaces are reduced to one first: several optional runs of spaces beside each other would be tried in every division.
_DEGREES = r"([+-]?\d{1,3}(?:\.\d{1,20})?) ?°? ?"
_WRITTEN = re.compile(rf"{_DEGREES}([NS]?)(?: ?[,;] ?| ){_DEGREES}([EW]?)", re.ASCII | re.IGNORECASE)


def read_coordinates(text: str) -> Coordinates | None:
    """Return the coordinates that a text states, with signs or with N, S, E and W; None for a blank text.

    Raises ValueError for any other text; its message says what to write.
    """
    written = " ".join(text.split())
    if not written:
        return None
    match = _WRITTEN.fullmatch(written.replace("−", "-")) if len(written) <= LONGEST else None
    if not match:
        message = gettext("“%(text)s” is not a place: write latitude and longitude in degrees, such as %(example)s.")
        raise ValueError(message % {"text": written[:LONGEST], "example": EXAMPLE})
    latitude, north, longitude, east = match.groups()
    return Coordinates(_signed(latitude, north.upper() == "S"), _signed(longitude, east.upper() == "W"))


def _signed(degrees: str, negative: bool) -> Decimal:
    return -Decimal(degrees) if negative else Decimal(degrees)


class CoordinatesInput(forms.TextInput):
    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        hint = _("such as %(example)s") % {"example": EXAMPLE}
        return super().get_context(name, value, {"placeholder": hint, "autocomplete": "off", **(attrs or {})})


class CoordinatesFormField(forms.Field):
    widget = CoordinatesInput

    def __init__(self, *, help_text: str = "", **kwargs):
        super().__init__(help_text=help_text or _("Latitude and longitude in degrees, as maps show them."), **kwargs)

    def to_python(self, value: Coordinates | str | None) -> Coordinates | None:
        return to_coordinates(value)


class CoordinatesField(ValueField):
    """Holds `Coordinates`, or None if the place is not stated. The column holds them as "11.5564, 104.9282"."""

    description = _("Latitude and longitude")
    longest = 24

    @staticmethod
    def read(value: Any) -> Coordinates | None:
        return to_coordinates(value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": CoordinatesFormField, **kwargs})


def to_coordinates(value: Any) -> Coordinates | None:
    if value is None or isinstance(value, Coordinates):
        return value
    try:
        return read_coordinates(str(value))
    except ValueError as error:
        raise ValidationError(str(error), code="invalid") from error
