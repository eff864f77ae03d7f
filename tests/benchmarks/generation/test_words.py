"""The phrases of the six languages fit together, so that translations of a page say the same."""

import pytest

from benchmarks.generation import words
from benchmarks.generation.chance import chance
from graph.declarations import LANGUAGES


@pytest.mark.parametrize("kind", ["undertakings", "beneficiaries", "headings"])
def test_every_language_has_as_many_phrases_of_a_kind(kind):
    assert set(words.WORDS) == set(LANGUAGES)
    assert len({len(words.WORDS[language][kind]) for language in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_left_in_a_text(language):
    text = words.rich_text(chance("words"), language, 50) + words.Subject(chance("title")).title(language, "KH")
    assert "{" not in text
    assert len(text) > 1000
