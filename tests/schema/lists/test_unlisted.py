"""Lists that may not be complete: what is missing from them is unknown, never no."""

import pytest

from cms import models

KNOWN = """query ($filter: CountryFilter) { countries(filter: $filter) { nodes { code } } }"""


@pytest.fixture
def conventions(cambodia, korea):
    """Cambodia takes part in both; the list of the first is complete, that of the second may not be."""
    for code, complete in [("complete", True), ("open", False)]:
        made = models.Convention.objects.create(
            code=code, labels={"en": code}, kind="convention", parties_complete=complete
        )
        models.Participation.objects.create(convention=made, country=cambodia, kind="ratification", deposited="2007")


def of(code, **more):
    return {"convention": {"some": {"code": {"eq": code}}}, **more}


@pytest.fixture
def found(ask, conventions):
    """Return the codes of the countries that pass a filter."""
    return lambda given: [each["code"] for each in ask(KNOWN, filter=given)["countries"]["nodes"]]


def test_a_country_says_of_a_convention_yes_no_or_unknown(ask, conventions):
    fields = 'complete: isParty(convention: "complete") open: isParty(convention: "open")'
    answer = ask(f'{{ kh: country(code: "KH") {{ {fields} }} kr: country(code: "KR") {{ {fields} }} }}')
    assert answer == {"kh": {"complete": "YES", "open": "YES"}, "kr": {"complete": "NO", "open": "UNKNOWN"}}


def test_a_convention_that_nobody_knows_is_refused(post, conventions):
    [error] = post('{ country(code: "KH") { isParty(convention: "KH") } }').json()["errors"]
    assert "convention is 'KH', and nothing public has this id or code" in error["message"]


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"participations": {"none": of("complete")}}, ["KR"]),
        ({"participations": {"none": of("open")}}, []),
        ({"not": {"participations": {"some": of("open")}}}, []),
        ({"not": {"participations": {"none": of("open")}}}, ["KH"]),
        ({"participations": {"some": of("open")}}, ["KH"]),
        ({"participations": {"unknown": of("open")}}, ["KR"]),
        ({"participations": {"unknown": of("complete")}}, []),
        ({"participations": {"none": of("complete", kind={"eq": "ACCESSION"})}}, ["KH", "KR"]),
        ({"participations": {"none": of("open", kind={"eq": "ACCESSION"})}}, []),
        ({"participations": {"none": {"not": of("complete")}}}, []),
        ({"participations": {"none": {"not": {"or": [of("complete"), of("open")]}}}}, ["KH", "KR"]),
        ({"participations": {"every": {"or": [of("complete"), of("open")]}}}, ["KH", "KR"]),
        ({"participations": {"every": of("complete")}}, []),
        ({"participations": {"none": {"convention": {"none": {"code": {"eq": "open"}}}}}}, ["KR"]),
        ({"conventions": {"none": {"code": {"eq": "complete"}}}}, ["KR"]),
        ({"conventions": {"none": {"code": {"eq": "open"}}}}, []),
        ({"conventions": {"unknown": {"code": {"eq": "open"}}}}, ["KR"]),
        ({"or": [{"conventions": {"none": {"code": {"eq": "open"}}}}, {"code": {"eq": "KR"}}]}, ["KR"]),
    ],
)
def test_a_filter_passes_what_is_certain(found, given, codes):
    assert found(given) == codes


def test_a_convention_whose_list_may_not_be_complete_passes_no_filter_for_lacking_a_party(ask, conventions):
    query = "query ($filter: ConventionFilter) { conventions(filter: $filter) { nodes { code } } }"
    for given, codes in [
        ({"parties": {"none": {"title": {"eq": "Republic of Korea"}}}}, ["complete"]),
        ({"parties": {"unknown": {"title": {"eq": "Republic of Korea"}}}}, ["open"]),
        ({"parties": {"none": {"title": {"eq": "Nowhere"}}}}, ["complete", "open"]),
        ({"participations": {"every": {"kind": {"eq": "RATIFICATION"}}}}, ["complete"]),
        ({"participations": {"none": {"convention": {"some": {"code": {"eq": "complete"}}}}}}, ["open"]),
    ]:
        nodes = ask(query, filter=given)["conventions"]["nodes"]
        assert [each["code"] for each in nodes] == codes, given


def test_each_list_that_depends_on_parties_says_if_it_is_complete(ask, conventions):
    lists = """
        conventions { totalCount partiesComplete }
        known: conventions(filter: {code: {eq: "complete"}}) { totalCount partiesComplete }
        participations { totalCount partiesComplete }
        ratified: participations(filter: {convention: {some: {code: {eq: "complete"}}}}) { partiesComplete }
    """
    assert ask(f'{{ country(code: "KR") {{ {lists} }} }}')["country"] == {
        "conventions": {"totalCount": 0, "partiesComplete": False},
        "known": {"totalCount": 0, "partiesComplete": True},
        "participations": {"totalCount": 0, "partiesComplete": False},
        "ratified": {"partiesComplete": True},
    }
    lists = "parties { partiesComplete } participations { partiesComplete }"
    answer = ask(f'{{ a: convention(code: "complete") {{ {lists} }} b: convention(code: "open") {{ {lists} }} }}')
    assert answer["a"] == {"parties": {"partiesComplete": True}, "participations": {"partiesComplete": True}}
    assert answer["b"] == {"parties": {"partiesComplete": False}, "participations": {"partiesComplete": False}}
