"""A site with a vocabulary, and sources in the shape of the old site's pages."""

import pytest

from cms.models import Country, ProjectType, Theme

SOURCE = """URL: https://archive.example.net/web/20200101000000/https://en.example.org/p/river-songs

You are viewing an archived web page. It was captured on 03:21:04 Jun 26, 2022.
Loading media information hide
Theme:
Advocacy, SDG's, Film
Type of project:
Monitoring, Research and Data Collection
Local Partner(s):
  • House of Songs, Lower Bank
  • 600+
    singers
Start date
Feb 2020
End date
Ongoing

Context/Overview

The river has <songs>.

It has had them for long.

River songs

English
Countries:
Lao PDR
Atlantis
Donors:
Republic of Korea
Section for activities:
Title of the section:
Rehearsals
Short Description:

They meet on Mondays.

Position:
Bottom Left
Style:
collapsed
Related activity:
A day of songs
Budget:
USD 100
"""


@pytest.fixture
def source():
    return SOURCE


@pytest.fixture
def vocabulary(db):
    for label, alternatives in [
        ("Advocacy", []),
        ("Contributing to the goals", ["SDGs"]),
    ]:
        Theme.objects.create(labels={"en": label}, alternative_labels={"en": alternatives})
    for label in ("Monitoring", "Research and Data Collection"):
        ProjectType.objects.create(labels={"en": label})
    for code, code3, m49, label, alternative in [
        ("LA", "LAO", "418", "Lao People's Democratic Republic", "Lao PDR"),
        ("KR", "KOR", "410", "Republic of Korea", "South Korea"),
    ]:
        Country.objects.create(
            code=code,
            code3=code3,
            m49=m49,
            labels={"en": label},
            alternative_labels={"en": [alternative]},
        )


@pytest.fixture
def site(index, vocabulary):
    """Return an index of projects, and what projects refer to."""
    return index
