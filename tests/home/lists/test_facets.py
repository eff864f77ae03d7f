"""Facets of lists: whatever is chosen, the rows and every number beside a value are what counting by hand gives."""

from itertools import combinations, product

import pytest

from cms import models
from tests.fixtures import publish, restrict
from tests.home.lists.conftest import GROUPS, MADE

pytestmark = pytest.mark.django_db

ABOVE = {"8": {"8", "8.3"}, "8.3": {"8.3"}, "5": {"5"}}
"""Each goal with what lies below it."""


def oracle(themes):
    """Return the test of each value by facet, written without the code that is tested."""
    return {
        "countries": {code: lambda each, code=code: code in each.countries for code in ("KH", "KR", "VN")},
        "themes": {key: lambda each, name=name: name in each.themes for name, key in themes.items()},
        "countriesGroups": {
            code: lambda each, members=members: bool(each.countries & members) for code, members in GROUPS.items()
        },
        "sustainableDevelopmentTargets": {
            code: lambda each, below=below: bool(each.goals & below) for code, below in ABOVE.items()
        },
        "ongoing": {"true": lambda each: each.end == ".."},
    }


def expected(tests, chosen, without=""):
    """Return what meets the choices: any value of a facet, and all facets."""
    return [
        each
        for each in MADE
        if all(any(tests[name][value](each) for value in values) for name, values in chosen.items() if name != without)
    ]


def choices(tests):
    """Yield nothing chosen, every value alone, every two of one facet, and every two of different facets."""
    single = [(name, value) for name, values in tests.items() for value in values]
    yield {}
    for name, value in single:
        yield {name: [value]}
    for (a, x), (b, y) in combinations(single, 2):
        yield {a: [x, y]} if a == b else {a: [x], b: [y]}


def test_rows_and_counts_are_those_of_counting_by_hand(made, look):
    tests = oracle(made)
    for chosen in choices(tests):
        seen = look(**chosen)
        assert set(seen.names) == {each.title for each in expected(tests, chosen)}, chosen
        for name, value in product(tests, [None]):
            among = expected(tests, chosen, without=name)
            for value, test in tests[name].items():
                number = sum(map(test, among))
                assert seen.counts.get((name, value), 0) == number or not any(
                    each == name for each, _ in seen.counts
                ), (chosen, name, value)


def test_every_count_is_the_length_of_the_list_that_it_promises(made, look):
    chosen = {"themes": [made["dance"]]}
    for (name, value), number in look(**chosen).counts.items():
        if name != "themes":
            assert len(look(**chosen, **{name: value}).names) == number, (name, value)


@pytest.mark.parametrize(
    ("since", "until", "names"),
    [
        ("2020", "", {"Area 9", "Area 10", "Books"}),
        ("", "2012-06", {"Festivals"}),
        ("", "2017-12-31", {"Étude", "Festivals"}),
        ("2011", "2018-06", {"Area 9", "Étude", "Festivals"}),
        ("2030", "", {"Area 10"}),
    ],
)
def test_a_period_keeps_what_was_under_way_in_it(made, look, since, until, names):
    assert set(look(since=since, until=until).names) == names


def test_the_same_list_in_graphql(made, client, look):
    """The query that a list offers answers with the list, whatever was chosen."""
    tests = oracle(made)
    for chosen in [*choices(tests)][::7]:
        query = {**chosen, "since": "2011", "order": "-startDate", "q": "area", "languages": "en"}
        seen = look(**query)
        text = seen.soup.select_one("pre.graphql").get_text()
        answer = client.get("/graphql/", {"query": text}, headers={"Accept": "application/json"}).json()
        [found] = answer["data"].values()
        assert [each["title"] for each in found["nodes"]] == seen.names, chosen
        assert found["totalCount"] == len(seen.names)


def test_tokens_lead_to_the_list_without_them(made, look):
    seen = look(countries=["KH", "KR"], q="area", since="2018")
    assert [each.removeprefix("Without ") for each in seen.tokens] == [
        "Words area", "Countries Cambodia", "Countries Korea", "From 2018", "Clear all"
    ]  # fmt: skip
    assert seen.soup.title.string.startswith("Projects: area, Cambodia, Korea, From 2018 – ")
    addresses = [each["href"] for each in seen.soup.select(".tokens a")]
    assert set(look(f"/browse/project/{addresses[1]}").names) == {"Area 10"}
    assert len(look(f"/browse/project/{addresses[-1]}").names) == len(MADE)
    assert all(each["rel"] == ["nofollow"] for each in seen.soup.select(".tokens a, .bar nav a"))


def test_orders(made, look):
    assert look().names == ["Area 9", "Area 10", "Books", "Étude", "Festivals", "Games"]
    assert look(order="-title").names == look().names[::-1]
    assert look(order="startDate").names[:4] == ["Festivals", "Area 9", "Area 10", "Books"]
    assert look(order="-startDate", view="table").names[:4] == ["Books", "Area 10", "Area 9", "Festivals"]


def test_a_table_is_ordered_by_its_heads(made, look):
    head = look(view="table").soup.find("th", string="Start").a
    seen = look(f"/browse/project/{head['href']}")
    assert seen.names[:2] == ["Festivals", "Area 9"]
    assert seen.soup.select_one("th[aria-sort=ascending]").get_text() == "Start"


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ({"country": "KH"}, 400, "There is no facet “country” here: use one of ongoing,"),
        ({"countries": "XX"}, 400, "Nothing public is called “XX” under “Countries”"),
        ({"ongoing": "perhaps"}, 400, "Nothing public is called “perhaps”"),
        ({"languages": "xx"}, 400, "Nothing public is called “xx”"),
        ({"page": "abc"}, 400, "“abc” is no page"),
        ({"page": "0"}, 400, "“0” is no page"),
        ({"page": "9" * 400}, 404, "the last one is 1"),
        ({"page": "2"}, 404, "There is no page 2: the last one is 1."),
        ({"order": "donors"}, 400, "There is no order “donors” here"),
        ({"view": "hologram"}, 400, "There is no view “hologram” here"),
        ({"since": "last year"}, 400, "“last year” is no date"),
        ({"until": ".."}, 400, "“..” is no date"),
        ({"q": "x" * 301}, 400, "at most 300"),
        ({"countries": ["KH"] * 61}, 400, "more than 60 values"),
        ({"themes": "' OR 1=1 --"}, 400, "Nothing public is called"),
        ({"countriesGroups": "country/KH"}, 400, "Nothing public is called"),
        ({"relatedProjects": "cms.ProjectPage"}, 400, "Nothing public is called"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_sentence(made, look, query, status, sentence):
    soup = look(status=status, **query).soup
    assert sentence in soup.select_one("main [role=alert]").get_text()
    assert soup.select_one("main p a")["href"] == "/browse/project/?lang=en"


def test_nothing_private_is_counted_named_or_listed(made, look, index):
    """Drafts and private pages change no list, no count and no refusal, and cannot be chosen."""
    hidden = models.Theme.objects.first()
    before = look(facets="all").counts
    draft = models.ProjectPage(title="Draft plan", slug="draft", live=False, start_date="2018")
    draft.theme_links = [models.ThemeLink(theme=hidden)]
    index.add_child(instance=draft).save_revision()
    page = models.ProjectPage(title="Private plan", slug="private", start_date="2018")
    page.theme_links = [models.ThemeLink(theme=hidden)]
    page.related_project_links = [models.RelatedProject(project=draft)]
    page = publish(index.add_child(instance=page))
    restrict(page)
    seen = look(facets="all")
    assert seen.counts == before
    assert "plan" not in seen.soup.get_text()
    for key in (draft.translation_key, page.translation_key):
        [refused] = look(status=400, relatedProjects=str(key)).soup.select("main [role=alert]")
        assert "plan" not in refused.get_text()
    assert look(q="plan").names == []


def test_lists_of_all_types_have_a_facet_of_types(made, look):
    seen = look("/browse/all/")
    assert seen.counts["type", "project"] == len(MADE)
    assert seen.counts["type", "country"] == 3
    assert ("type", "funding") not in seen.counts
    assert set(look("/browse/all/", type="theme").names) == {"Dance", "Film"}
    narrowed = look("/browse/all/", countries="KH")
    assert narrowed.counts["type", "project"] == 3
    assert ("type", "theme") not in narrowed.counts


def test_lists_follow_what_is_published_and_withdrawn(project, look, caplog):
    """The order that is kept in memory follows changes of resources with parts, without being loaded anew."""
    assert "Training in Phnom Penh" in look("/browse/all/").names
    project.title = "Advice in Phnom Penh"
    publish(project)
    assert look("/browse/all/", type="project").names == ["Advice in Phnom Penh"]
    project.unpublish()
    assert look("/browse/all/", type="project").names == []
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


def test_a_list_is_markdown_too(made, client):
    assert client.get("/browse/all.md").content.decode().startswith("# Everything (")
    text = client.get("/browse/project.md", {"countries": "KR"}).content.decode()
    assert text.startswith("# Projects (2)")
    assert "Books" in text and "Games" not in text


def test_what_links_to_a_resource_leads_to_its_list_with_facets(made, look, soup):
    page = soup("/browse/country/KR/projects/")
    listed = [each.a.string for each in page.select("main ul.rows > li")]
    seen = look(f"{page.find('a', string='More ways to narrow down')['href']}")
    assert seen.names == listed == ["Area 10", "Books"]
    # A list would count the targets of a goal too.
    assert not soup("/browse/sdg-target/8/projects/").find("a", string="More ways to narrow down")
