"""Read the files in which pages are saved: text, HTML, WARC and WACZ, and the activities of IATI.

Input: the bytes of a file. Output: its pages as text, with the address, title, language and time of capture that the
file states.
"""

from cms.importers.formats import iati
from cms.importers.formats.detection import AUTO, FORMATS, format_named, read_pages
from cms.importers.formats.encodings import as_utf8, misread

__all__ = ["AUTO", "FORMATS", "as_utf8", "format_named", "iati", "misread", "read_pages"]
