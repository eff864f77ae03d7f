"""Fill pages from records.

Input: a page in memory and the record of a source. Output: the page with texts, links, dates and rows; names and values
that fit no field become rows for an editor.
"""

from cms.importers.filling.pages import fill, fill_source
from cms.importers.filling.rows import add_link, add_row, keep_unresolved
from cms.importers.filling.suggestions import leave_out_accepted, settle
from cms.importers.filling.translations import translate

__all__ = ["add_link", "add_row", "fill", "fill_source", "keep_unresolved", "leave_out_accepted", "settle", "translate"]
