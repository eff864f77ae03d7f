"""The map: numbers as brute force counts them, GeoJSON that others read, and nothing that is hidden."""

from collections import Counter, defaultdict
from decimal import Decimal

import pycountry
import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from cms import models
from graph import identity
from graph.replica import reading
from home.atlas import amounts, numbers, world
from home.atlas.scale import scale
from home.atlas.world import FILE
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db
needs_outlines = pytest.mark.skipif(finders.find(FILE) is None, reason="no outlines: run `make frontend`")


@pytest.fixture
def several(index, cambodia, korea, donor):
    """Three public projects: in Cambodia, in both countries, in none."""
    found = []
    for name, countries, grants in (
        ("one", [cambodia], [("100.50", "EUR"), ("7", "USD")]),
        ("both", [cambodia, korea], [("20", "EUR")]),
        ("none", [], [("5", "EUR")]),
    ):
        page = models.ProjectPage(title=name, slug=name)
        page.country_links = [models.CountryLink(country=each) for each in countries]
        page.fundings = [models.Funding(donor=donor, amount=value, currency=currency) for value, currency in grants]
        found.append(publish(index.add_child(instance=page)))
    return found


def activity(project, title, location, **values):
    page = models.ActivityPage(title=title, slug=title.lower(), location=location, **values)
    return publish(project.add_child(instance=page))


def geojson(client, query=""):
    response = client.get(f"/map.geojson{query}")
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/geo+json"
    return {each["properties"]["name"]: each for each in response.json()["features"]}


def test_numbers_and_sums_equal_brute_force(several):
    expected, sums = Counter(), defaultdict(lambda: defaultdict(Decimal))
    for page in models.ProjectPage.objects.all():
        for link in page.country_links.all():
            expected[identity.id_of(link.country)] += 1
            for grant in page.fundings.all():
                sums[grant.currency][identity.id_of(link.country)] += grant.amount
    with reading() as replica:
        projects = replica.of_type("Project")
        assert numbers(replica, projects) == expected == {"country/KH": 2, "country/KR": 1}
        assert amounts(replica, projects) == sums
        assert sums["EUR"] == {"country/KH": Decimal("120.50"), "country/KR": Decimal(20)}


def test_a_share_of_a_grant_counts_once(index, cambodia, donor):
    page = models.ProgrammePage(title="Programme", slug="programme")
    page.country_links = [models.CountryLink(country=cambodia)]
    page.fundings = [models.Funding(donor=donor, amount="100", currency="EUR")]
    programme = publish(index.get_parent().add_child(instance=page))
    project = models.ProjectPage(title="Part", slug="part")
    project.country_links = [models.CountryLink(country=cambodia)]
    whole = programme.fundings.get()
    project.fundings = [models.Funding(donor=donor, amount="40", currency="EUR", share_of=whole)]
    publish(index.add_child(instance=project))
    with reading() as replica:
        both = replica.of_type("Project") + replica.of_type("Programme")
        assert amounts(replica, replica.of_type("Project")) == {"EUR": {"country/KH": 40}}
        assert amounts(replica, both) == {"EUR": {"country/KH": 100}}


def test_the_page_shows_every_number_as_a_link_to_its_list(client, several):
    page = BeautifulSoup(client.get("/map/?lang=en").content, "html.parser")
    rows = [[cell.get_text(strip=True) for cell in row.select("td")] for row in page.select("tbody tr")]
    assert rows == [["Cambodia", "2"], ["Republic of Korea", "1"]]
    behind = page.select("tbody tr td:nth-child(2) a")[0]["href"]
    assert len(BeautifulSoup(client.get(behind).content, "html.parser").select("ul.rows > li")) == 2


@needs_outlines
def test_every_country_of_the_table_is_a_link_of_the_map_too(client, several):
    page = BeautifulSoup(client.get("/map/?lang=fr").content, "html.parser")
    titles = [each.title.get_text() for each in page.select("svg a.area")]
    assert titles == ["Cambodge: 2 (Projets)", "Republic of Korea: 1 (Projets)"]
    assert [each["href"] for each in page.select("svg a.area")] == [
        each["href"] for each in page.select("tbody td:nth-child(2) a")
    ]


def test_amounts_are_shown_by_currency(client, several):
    page = BeautifulSoup(client.get("/map/?lang=en&measure=EUR").content, "html.parser")
    assert [each.get_text() for each in page.select("select[name=measure] option")] == ["Number", "EUR", "USD"]
    assert [cell.get_text(strip=True) for cell in page.select("tbody td")] == [
        *("Cambodia", "120.5"),
        *("Republic of Korea", "20"),
    ]


@pytest.mark.parametrize("query", ["?type=nothing", "?type=country", "?measure=pounds", "?measure=%00AB"])
def test_what_no_map_has_is_refused_with_a_sentence(client, home, query):
    for address in ("/map/", "/map.geojson"):
        response = client.get(f"{address}{query}", headers={"Accept-Language": "en"})
        assert response.status_code == 400
        assert "use" in response.content.decode()


def test_filters_narrow_the_map_and_can_be_taken_back(client, several, donor):
    publish_theme = models.Theme.objects.create(labels={"en": "Craft"})
    page = several[1]
    page.theme_links = [models.ThemeLink(theme=publish_theme)]
    publish(page)
    theme = identity.id_of(publish_theme)
    shown = BeautifulSoup(client.get(f"/map/?lang=en&themes={theme}").content, "html.parser")
    assert [cell.get_text(strip=True) for cell in shown.select("tbody td")][1::2] == ["1", "1"]
    assert shown.select_one(".tokens a").get_text(strip=True).endswith("Craft")
    assert geojson(client, f"?themes={theme}")["Cambodia"]["properties"]["count"] == 1
    assert geojson(client, "?themes=theme/nothing") == {}


def test_geojson_has_countries_and_places(client, several):
    talk = activity(several[0], "Talk", "11.5564, 104.9282")
    found = geojson(client)
    assert found["Cambodia"]["properties"] | {"url": ""} == {
        "type": "Country",
        "name": "Cambodia",
        "url": "",
        "code": "KH",
        "m49": "116",
        "count": 2,
        "amounts": {"EUR": "120.5", "USD": "7"},
    }
    assert found["Talk"]["geometry"] == {"type": "Point", "coordinates": [104.9282, 11.5564]}
    assert found["Talk"]["id"] == identity.iri(identity.id_of(talk))
    assert geojson(client, "?lang=fr")["Cambodge"]["id"] == "http://testserver/id/country/KH"


def test_geojson_is_not_sent_again_while_nothing_changes(client, several):
    first = client.get("/map.geojson")
    again = client.get("/map.geojson", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, first["Access-Control-Allow-Origin"]) == (304, "*")
    several[0].unpublish()
    assert client.get("/map.geojson", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "delete", "draft"])
def test_no_hidden_page_is_on_the_map(client, several, cambodia, korea, hide):
    secret = activity(several[0], "Secretplace", "1.5, 2.5")
    talk = activity(several[1], "Talk", "11.5564, 104.9282")
    if hide in ("draft", "unpublish"):
        secret.unpublish()
    if hide == "restrict":
        restrict(several[0])
    elif hide != "draft":
        getattr(several[0], hide)()
    draft = models.ProjectPage(title="Draftsecret", slug="draftsecret", live=False)
    draft.country_links = [models.CountryLink(country=korea)]
    several[0].get_parent().add_child(instance=draft)
    for address in ("/map/?lang=en", "/map.geojson", "/map/?lang=en&type=activity", "/map.geojson?type=activity"):
        body = client.get(address).content.decode()
        assert "ecret" not in body, address
        assert "Talk" in body
        assert "104.9282" in body or "geojson" not in address
    found = geojson(client)
    assert found["Cambodia"]["properties"]["count"] == (2 if hide == "draft" else 1)
    assert found["Republic of Korea"]["properties"]["count"] == 1
    assert identity.id_of(talk)


@needs_outlines
def test_the_projection_is_that_of_the_outlines():
    on = world()
    for outline in on.places.values():
        x, y = on.position(outline.longitude, outline.latitude)
        assert (x, y) == pytest.approx((outline.x, outline.y), abs=0.2)


@needs_outlines
def test_every_country_has_a_place_and_outlines_are_valid_geojson():
    on, codes = world(), {each.numeric for each in pycountry.countries}
    assert codes - set(on.places) <= {"010"}
    for outline in on.places.values():
        assert 0 <= outline.x <= on.width and 0 <= outline.y <= on.height
        assert outline.small or outline.geometry
        for polygon in outline.geometry["coordinates"] if outline.geometry else ():
            for number, ring in enumerate(polygon):
                assert len(ring) >= 4 and ring[0] == ring[-1]
                assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
                # Against the clock outside, with it inside.
                assert (area(ring) > 0) == (number == 0)


def area(ring):
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False))


@pytest.mark.parametrize(
    ("given", "classes"),
    [
        ([], None),
        ([0], None),
        ([1], ["1"]),
        ([1, 2, 4], ["1", "2", "3", "4"]),
        ([1, 80], ["1–4", "5–9", "10–19", "20–49", "50–80"]),
        ([Decimal("0.5")], ["0–0.5"]),
        ([Decimal(1), Decimal(30)], ["0–2", "2–5", "5–10", "10–20", "20–30"]),
    ],
)
def test_classes_cover_all_numbers_without_overlap(given, classes):
    found = scale(given)
    assert (found and [text for _, text in found.classes()]) == classes
    if found:
        assert all(1 <= found.level(each) <= 5 for each in given)
        assert found.level(max(given)) == 5
