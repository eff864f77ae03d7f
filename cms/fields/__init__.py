"""Model fields of our own, each with its form field and widget."""

from cms.fields.blocks import BlocksField
from cms.fields.multilingual import MultilingualTextField
from cms.fields.partial_date import PartialDateField
from cms.fields.yes_no import YesNoNotStated

__all__ = ["BlocksField", "MultilingualTextField", "PartialDateField", "YesNoNotStated"]
