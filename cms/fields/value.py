"""A base for model fields that hold a value which has a text form, such as a date known in part.

The column holds the text. A value that is not stated is always NULL and never an empty text: unique constraints ignore
NULL, and `isnull` finds it.
"""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute


class ConvertingAttribute(DeferredAttribute):
    """Converts values on assignment, so that a model's attribute has the same type before and after saving."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        # An invalid value is kept, so that `full_clean` reports it at its field.
        with suppress(ValidationError):
            value = self.field.to_python(value)
        instance.__dict__[self.field.attname] = value


class ValueField(models.Field):
    """A field whose class gives the length of the longest text, and reads values of any form."""

    descriptor_class = ConvertingAttribute
    empty_strings_allowed = False
    longest: int

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "max_length": self.longest, "null": True})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["null"]
        return name, path, args, kwargs

    @staticmethod
    def read(value: Any) -> Any:
        """Return the value, or None for None and an empty text. Raises ValidationError for all else."""
        raise NotImplementedError

    def get_internal_type(self) -> str:
        return "CharField"

    def to_python(self, value: Any) -> Any:
        return self.read(value)

    def from_db_value(self, value, expression, connection) -> Any:
        """Return the stored value, or an invalid text unchanged: a broken row must not make all others unreadable."""
        with suppress(ValidationError):
            return self.read(value)
        return value

    def get_prep_value(self, value: Any) -> str | None:
        read = self.read(super().get_prep_value(value))
        return None if read is None else str(read)

    def value_to_string(self, obj: models.Model) -> str | None:
        return self.get_prep_value(self.value_from_object(obj))
