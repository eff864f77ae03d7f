"""The forms in which editors write pages and records, and the panels of these forms.

Input: what an editor sends. Output: a page or record in memory. Rooms above this one take part in a form through the
signals `page_opened` and `page_filled`.
"""

from cms.forms.grants import GrantsPanel
from cms.forms.naming import NamedPanel, NamedRecordsPanel, effects_on_records, public_by_naming
from cms.forms.panels import (
    CarriedPanel,
    ImportedRowsPanel,
    LinksPanel,
    ResourceTabs,
    Tab,
    TranslationPanel,
    WithheldPanel,
)
from cms.forms.prerequisites import PrerequisitesForm
from cms.forms.resources import ApprovedRecordForm, ResourcePageForm, is_translation
from cms.forms.signals import form_made, page_filled, page_opened

__all__ = [
    "ApprovedRecordForm",
    "CarriedPanel",
    "GrantsPanel",
    "ImportedRowsPanel",
    "LinksPanel",
    "NamedPanel",
    "NamedRecordsPanel",
    "PrerequisitesForm",
    "ResourcePageForm",
    "ResourceTabs",
    "Tab",
    "TranslationPanel",
    "WithheldPanel",
    "effects_on_records",
    "form_made",
    "is_translation",
    "page_filled",
    "page_opened",
    "public_by_naming",
]
