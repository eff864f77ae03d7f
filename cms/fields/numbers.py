"""Use text inputs for numbers in the admin's forms, so that invalid numbers are reported as errors.

A browser's own number input sends an empty value for "2021-22", which would be stored as no number without an error.
"""

from typing import Any

from django.db.models import DecimalField, Field, FloatField, IntegerField
from django.forms import TextInput
from wagtail.admin.forms.models import register_form_field_override


def register() -> None:
    for kind, keyboard in ((IntegerField, "numeric"), (DecimalField, "decimal"), (FloatField, "decimal")):
        register_form_field_override(kind, override=_typed_on(keyboard))


def _typed_on(keyboard: str):
    def options(field: Field) -> dict[str, Any]:
        return {} if field.choices else {"widget": TextInput(attrs={"inputmode": keyboard})}

    return options
