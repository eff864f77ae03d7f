"""Model fields of our own, each with its form field and widget."""

from cms.fields.multilingual import MultilingualTextField
from cms.fields.partial_date import PartialDateField

__all__ = ["MultilingualTextField", "PartialDateField"]
