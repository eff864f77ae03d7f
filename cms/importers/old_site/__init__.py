"""Read the layouts of archived pages: projects, activities and donors of the programme's old site, and news.

Input: the text of one page. Output: a record of what the page states, which also keeps the values without a field.
"""

from cms.importers.old_site.labels import Kind, known_label
from cms.importers.old_site.pages import has_labels, is_page, parse

__all__ = ["Kind", "has_labels", "is_page", "known_label", "parse"]
