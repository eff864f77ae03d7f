"""A model field for dates known to the year, the month or the day.

Its form has one text input, which takes dates as people write them. The column holds
EDTF text, which the databases order through the transform `sort`. A date that is not
stated is NULL and nothing else: EDTF has no empty text, unique constraints pass over
NULL, and `isnull` finds it.
"""

from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.fields.date_input import read_partial_date
from graph.declarations.partial_dates import PartialDate


class ConvertingAttribute(DeferredAttribute):
    """Converts on assignment: a model gives the same type before and after saving."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        # What does not convert is kept, for `full_clean` to report at its field.
        with suppress(ValidationError):
            value = self.field.to_python(value)
        instance.__dict__[self.field.attname] = value


class PartialDateInput(forms.TextInput):
    """Shows a date as the editor's language writes it, so that it reads back the same."""

    def format_value(self, value: PartialDate | str | None) -> str | None:
        if isinstance(value, PartialDate):
            return value.display(get_language() or "en")
        return super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        example = PartialDate(2020, 2).display(get_language() or "en")
        # A date alone would look as if the field had been filled in.
        hint = _("such as %(date)s") % {"date": example}
        attrs = {"placeholder": hint, "autocomplete": "off", **(attrs or {})}
        return super().get_context(name, value, attrs)


class PartialDateFormField(forms.Field):
    widget = PartialDateInput

    def __init__(self, *, allow_open: bool = False, help_text: str = "", **kwargs):
        self.allow_open = allow_open
        super().__init__(help_text=help_text or self._default_help_text, **kwargs)

    @property
    def _default_help_text(self) -> str:
        if self.allow_open:
            return _(
                "A year, a month or a day: 2020, Feb 2020 or 3 Feb 2020. "
                "“about 2020” where it is approximate, “ongoing” while it has no end."
            )
        return _("A year, a month or a day: 2020, Feb 2020 or 3 Feb 2020. “about 2020” where it is approximate.")

    def to_python(self, value: PartialDate | str | None) -> PartialDate | None:
        if value is None or isinstance(value, PartialDate):
            return value
        try:
            return read_partial_date(value, self.allow_open)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class PartialDateField(models.Field):
    """Holds a `PartialDate`, or None where the date is not stated.

    `blank` lets it stay unstated, `allow_open` lets it be "ongoing". Order by
    `start_date__sort` and compare with `start_date__sort__lt="2020-05"`. SQLite puts
    NULL first and PostgreSQL last: say `nulls_last` where some dates are not stated.
    """

    descriptor_class = ConvertingAttribute
    empty_strings_allowed = False
    description = _("Date known to the year, the month or the day")
    default_error_messages = {
        "open": _("Enter a date here: only an end can be “ongoing”."),
    }

    def __init__(self, *args, allow_open: bool = False, **kwargs):
        self.allow_open = allow_open
        super().__init__(*args, **{**kwargs, "max_length": 12, "null": True})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["null"]
        if self.allow_open:
            kwargs["allow_open"] = True
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def to_python(self, value: Any) -> PartialDate | None:
        return to_partial_date(value)

    def from_db_value(self, value, expression, connection) -> PartialDate | str | None:
        """Return the date, and what is none as it is stored: one broken row must not hide all others."""
        with suppress(ValidationError):
            return to_partial_date(value)
        return value

    def get_prep_value(self, value: Any) -> str | None:
        date = to_partial_date(super().get_prep_value(value))
        return None if date is None else date.edtf

    def value_to_string(self, obj: models.Model) -> str | None:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: PartialDate | None, model_instance) -> None:
        super().validate(value, model_instance)
        if value is not None and value.is_open and not self.allow_open:
            raise ValidationError(self.error_messages["open"], code="open")

    def formfield(self, **kwargs):
        return super().formfield(
            **{
                "form_class": PartialDateFormField,
                "allow_open": self.allow_open,
                **kwargs,
            }
        )


class SortKeyField(models.CharField):
    """What the transform `sort` gives; what it is compared with is a date or EDTF."""

    def get_prep_value(self, value: Any) -> str | None:
        date = to_partial_date(super().get_prep_value(value))
        return None if date is None else date.sort_key


@PartialDateField.register_lookup
class SortKey(models.Transform):
    """`PartialDate.sort_key` in SQL.

    Hyphens stand at the same places in every key, so every collation orders them alike.
    """

    lookup_name = "sort"
    template = "SUBSTR(REPLACE(REPLACE(%(expressions)s, '..', '9999-99-99'), '~', '') || '-00-00', 1, 10)"
    output_field = SortKeyField()


def to_partial_date(value: Any) -> PartialDate | None:
    if value is None or isinstance(value, PartialDate):
        return value
    if value == "":
        return None
    try:
        return PartialDate.parse(str(value))
    except ValueError as error:
        raise ValidationError(str(error), code="invalid") from error
