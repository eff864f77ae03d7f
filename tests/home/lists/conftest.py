"""A few projects whose facts differ in every facet, and what a visitor reads of a list of them."""

from dataclasses import dataclass, field

import pytest
from bs4 import BeautifulSoup

from cms import models
from graph.identity import id_of
from tests.fixtures import publish
from tests.kept import kept


@dataclass(frozen=True)
class Made:
    """What was stated of a project when it was made: the oracle of these tests."""

    title: str
    countries: frozenset = frozenset()
    themes: frozenset = frozenset()
    goals: frozenset = frozenset()
    start: str | None = None
    end: str | None = None


MADE = [
    Made("Area 9", frozenset(["KH"]), frozenset(["dance"]), frozenset(["8"]), "2018", "2020"),
    Made("Area 10", frozenset(["KH", "KR"]), frozenset(["film"]), frozenset(["8.3"]), "2019-05", ".."),
    Made("Books", frozenset(["KR"]), frozenset(["dance", "film"]), frozenset(["5"]), "2021", None),
    Made("Étude", frozenset(["VN"]), frozenset(), frozenset(["8.3", "5"]), None, "2017-03"),
    Made("Festivals", frozenset(), frozenset(["film"]), frozenset(), "2010", "2012"),
    Made("Games", frozenset(["VN", "KH"]), frozenset(["dance"]), frozenset(["8"]), None, None),
]
GROUPS = {"asean": {"KH", "VN"}, "asia": {"KH", "VN", "KR"}}


@kept
def made(index):
    countries = {
        code: models.Country.objects.create(code=code, code3=code3, m49=m49, labels={"en": name})
        for code, code3, m49, name in (
            ("KH", "KHM", "116", "Cambodia"), ("KR", "KOR", "410", "Korea"), ("VN", "VNM", "704", "Viet Nam")
        )
    }  # fmt: skip
    themes = {name: models.Theme.objects.create(labels={"en": name.title()}) for name in ("dance", "film")}
    target = models.SustainableDevelopmentTarget
    goals = {code: target.objects.create(code=code, labels={"en": f"Goal {code}"}) for code in ("5", "8")}
    goals["8.3"] = target.objects.create(code="8.3", goal=goals["8"], labels={"en": "Target 8.3"})
    for code, members in GROUPS.items():
        group = models.CountryGroup(code=code, kind="other", labels={"en": code.upper()})
        group.members = [models.CountryGroupMember(country=countries[each]) for each in sorted(members)]
        group.save()
    for number, each in enumerate(MADE):
        page = models.ProjectPage(title=each.title, slug=f"p{number}", start_date=each.start, end_date=each.end)
        page.country_links = [models.CountryLink(country=countries[code]) for code in sorted(each.countries)]
        page.theme_links = [models.ThemeLink(theme=themes[name]) for name in sorted(each.themes)]
        page.sustainable_development_target_links = [
            models.SustainableDevelopmentTargetLink(target=goals[code]) for code in sorted(each.goals)
        ]
        publish(index.add_child(instance=page))
    return {name: id_of(theme).partition("/")[2] for name, theme in themes.items()}


@dataclass
class Seen:
    """What a visitor reads of a list."""

    names: list
    counts: dict = field(default_factory=dict)
    """The number beside each value, by facet and value."""
    tokens: list = field(default_factory=list)
    soup: BeautifulSoup | None = None


@pytest.fixture
def look(client, db):
    def get(address="/browse/project/", status=200, **query):
        response = client.get(address, query)
        assert response.status_code == status, response.content.decode()
        soup = BeautifulSoup(response.content, "html.parser")
        boxes = soup.select("#narrow input[type=checkbox]")
        counts = {(each["name"], each["value"]): int(each.find_next(class_="count").string) for each in boxes}
        names = [each.get_text() for each in soup.select(".result .rows > li > a, .result tbody th > a")]
        return Seen(names, counts, [each.get_text(" ", strip=True) for each in soup.select(".tokens a")], soup)

    return get
