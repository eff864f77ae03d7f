"""Read the files in which pages are saved: text, HTML, WARC and WACZ.

Input: the bytes of a file. Output: its pages as text, with the address, title, language and time of capture that the
file states.
"""

from cms.importers.formats.detection import AUTO, FORMATS, format_named, read_pages
from cms.importers.formats.encodings import misread

__all__ = ["AUTO", "FORMATS", "format_named", "misread", "read_pages"]
