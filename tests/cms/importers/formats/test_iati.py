"""Activities of IATI: what is read, matched and kept; one bad activity stops no other, and nothing changes twice."""

import io

import pytest
from django.core.management import call_command
from lxml import etree
from wagtail.models import Locale

from cms import models
from cms.acting import system
from cms.importers import Options, UnreadableSource, import_contents, undo
from cms.importers.formats.iati import pieces, recognises
from tests import iati
from tests.fixtures import publish

pytestmark = pytest.mark.django_db

HEAD = '<?xml version="1.0"?><iati-activities version="2.03">'
ACTIVITY = """
<iati-activity xml:lang="ENG" default-currency="USD" last-updated-datetime="2024-01-01T00:00:00Z">
  <iati-identifier> XX-1-A </iati-identifier>
  <reporting-org ref="XX-1" type="40"><narrative>Reporter</narrative></reporting-org>
  <title><narrative>Songs of the river</narrative><narrative xml:lang="FR">Chants du fleuve</narrative></title>
  <description type="1"><narrative>Why &amp; how.</narrative>
    <narrative xml:lang="fr">Pourquoi.</narrative></description>
  <description type="2"><narrative>An aim.</narrative></description>
  <participating-org role="1" type="10" ref="KR-GOV-1"><narrative>Ministry of Songs</narrative></participating-org>
  <participating-org role="4"><narrative>House of Songs</narrative></participating-org>
  <participating-org role="3"><narrative>House of Songs</narrative></participating-org>
  <other-identifier ref="https://doi.org/10.1234/x" type="A9"/>
  <activity-status code="2"/>
  <activity-date type="2" iso-date="2020-02-01"/>
  <contact-info><email>a@example.org</email></contact-info>
  <recipient-country code="KH" percentage="40"/><recipient-country code="KR" percentage="60"/>
  <recipient-region code="298" vocabulary="1"/>
  <sector vocabulary="1" code="16061" percentage="100"/>
  <tag vocabulary="3" code="8.3"/>
  <transaction><transaction-type code="11"/><transaction-date iso-date="2019-05-06"/>
    <value value-date="2019-05-06">1500.50</value>
    <provider-org ref="KR-GOV-1"><narrative>Ministry</narrative></provider-org>
  </transaction>
  <transaction><transaction-type code="4"/><transaction-date iso-date="2020-05-06"/>
    <value value-date="2020-05-06">20</value></transaction>
  <result type="1"><title><narrative>Songs</narrative></title>
    <indicator measure="5"><title><narrative>songs sung</narrative></title>
      <period><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>
        <target value="many"/>
        <actual value="1.72 million"><comment><narrative>sung</narrative></comment></actual></period>
    </indicator></result>
</iati-activity>"""


@pytest.fixture
def places(index, cambodia, korea):
    goal = models.SustainableDevelopmentTarget.objects.create(code="8", labels={"en": "Work"})
    models.SustainableDevelopmentTarget.objects.create(code="8.3", goal=goal, labels={"en": "Jobs"})
    Locale.objects.get_or_create(language_code="fr")
    return index


def import_xml(content, **options):
    """The run, and the only outcome, of importing a file."""
    content = content if isinstance(content, bytes) else content.encode()
    run, [outcome] = import_contents([("file.xml", lambda: content)], Options(system.on_command(), **options))
    return run, outcome


def document(*activities):
    return f"{HEAD}{''.join(activities)}</iati-activities>"


def actions(outcome):
    return [each["action"] for each in outcome.pages]


def draft():
    page = models.ProjectPage.objects.filter(locale__language_code="en").get()
    return page.get_latest_revision_as_object()


def test_an_activity_becomes_a_project_with_all_that_it_states(places):
    _run, outcome = import_xml(document(ACTIVITY))
    page = draft()
    assert outcome.errors == [] and page.title == "Songs of the river"
    assert (page.overview, page.aim) == ("<p>Why &amp; how.</p>", "<p>An aim.</p>")
    assert (str(page.start_date), str(page.end_date)) == ("2020-02-01", "..")
    assert [(row.country.code, row.share) for row in page.country_links.all()] == [("KH", 40), ("KR", 60)]
    [grant] = page.fundings.all()
    assert (str(grant.donor), str(grant.amount), grant.currency, grant.year) == (
        "Ministry of Songs",
        "1500.50",
        "USD",
        2019,
    )
    assert [row.value for row in grant.donor.identifiers.all()] == ["KR-GOV-1"]
    assert [(str(row.partner), row.role) for row in page.partnerships.all()] == [
        ("House of Songs", "implementing"),
        ("House of Songs", "extending"),
    ]
    assert [row.target.code for row in page.sustainable_development_target_links.all()] == ["8.3"]
    assert {(row.scheme, row.value) for row in page.identifiers.all()} == {("iati", "XX-1-A"), ("doi", "10.1234/x")}
    [result] = page.results.all()
    assert (str(result.outcome), result.indicator, result.target) == ("Songs", "songs sung", "many")
    assert result.actual == "1.72 million (sung)" and str(result.end_date) == "2020-12-31"


def test_what_has_no_field_is_kept_with_the_page_in_words(places):
    _run, outcome = import_xml(document(ACTIVITY))
    kept = {row.label: row.value for row in draft().unplaced_values.all()}
    assert set(kept) == {"transaction", "recipient-region", "sector", "contact-info", "reporting-org"}
    assert kept["contact-info"] == "email: a@example.org" and "code 298" in kept["recipient-region"]
    assert "value: value-date 2020-05-06, 20" in kept["transaction"]
    assert {each["label"] for each in outcome.pages[0]["unplaced"]} == set(kept)


def test_narratives_in_other_languages_become_translations(places):
    import_xml(document(ACTIVITY), publish=True)
    french = models.ProjectPage.objects.get(locale__language_code="fr")
    assert (french.title, french.overview, french.aim, french.live) == (
        "Chants du fleuve",
        "<p>Pourquoi.</p>",
        "",
        True,
    )
    assert french.unplaced_values.count() == 0


def test_the_text_of_a_language_that_the_site_does_not_have_is_kept(places):
    import_xml(document(ACTIVITY.replace('"FR"', '"pt"')))
    assert models.ProjectPage.objects.count() == 1
    assert {row.label: row.value for row in draft().unplaced_values.all()}["title (pt)"] == "Chants du fleuve"


def test_a_second_import_changes_nothing_and_undo_takes_all_back(places):
    run, _outcome = import_xml(document(ACTIVITY))
    _again, outcome = import_xml(document(ACTIVITY))
    _later, updated = import_xml(document(ACTIVITY.replace("2024-01-01T", "2024-02-02T")))
    assert actions(outcome) == actions(updated) == ["unchanged"]
    undo(run, system.on_command())
    assert not models.ProjectPage.objects.exists()
    assert not models.Organisation.objects.exists() and not models.Outcome.objects.exists()


def test_organisations_are_matched_by_identifier_and_by_name(places, donor):
    donor.identifiers = [models.OrganisationIdentifier(scheme="iati", value="KR-GOV-1")]
    donor.save()
    models.Organisation.objects.create(labels={"en": "House of Songs"})
    import_xml(document(ACTIVITY))
    assert models.Organisation.objects.count() == 2
    assert draft().fundings.get().donor == donor


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("<iati-activity><iati-identifier>XX-BAD</iati-identifier><title></iati-activity>", "not well-formed"),
        ("<iati-activity><title><narrative>No name</narrative></title></iati-activity>", "no iati-identifier"),
        ("<iati-activity><iati-identifier>XX-BAD</iati-identifier></iati-activity>", "no title"),
        ("<iati-activity><iati-identifier>XX-BAD</iati-identifier><title>&e;</title>", "not well-formed"),
    ],
)
def test_a_bad_activity_is_named_and_stops_no_other(places, broken, told):
    other = ACTIVITY.replace("XX-1-A", "XX-1-B")
    _run, outcome = import_xml(document(ACTIVITY, broken, other))
    assert actions(outcome) == ["created", "created"]
    [problem] = outcome.errors
    assert told in problem and ("XX-BAD" in problem or "No name" in broken)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('<iati-organisations version="2.03"/>', "organisation file"),
        ('<iati-activities version="1.05"></iati-activities>', "“1.05”"),
        ("<iati-activities></iati-activities>", "not stated"),
        ('<iati-activities version="2.03"></iati-activities>', "without an activity"),
    ],
)
def test_other_files_are_refused_in_a_sentence(places, content, told):
    run, outcome = import_xml(content)
    assert run is None and told in outcome.error


def test_no_entity_is_expanded(places):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    content = document(ACTIVITY.replace("Why", "&b;")).replace("<iati-activities", f"{bomb}<iati-activities", 1)
    _run, outcome = import_xml(content)
    assert not models.ProjectPage.objects.exists() and "not well-formed" in outcome.error


def test_a_file_in_utf_16_is_read(places):
    _run, outcome = import_xml(document(ACTIVITY).replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"))
    assert actions(outcome) == ["created"]


def test_large_files_are_cut_into_small_pieces():
    content = document(*(ACTIVITY.replace("XX-1-A", f"XX-{n}") for n in range(400))).encode()
    several = list(pieces(content))
    assert len(several) > 3 and max(map(len, several)) < 300_000
    assert sum(each.count(b"<iati-activity ") for each in several) == 400


def test_countries_and_sectors_are_taken_from_transactions_where_only_these_have_them(places):
    activity = ACTIVITY.replace(
        '<recipient-country code="KH" percentage="40"/><recipient-country code="KR" percentage="60"/>', ""
    )
    activity = activity.replace("</transaction>", '<recipient-country code="KH"/></transaction>')
    import_xml(document(activity))
    assert [(row.country.code, row.share) for row in draft().country_links.all()] == [("KH", None)]


def test_an_unknown_code_is_no_country(places):
    import_xml(document(ACTIVITY.replace('code="KR"', 'code="ZZ"')))
    page = draft()
    assert [row.country.code for row in page.country_links.all()] == ["KH"]
    assert [(row.field, row.name) for row in page.unresolved_references.all()] == [("countries", "ZZ")]


@iati.needs_inputs
def test_files_of_publishers_are_read_whole_or_refused_in_a_sentence(places):
    for path in sorted((iati.INPUTS / "publishers").glob("*.xml")):
        content = path.read_bytes()
        assert recognises(content)
        if path.name == "wri-org.xml":
            with pytest.raises(UnreadableSource):
                list(pieces(content))
            continue
        number = len(etree.parse(io.BytesIO(content)).findall("iati-activity"))
        _run, outcome = import_xml(content)
        assert len(outcome.pages) + len(outcome.problems) == number
        assert outcome.problems == []


def test_export_import_export_is_equal(project, cambodia, korea, donor, tmp_path):
    project.country_links.add(models.CountryLink(country=korea))
    project.end_date, project.aim, project.results_text = "2021-07", "<p>Aim</p>", "<ul><li>One</li><li>Two</li></ul>"
    outcome = models.Outcome.objects.create(labels={"en": "A policy", "fr": "Une politique"})
    project.results = [models.Result(outcome=outcome, indicator="laws", baseline="0", target="2", actual="3")]
    project.key_figures = [models.KeyFigure(value="600+", label="people")]
    project.sections = [models.Section(title="Practice", body="<p>What is done.</p>")]
    project.theme_links = [models.ThemeLink(theme=models.Theme.objects.create(labels={"en": "Policy"}))]
    project.partnerships = [models.Partnership(partner=donor, role="lead")]
    publish(project)
    first, second = tmp_path / "a.xml", tmp_path / "b.xml"
    call_command("export_graph", "--format", "iati", "--output", str(first))
    system.on_command().delete(project)
    models.Outcome.objects.all().delete()
    _run, told = import_xml(first.read_bytes(), publish=True)
    assert told.errors == [] and actions(told) == ["created"]
    call_command("export_graph", "--format", "iati", "--output", str(second))
    assert _plain(second) == _plain(first)


def _plain(path):
    root = etree.parse(path).getroot()
    for each in root:
        each.attrib.pop("last-updated-datetime")
    return etree.tostring(root, method="c14n").decode()
