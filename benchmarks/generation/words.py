"""Titles and texts in the six languages, composed of phrases from words.toml."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from random import Random

with Path(__file__).with_name("words.toml").open("rb") as file:
    WORDS = tomllib.load(file)

SYLLABLES = ("ka", "lo", "mi", "ta", "ren", "su", "va", "no", "pel", "da", "ri", "zen", "bo", "thu", "ma", "sor")


class Subject:
    """The subject of a page, from which its titles in all languages are made."""

    def __init__(self, draw: Random):
        self.undertaking = draw.randrange(len(WORDS["en"]["undertakings"]))
        self.beneficiary = draw.randrange(len(WORDS["en"]["beneficiaries"]))

    def title(self, language: str, place: str) -> str:
        words = WORDS[language]
        return words["title"].format(
            undertaking=words["undertakings"][self.undertaking],
            beneficiary=words["beneficiaries"][self.beneficiary],
            place=place,
        )


def sentence(draw: Random, language: str) -> str:
    words = WORDS[language]
    circumstance = draw.choice(words["circumstances"]).format(number=draw.randint(2, 90))
    return words["sentence"].format(
        actor=draw.choice(words["actors"]),
        verb=draw.choice(words["verbs"]),
        object=draw.choice(words["objects"]),
        circumstance=circumstance,
    )


def paragraph(draw: Random, language: str, sentences: int) -> str:
    between = "" if language == "zh" else " "
    return between.join(sentence(draw, language) for _ in range(sentences))


def rich_text(draw: Random, language: str, paragraphs: int) -> str:
    return "".join(f"<p>{paragraph(draw, language, draw.randint(2, 6))}</p>" for _ in range(paragraphs))


def phrase(kind: str, number: int, language: str) -> str:
    """Return the phrase with a number, of a kind such as "indicators"; it has the same meaning in every language."""
    phrases: Sequence[str] = WORDS[language][kind]
    return phrases[number % len(phrases)]


def name(draw: Random) -> str:
    """Return a made-up proper name."""
    return "".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))).capitalize()


def organisation_labels(own_name: str, languages: Sequence[str]) -> dict[str, str]:
    return {language: WORDS[language]["organisation"].format(name=own_name) for language in languages}
