"""Say what the dataset is called and what it is about."""

from __future__ import annotations

from django.utils.translation import gettext_noop

TITLE = gettext_noop("Accord: cultural cooperation as a knowledge graph")
ABSTRACT = gettext_noop(
    "Projects, activities and toolkits of cultural cooperation with the countries, organisations, conventions and "
    "outcomes that they are linked to, as far as they are published."
)
