"""Import pages of other sites from files.

Input: files, and the user who imports them. Output: drafts or published pages with a report, and a run that can be
undone. `formats` reads a file's pages, `old_site` turns each page into a record, `matching` finds what its names mean
here, `filling` fills a page, and `pipeline` saves it.
"""

from cms.importers.destination import parent_of
from cms.importers.filling import add_row, leave_out_accepted, settle
from cms.importers.formats import AUTO, FORMATS, format_named
from cms.importers.matching import LINK_FIELDS, References, fold, labels_of, namesakes, read_address
from cms.importers.pipeline import Options
from cms.importers.resolution import resolve_published, resolve_saved
from cms.importers.results import in_words
from cms.importers.runs import Outcome, import_contents, preview_contents
from cms.importers.source import UnreadableSource, read_source
from cms.importers.undoing import undo

__all__ = [
    "AUTO",
    "FORMATS",
    "LINK_FIELDS",
    "Options",
    "Outcome",
    "References",
    "UnreadableSource",
    "add_row",
    "fold",
    "format_named",
    "import_contents",
    "in_words",
    "labels_of",
    "parent_of",
    "leave_out_accepted",
    "namesakes",
    "preview_contents",
    "read_address",
    "read_source",
    "resolve_published",
    "resolve_saved",
    "settle",
    "undo",
]
