"""Reads one page's text as the importers do, with a small vocabulary."""

from cms.importers.formats.detection import read_pages
from cms.importers.matching.names import Vocabulary, folded
from cms.importers.reading import parse_page

KNOWN = Vocabulary(
    themes=folded(
        ["Advocacy", "Workshops", "Training Materials", "Research", "Policy Design"]
        + ["Cultural Industries Support", "Contributing to the SDGs"]
        + ["Expert Facility"]
    ),
    project_types=folded(
        ["Awareness Raising", "Capacity Development", "Monitoring"] + ["Research and Data Collection"]
    ),
    countries=folded(["Chad", "Togo", "Lao PDR", "Republic of Korea"]),
    organisations=folded(["European Union"]),
)


def parse(text, url="https://example.org/projects/a-page"):
    return parse_content(text.encode(), url)


def parse_content(content, url=""):
    _, [page] = read_pages(content)
    return parse_page(page, KNOWN, url=url)


def page(*, summary="", full="", title="Songs of the river"):
    """Return a page in the shape of the old site's, in our own words."""
    head = "Theme:\nAdvocacy, Research\nType of project:\nMonitoring\n"
    tail = f"\n{title}\n\nEnglish\nPhoto Gallery: \n" if full else ""
    return f"{head}{summary}\n{tail}{full}"
