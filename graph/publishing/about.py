"""Say what the dataset is called and what it is about: what administrators wrote, or a default where they did not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from graph.declarations import MultilingualText
from graph.publishing.vocabulary import Texts, in_languages

TITLE = gettext_noop("Accord: cultural cooperation as a knowledge graph")
ABSTRACT = gettext_noop(
    "Projects, activities and toolkits of cultural cooperation with the countries, organisations, conventions and "
    "outcomes that they are linked to, as far as they are published."
)
KEYWORDS = (
    gettext_noop("cultural cooperation"),
    gettext_noop("cultural policy"),
    gettext_noop("diversity of cultural expressions"),
)
THEME = "http://publications.europa.eu/resource/authority/data-theme/EDUC"
THEME_LABEL = gettext_noop("Education, culture and sport")
COVERAGE = "https://sws.geonames.org/6295630/"


@dataclass(frozen=True)
class About:
    """The description of the dataset. Texts are by language and have English always."""

    title: Texts
    abstract: Texts
    keywords: Mapping[str, Iterable[str]]
    rights: Texts
    contact_name: str
    contact_email: str
    contact_page: str
    theme: str
    coverage: str


def about() -> About:
    """Return the description as it is now."""
    row = apps.get_model(settings.DATASET_DESCRIPTION).objects.first()
    return About(
        title=_texts(getattr(row, "title", None), TITLE),
        abstract=_texts(getattr(row, "abstract", None), ABSTRACT),
        keywords=getattr(row, "keywords", None) or _default_keywords(),
        rights=MultilingualText(getattr(row, "rights", None) or {}),
        contact_name=getattr(row, "contact_name", "") or settings.PUBLISHER,
        contact_email=getattr(row, "contact_email", ""),
        contact_page=getattr(row, "contact_page", "") or settings.GRAPH_BASE_IRI,
        theme=getattr(row, "theme", "") or THEME,
        coverage=getattr(row, "coverage", "") or COVERAGE,
    )


def _texts(given: Mapping[str, str] | None, default: str) -> Texts:
    """Return what was given if it has English, or else the translations of the default."""
    return MultilingualText(given) if given and "en" in given else in_languages(lambda: gettext(default))


def _default_keywords() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in KEYWORDS:
        for language, word in in_languages(lambda each=each: gettext(each)).items():  # type: ignore[misc]
            found.setdefault(language, []).append(word)
    return found
