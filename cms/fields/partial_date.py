"""A model field for dates known to the year, the month or the day.

Its form has one text input, which takes dates as people write them. The column holds EDTF text, which the databases
order by means of the transform `sort`. A date that is not stated is always NULL and never an empty text: EDTF has no
empty text, unique constraints ignore NULL, and `isnull` finds it.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.fields.date_input import read_partial_date
from cms.fields.value import ValueField
from graph.declarations.partial_dates import PartialDate


class PartialDateInput(forms.TextInput):
    """Shows a date in the editor's language, in a form that the field reads back as the same date."""

    def format_value(self, value: PartialDate | str | None) -> str | None:
        if isinstance(value, PartialDate):
            return value.display(get_language() or "en")
        return super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        example = PartialDate(2020, 2).display(get_language() or "en")
        # A placeholder that is only a date would look like a value of the field.
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


class PartialDateField(ValueField):
    """Holds a `PartialDate`, or None if the date is not stated.

    With `blank`, the date need not be stated; with `allow_open`, it may be "ongoing". Order by `start_date__sort` and
    compare with `start_date__sort__lt="2020-05"`. SQLite orders NULL first and PostgreSQL last: use `nulls_last` if
    some dates are not stated.
    """

    description = _("Date known to the year, the month or the day")
    longest = 12
    default_error_messages = {
        "open": _("Enter a date here: only an end can be “ongoing”."),
    }

    def __init__(self, *args, allow_open: bool = False, **kwargs):
        self.allow_open = allow_open
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.allow_open:
            kwargs["allow_open"] = True
        return name, path, args, kwargs

    @staticmethod
    def read(value: Any) -> PartialDate | None:
        return to_partial_date(value)

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
    """The output field of the transform `sort`; it is compared with a date or with EDTF text."""

    def get_prep_value(self, value: Any) -> str | None:
        date = to_partial_date(super().get_prep_value(value))
        return None if date is None else date.sort_key


@PartialDateField.register_lookup
class SortKey(models.Transform):
    """`PartialDate.sort_key` in SQL.

    A missing month or day becomes 00 and an ongoing date 9999-99-99, so that it is the last. All keys have hyphens at
    the same positions, so every collation orders them in the same way.
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
