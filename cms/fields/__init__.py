"""The project's own model fields, with their form fields and widgets."""

from cms.fields.blocks import BlocksField
from cms.fields.coordinates import CoordinatesField
from cms.fields.multilingual import MultilingualTextField
from cms.fields.partial_date import PartialDateField
from cms.fields.yes_no import YesNoNotStated

__all__ = ["BlocksField", "CoordinatesField", "MultilingualTextField", "PartialDateField", "YesNoNotStated"]
