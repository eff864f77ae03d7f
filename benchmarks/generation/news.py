"""Synthetic news: one about every fifth project."""

import json

from wagtail.models import Locale, Page

from benchmarks.generation import words
from benchmarks.generation.chance import chance, draw_key, partial
from benchmarks.generation.planned import Planned
from benchmarks.generation.projects import Project
from benchmarks.generation.rows import add_countries
from cms.models import NewsPage, Subject

NEWS_EVERY = 5


def news(project: Project, about: Planned, parent: Page, locale: Locale) -> Planned:
    draw = chance(project.seed, "news", project.number)
    quote = {"quotation": words.sentence(draw, "en"), "speaker": words.name(draw), "role": "Director"}
    text = {"type": "paragraph", "value": words.rich_text(draw, "en", 2)}
    page = NewsPage(
        translation_key=draw_key(draw),
        locale=locale,
        title=f"News: {about.page.title}",
        slug=f"news-{project.number + 1}",
        date=partial(draw, project.start),
        body=json.dumps(
            [text | {"id": str(draw_key(draw))}, {"type": "quote", "value": quote, "id": str(draw_key(draw))}]
        ),
        last_published_at=project.published_at,
    )
    planned = Planned(page, parent)
    add_countries(planned, draw, project.countries[:2])
    planned.add_link(Subject, draw, "about_page", project.key)
    return planned
