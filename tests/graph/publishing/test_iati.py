"""IATI: what each element says, that the schema and the rules of the standard hold, and that nothing hidden is told."""

import io

import pytest
from django.core.management import call_command
from lxml import etree

from cms import models
from cms.quality import check
from graph.identity import id_of, iri
from tests import iati
from tests.fixtures import publish, restrict
from tests.graph.publishing.conftest import HARD_TEXT, body

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(index, donor):
    page = models.ProgrammePage(title="Facility", slug="facility", overview="<p>What for.</p>", start_date="2018")
    page.end_date = "2021-07~"
    page.fundings = [models.Funding(donor=donor, amount="1720000", currency="EUR", year=2018)]
    return publish(index.add_child(instance=page))


@pytest.fixture
def full(project, programme, donor, korea, cambodia):
    """Return a project with something under every element."""
    donor.kind = "government"
    donor.identifiers = [models.OrganisationIdentifier(scheme="iati", value="KR-GOV-1")]
    donor.save()
    donor.save_revision().publish()
    outcome = models.Outcome.objects.create(labels={"en": "A policy", "fr": "Une politique"})
    goal = models.SustainableDevelopmentTarget.objects.create(code="8", labels={"en": "Work"})
    target = models.SustainableDevelopmentTarget.objects.create(code="8.3", goal=goal, labels={"en": "Jobs"})
    project.end_date = "2021-03"
    project.programme = programme
    project.aim, project.results_text = "<p>Aim.</p>", "<ul><li>One</li><li>Two</li></ul>"
    project.overview = f"<p>{HARD_TEXT.replace('<', '&lt;')}</p><p>More.</p>"
    project.source_url = "https://example.org/?a=1&b=2"
    project.country_links.add(models.CountryLink(country=korea))
    [whole] = programme.fundings.all()
    project.fundings = [
        models.Funding(donor=donor, amount="1000.50", currency="EUR", year=2018, share_of=whole),
        models.Funding(donor=donor, amount="20", currency="USD"),
    ]
    project.partnerships = [models.Partnership(partner=donor, role="lead")]
    project.theme_links = [models.ThemeLink(theme=models.Theme.objects.create(labels={"en": name})) for name in "ABC"]
    project.sustainable_development_target_links = [
        models.SustainableDevelopmentTargetLink(target=each) for each in (goal, target)
    ]
    project.identifiers = [
        models.PageIdentifier(scheme="iati", value="XM-DAC-41304-503GLO4004"),
        models.PageIdentifier(scheme="doi", value="10.1/x"),
    ]
    project.key_figures = [models.KeyFigure(value="600+", label="people"), models.KeyFigure(value="3", label="acts")]
    project.results = [
        models.Result(outcome=outcome, indicator="laws", baseline="0", target="2", actual="3", start_date="2020"),
        models.Result(outcome=outcome, indicator="words", baseline="none", actual="a draft"),
    ]
    project.sections = [models.Section(title="Practice", body="<p>What is done.</p>")]
    return publish(project)


def read(client, name):
    response = client.get(f"/data/{name}.iati.xml")
    assert response.status_code == 200, body(response)
    return etree.fromstring(body(response))


def one(client, page):
    return read(client, id_of(page))[0]


@iati.needs_inputs
def test_everything_is_valid_and_keeps_the_rules(client, full, programme):
    root = read(client, "all")
    assert len(root) == 2
    assert [each for each in iati.faults(root) if " 1.1.21 " not in each] == []


def test_dates_have_a_day_and_say_how_much_of_it_is_known(client, full, programme):
    dates = [
        (each.get("type"), each.get("iso-date"), each.findtext("narrative"))
        for each in one(client, programme).iter("activity-date")
    ]
    assert dates == [("2", "2018-01-01", "2018"), ("4", "2021-07-31", "2021-07~")]
    assert one(client, full).find("activity-status").get("code") == "4"


def test_texts_keep_their_words_and_their_kind(client, full):
    activity = one(client, full)
    kinds = {each.get("type"): each.findtext("narrative") for each in activity.findall("description")}
    assert kinds["1"].startswith('Quotes " and') and kinds["1"].endswith("\nMore.") and "عربي" in kinds["1"]
    assert kinds["2"] == "Aim." and kinds["4"] == "Practice\nWhat is done."
    words = activity.xpath("result[title/narrative='Results']/description/narrative/text()")
    assert words == ["One\nTwo"]


def test_organisations_have_their_identifier_and_role_once(client, full):
    found = [
        (each.get("ref"), each.get("type"), each.get("role")) for each in one(client, full).findall("participating-org")
    ]
    assert found == [("KR-GOV-1", "10", "1"), ("KR-GOV-1", "10", "2")]


def test_shares_of_countries_are_equal_unless_they_are_stated(client, full):
    def shares():
        activity = one(client, full)
        computed = bool(activity.xpath("tag[@code='equal-shares']"))
        return [(each.get("code"), each.get("percentage")) for each in activity.findall("recipient-country")], computed

    assert shares() == ([("KH", "50.00"), ("KR", "50.00")], True)
    rows = list(full.country_links.all())
    for row, share in zip(rows, (30, 70), strict=True):
        row.share = share
    full.country_links = rows
    publish(full)
    assert shares() == ([("KH", "30"), ("KR", "70")], False)


def test_a_grant_is_counted_once(client, full, programme):
    root = read(client, "all")
    counted = [(each.get("currency"), each.text) for each in root.iterfind(".//transaction/value")]
    assert sorted(counted) == [("EUR", "1720000"), ("USD", "20")]
    assert [(each.get("currency"), each.text) for each in root.iterfind(".//budget/value")] == [("EUR", "1720000")]
    [share] = root.iterfind(".//legacy-data")
    assert share.get("value").startswith("1000.5 EUR, 2018")


def test_identifiers_of_others_stay_theirs(client, full, programme):
    activity, frame = one(client, full), one(client, programme)
    assert activity.findtext("iati-identifier") == "XM-DAC-41304-503GLO4004"
    assert activity.find("reporting-org").get("secondary-reporter") == "1"
    assert frame.findtext("iati-identifier") == f"XX-ACCORD-{programme.translation_key}"
    assert frame.find("reporting-org").get("secondary-reporter") == "0"
    assert [each.get("ref") for each in activity.findall("other-identifier")] == ["https://doi.org/10.1/x"]
    assert activity.xpath("related-activity[@type='1']/@ref") == [frame.findtext("iati-identifier")]
    assert frame.xpath("related-activity[@type='2']/@ref") == ["XM-DAC-41304-503GLO4004"]


def test_results_are_numbers_or_words(client, full):
    indicators = {each.findtext("title/narrative"): each for each in one(client, full).iter("indicator")}
    laws, words = (indicators[name] for name in ("laws", "words"))
    assert (laws.get("measure"), words.get("measure"), indicators["people"].get("measure")) == ("1", "5", "5")
    assert laws.xpath("string(baseline/@value)") == "0" and laws.xpath("string(period/actual/@value)") == "3"
    assert words.xpath("string(period/actual/comment/narrative)") == "a draft"
    assert indicators["people"].xpath("string(period/actual/comment/narrative)") == "600+"


def test_goals_and_targets_are_tags(client, full):
    tags = {(each.get("vocabulary"), each.get("code")) for each in one(client, full).findall("tag")}
    assert {("2", "8"), ("3", "8.3"), ("99", "Project")} <= tags
    parts = one(client, full).xpath("sector[@vocabulary='99']/@percentage")
    assert parts == ["33.33", "33.33", "33.34"]


def test_what_lacks_something_is_left_out_and_told_beside_the_field(client, index, project, capsys, tmp_path):
    bare = publish(index.add_child(instance=models.ProjectPage(title="Bare", slug="bare")))
    text = body(client.get("/data/all.iati.xml")).decode()
    assert f"Left out: {iri(id_of(bare))} lacks a description, a donor or partner, its start, its end" in text
    refused = client.get(f"/data/{id_of(bare)}.iati.xml")
    assert refused.status_code == 404 and "its start" in refused.content.decode()
    told = {each.message: each.field for each in check(bare) if "IATI" in each.message}
    assert set(told.values()) == {"start_date", "end_date", "donors"} and len(told) == 3
    assert not [each for each in check(project) if "IATI" in each.message]
    call_command("export_graph", "--format", "iati", "--output", str(tmp_path / "x.xml"))
    said = capsys.readouterr()
    assert "1 activities, 1 left out" in said.out and iri(id_of(bare)) in said.err


def test_nothing_hidden_is_told(client, full, programme):
    restrict(programme)
    text = body(client.get("/data/all.iati.xml")).decode()
    assert str(programme.translation_key) not in text and "Facility" not in text
    assert client.get(f"/data/{id_of(programme)}.iati.xml").status_code == 404
    full.unpublish()
    assert len(etree.parse(io.BytesIO(body(client.get("/data/all.iati.xml")))).getroot()) == 0


def test_it_is_negotiated_and_linked_and_other_types_have_none(client, project, cambodia):
    response = client.get(f"/data/{id_of(project)}", headers={"Accept": "application/x-iati+xml"})
    assert response["Content-Type"] == "application/x-iati+xml"
    assert (
        response["Content-Location"].endswith(".iati.xml")
        and "x-iati+xml" in client.get(f"/data/{id_of(project)}")["Link"]
    )
    assert client.get(f"/data/{id_of(cambodia)}.iati.xml").status_code == 406
    assert client.get("/data/country.iati.xml").status_code == 404
    assert client.get("/data/project.iati.xml.gz").status_code == 200
