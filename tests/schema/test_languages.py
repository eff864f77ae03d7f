"""The language of a whole query: every field, ordering and search follows it, unless it names its own."""

import pytest

from cms import models

LETTERS = {
    "AF": {"en": "Afghanistan", "fr": "Afghanistan", "ru": "Афганистан"},
    "AX": {"en": "Åland Islands", "fr": "Îles Åland", "ru": "Аландские острова"},
    "DE": {"en": "Germany", "fr": "Allemagne", "ru": "Германия"},
    "ZA": {"en": "South Africa"},
}


@pytest.fixture
def countries(db):
    for number, (code, labels) in enumerate(LETTERS.items()):
        models.Country.objects.create(code=code, code3=f"X{code}", m49=str(number), labels=labels)


@pytest.fixture
def names(ask):
    def of(operation, arguments="orderBy: TITLE_ASC", **variables):
        answer = ask(f"{operation} {{ countries({arguments}) {{ nodes {{ title }} }} }}", **variables)
        return [each["title"] for each in answer["countries"]["nodes"]]

    return of


@pytest.mark.parametrize(
    ("operation", "titles"),
    [
        ("query", ["Afghanistan", "Åland Islands", "Germany", "South Africa"]),
        ("query @in(lang: fr)", ["Afghanistan", "Allemagne", "Îles Åland", "South Africa"]),
        ('query @in(lang: "ru")', ["South Africa", "Аландские острова", "Афганистан", "Германия"]),
    ],
)
def test_names_answer_and_are_ordered_in_the_language_of_the_query(names, countries, operation, titles):
    assert names(operation) == titles
    assert names(operation, "orderBy: TITLE_DESC") == titles[::-1]


def test_the_language_may_be_a_variable(names, countries):
    operation = "query ($lang: Language) @in(lang: $lang)"
    assert names(operation, lang="fr")[1] == "Allemagne"
    assert names(operation)[1] == "Åland Islands"


def test_pages_go_on_in_the_order_of_their_language(ask, post, countries):
    query = """query ($lang: Language, $after: String) @in(lang: $lang) {
        countries(first: 2, after: $after, orderBy: TITLE_ASC) { nodes { title } pageInfo { endCursor } }
    }"""
    cursor = ask(query, lang="fr")["countries"]["pageInfo"]["endCursor"]
    nodes = ask(query, lang="fr", after=cursor)["countries"]["nodes"]
    assert [each["title"] for each in nodes] == ["Îles Åland", "South Africa"]
    [error] = post(query, {"lang": "ru", "after": cursor}).json()["errors"]
    assert "from another list" in error["message"]


def test_all_kinds_of_fields_follow_and_an_argument_of_their_own_wins(ask, project, cambodia):
    fields = """
        country(code: "KH") { title own: title(lang: EN) translations { title } }
        projects { nodes { startDate { text } } facets { countries { values { label own: label(lang: "en") } } } }
    """
    answer = ask(f"query @in(lang: fr) {{ {fields} }}")
    assert answer["country"]["title"] == "Cambodge"
    assert answer["country"]["own"] == "Cambodia"
    assert answer["projects"]["nodes"][0]["startDate"]["text"] == "février 2020"
    assert answer["projects"]["facets"]["countries"]["values"] == [{"label": "Cambodge", "own": "Cambodia"}]
    assert [each["title"] for each in answer["country"]["translations"]] == ["Cambodia", "Cambodge"]
    assert ask(f"{{ {fields} }}")["country"]["title"] == "Cambodia"


def test_the_header_counts_only_where_the_query_says_so(post, countries):
    def asked(operation, header):
        query = f'{operation} {{ country(code: "DE") {{ title }} }}'
        response = post(query, headers={"accept-language": header})
        return response.json()["data"]["country"]["title"], "Accept-Language" in response["Vary"]

    assert asked("query", "fr") == ("Germany", False)
    assert asked("query @in(accepted: true)", "pl, fr-CA;q=0.9, ru;q=0.8") == ("Allemagne", True)
    assert asked("query @in(accepted: true)", "pl") == ("Germany", True)
    assert asked("query @in(accepted: true)", "") == ("Germany", True)
    assert asked("query @in(lang: ru, accepted: true)", "fr") == ("Германия", False)


def test_an_unknown_language_is_refused_with_those_that_there_are(post, countries):
    for query, variables in [
        ("query @in(lang: xx) { __typename }", None),
        ("query ($lang: Language) @in(lang: $lang) { __typename }", {"lang": "xx"}),
    ]:
        [error] = post(query, variables).json()["errors"]
        assert "not a language of this site: use one of en, fr" in error["message"]
