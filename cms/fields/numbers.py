"""Numbers as editors type them: all that is typed is sent, and what is no number is answered with an error.

A browser's own input for numbers sends nothing for "2021-22", which would then be stored as nothing without a word.
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
