"""Read news pages of other sites: title, story and quotations, without the site's comments and related posts.

A news page has no labels. Its title is its first line or its heading, paragraphs follow, and the speaker of a quotation
is on the line below it. The story ends where the comments or the related posts begin.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from cms.importers.matching import fold, folded, is_day
from cms.importers.old_site.lines import Line, clean_lines
from cms.importers.record import Passage
from cms.importers.source import PageText

# Headings that end the story: the texts below them are not part of it.
_END = folded(
    ["Related posts", "Related post", "Related articles", "Related news", "Related content", "Related items"]
    + [
        "Leave a comment",
        "Leave a reply",
        "Comments",
        "Post a comment",
        "Cancel reply",
        "Share this",
        "Share this post",
    ]
    + ["Like this", "Share", "You may also like", "Read more news", "Recent posts", "Previous post", "Next post"]
    + ["Articles similaires", "Articles liés", "Laisser un commentaire", "Partager", "Commentaires"]
    + ["Entradas relacionadas", "Artículos relacionados", "Noticias relacionadas", "Deja un comentario"]
    + ["Deja una respuesta", "Comentarios", "Compartir", "مقالات ذات صلة", "اترك تعليقا", "Похожие записи"]
    + ["Добавить комментарий", "Комментарии", "Поделиться", "相关文章", "发表评论", "发表回复", "分享"]
)
_SPAM_NOTICE = re.compile(r"^This site uses Akismet", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…。؟][\"'”’»)\]]*$")
_DASH = re.compile(r"^[—–―-]+\s*")
_PARTICLE = r"(?:de|da|do|del|della|di|du|van|von|der|den|bin|ibn|al|el|la|le|y|e)"
_TITLES = r"(?:(?:Prof|Dr|Mr|Mrs|Ms|Sr|Sra|Hon|Amb|Mme|Messrs|M|H\.\s?E)\.?(?:ª)?\s+)*"
_WORD = r"[^\W\d_a-zà-öø-ÿ][\w.'’-]*"
_SPEAKER = re.compile(rf"{_TITLES}{_WORD}(?:\s+(?:{_WORD}|{_PARTICLE}))+")
_QUOTED = re.compile(r"^[“\"«„‘](.*)[”\"»“’][.]?$", re.DOTALL)
_LONGEST_HEADING = 100
_LONGEST_ATTRIBUTION = 200
_LEAST_PROSE = 400


def is_news(page: PageText) -> bool:
    """Return whether a page has a title and at least two paragraphs of prose, of 400 characters or more together."""
    title, lines = _title_and_lines(page)
    prose = [text for text in map(_words, _paragraphs(_story(lines)[0])) if len(text) > 80 and _SENTENCE.search(text)]
    return bool(title) and len(prose) >= 2 and sum(map(len, prose)) >= _LEAST_PROSE


class Story:
    """The content of a news page: title, passages, and the date if one of the first two paragraphs is a date."""

    def __init__(self, page: PageText):
        self.title, lines = _title_and_lines(page)
        story, self.ignored = _story(lines)
        paragraphs = _paragraphs(story)
        self.date = next((text for text in map(_words, paragraphs[:2]) if is_day(text)), "")
        self.passages = _passages([each for each in paragraphs if _words(each) != self.date])


def _title_and_lines(page: PageText) -> tuple[str, list[Line]]:
    lines = clean_lines(page.text)
    first = next((position for position, line in enumerate(lines) if line.text), None)
    if page.title:
        # The heading is above the story, and the lines before it only link to other pages.
        below = next((at for at, line in enumerate(lines) if fold(line.text) == fold(page.title)), -1)
        return page.title, lines[below + 1 :]
    if first is None or not _may_be_title(lines[first]) or any(line.text for line in lines[first + 1 : first + 2]):
        return "", lines
    return lines[first].text, lines[first + 1 :]


def _may_be_title(line: Line) -> bool:
    starts_well = line.text[:1].isalnum() or line.text[:1] in "“\"«‘'¿¡"
    return starts_well and not line.bullet and len(line.text) <= 255 and not line.text.endswith((".", ",", ";", ":"))


def _story(lines: list[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """Return the lines of the story, and the texts of the lines after its end."""
    ends = (at for at, line in enumerate(lines) if fold(line.text) in _END or _SPAM_NOTICE.match(line.text))
    end = next(ends, len(lines))
    return lines[:end], tuple(line.text for line in lines[end:] if line.text)


def _paragraphs(lines: list[Line]) -> list[list[Line]]:
    runs = groupby(lines, key=lambda line: bool(line.text or line.bullet))
    return [list(run) for filled, run in runs if filled]


def _words(paragraph: Sequence[Line]) -> str:
    """Return a paragraph's text; bullets begin new lines, other lines are joined because they were only wrapped."""
    text = ""
    for line in paragraph:
        text += f"\n• {line.text}" if line.bullet else f" {line.text}"
    return text.strip()


def _passages(paragraphs: list[list[Line]]) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    for paragraph in paragraphs:
        *above, last = paragraph
        said_by = _attribution(last.text)
        if above and said_by and not last.bullet:
            passages.append(_quote(_words(above), said_by))
        elif not above and said_by and passages and _belongs_to(passages[-1], last.text):
            passages[-1] = _quote(passages[-1].text, said_by)
        else:
            passages.append(_passage(paragraph))
    return tuple(passages)


def _passage(paragraph: list[Line]) -> Passage:
    text = _words(paragraph)
    alone = len(paragraph) == 1 and not paragraph[0].bullet
    is_heading = alone and len(text) <= _LONGEST_HEADING and not _SENTENCE.search(text) and not text.endswith(":")
    return Passage("heading" if is_heading else "paragraph", text)


def _attribution(line: str) -> tuple[str, str] | None:
    """Return speaker and role from a line such as "Dr. Jane Doe, Director of Songs", or None."""
    speaker, _, role = _DASH.sub("", line).partition(",")
    stated = len(line) <= _LONGEST_ATTRIBUTION and role.strip() and not _SENTENCE.search(line)
    return (speaker.strip(), role.strip()) if stated and _SPEAKER.fullmatch(speaker.strip()) else None


def _belongs_to(passage: Passage, line: str) -> bool:
    """Return whether a paragraph names the speaker of the passage above it.

    It does if it begins with a dash, or if the passage is in quotation marks.
    """
    return passage.kind == "paragraph" and bool(_DASH.match(line) or _QUOTED.match(passage.text))


def _quote(text: str, said_by: tuple[str, str]) -> Passage:
    quoted = _QUOTED.match(text)
    return Passage("quote", quoted[1] if quoted else text, *said_by)
