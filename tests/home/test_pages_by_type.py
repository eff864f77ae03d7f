"""Pages by type: the right facts in the right place, nothing twice, and nothing that is not public."""

from collections import Counter

import pytest

from cms import models
from graph import identity
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db
PROJECT = "/en/projects/training/"
SHOWN = ".chapter :is(ul.rows > li > a, tbody th > a):not(.network a)"


@pytest.fixture
def convention(cambodia):
    record = models.Convention(labels={"en": "Convention of 2005"}, code="c2005", kind="convention")
    record.participations = [models.Participation(country=cambodia, in_force="2007-12-19")]
    record.save()
    return record


def chapters(page):
    """Return the chapters of a page by heading, without counts."""
    return {each.h2.find(string=True).strip(): each for each in page.select(".chapter")}


def column(page):
    return {each.dt.string: each.dd.get_text(" ", strip=True) for each in page.select(".aside dl > div")}


def rows(chapter):
    return {
        each.th.find(["a", "bdi", "span"]).get_text(strip=True): each for each in chapter.select("tbody tr:not(.lane)")
    }


def add(index, title, **values):
    links = {name: values.pop(name) for name in list(values) if name.endswith("links")}
    page = models.ProjectPage(title=title, slug=title.lower().replace(" ", "-"), **values)
    for name, several in links.items():
        setattr(page, name, several)
    return publish(index.add_child(instance=page))


def test_a_project_begins_with_its_aim_and_its_facts(project, soup):
    project.aim = "<p>To train.</p>"
    page = soup(publish(project).full_url)
    assert page.select_one("header .lead").get_text(strip=True) == "To train."
    assert list(column(page)) == ["Period", "Countries", "Donors"]
    assert column(page)["Period"] == "Feb 2020 – ongoing"
    assert list(chapters(page)) == ["Context and overview", "Funding"]


def test_results_stand_together_below_one_heading(project, soup):
    outcome = models.Outcome.objects.create(labels={"en": "A law"}, kind="law")
    project.results_text = "<p>A law was written.</p>"
    project.key_figures = [models.KeyFigure(value="600+", label="professionals")]
    project.results = [models.Result(outcome=outcome, indicator="laws", baseline="0", target="2", actual="1")]
    page = soup(publish(project).full_url)
    results = chapters(page)["Results"]
    assert results.select_one(".figures").get_text(" ", strip=True) == "600+ professionals"
    assert "A law was written." in results.get_text()
    assert [each.get_text(" ", strip=True) for each in results.select("tbody td")] == ["A law", "laws", "0", "2", "1"]
    assert [each.get_text(strip=True) for each in page.select("h2, h3")].count("Results") == 1
    assert "Outcomes" not in column(page)


def test_activities_of_a_project_are_drawn_beside_it(project, soup):
    activity = models.ActivityPage(title="Workshop", slug="workshop", start_date="2021", end_date="2021")
    publish(project.add_child(instance=activity))
    time = chapters(soup(PROJECT))["Activities"]
    assert [row.select_one(".when").get_text(strip=True) for row in rows(time).values()] == [
        "Feb 2020 – ongoing",
        "2021",
    ]
    own, workshop = rows(time).values()
    assert [each["class"] for each in own.select(".track i")] == [["possible"], ["open"]]
    assert [each["class"] for each in workshop.select(".track i")] == [["possible"]]
    assert own.select_one(".track")["aria-hidden"] == "true"


def test_no_heading_and_no_list_comes_twice(project, activity, convention, cambodia, index, soup):
    project.convention_links = [models.ConventionLink(convention=convention)]
    publish(project)
    add(index, "Second", country_links=[models.CountryLink(country=cambodia)])
    for address in (PROJECT, "/browse/country/KH/?lang=en", "/browse/convention/c2005/?lang=en"):
        page = soup(address)
        headings = Counter(each.get_text(strip=True) for each in page.select("main h2, main h3"))
        assert [each for each, count in headings.items() if count > 1] == [], address
        ids = Counter(each["id"] for each in page.select("[id]"))
        assert [each for each, count in ids.items() if count > 1] == [], address
        named = Counter(each["href"] for each in page.select(SHOWN))
        assert [each for each, count in named.items() if count > 1] == [], address


def test_a_country_says_whether_it_was_a_party_when_a_project_began(convention, cambodia, korea, index, soup):
    for title, start in (("Before", "2006"), ("Maybe", "2007"), ("After", "2010-05"), ("Undated", None)):
        countries = [models.CountryLink(country=cambodia), models.CountryLink(country=korea)]
        under = [models.ConventionLink(convention=convention)]
        add(index, title, start_date=start, convention_links=under, country_links=countries)
    shown = rows(chapters(soup("/browse/country/KH/?lang=en"))["Conventions and projects"])
    answers = {name: row.select_one(".answer") for name, row in shown.items()}
    assert {name: each.string for name, each in answers.items() if each} == {
        "Before": "no", "Maybe": "unknown", "After": "yes", "Undated": "unknown",
    }  # fmt: skip
    assert shown["Convention of 2005"].select_one(".when").get_text(strip=True) == "since 19 Dec 2007"
    missing = rows(chapters(soup("/browse/country/KR/?lang=en"))["Projects"])
    assert missing["After"].select_one(".answer").string == "unknown"
    convention.parties_complete = True
    convention.save()
    complete = rows(chapters(soup("/browse/country/KR/?lang=en"))["Projects"])
    assert complete["After"].select_one(".answer").string == "no"


def test_a_country_adds_up_money_by_currency_only(project, cambodia, donor, index, soup):
    here = [models.CountryLink(country=cambodia)]
    page = models.ProjectPage(title="Second", slug="second", country_links=here)
    page.fundings = [
        models.Funding(donor=donor, amount="2000", currency="EUR"),
        models.Funding(donor=donor, amount="70", currency="SEK"),
    ]
    publish(index.add_child(instance=page))
    money = chapters(soup("/browse/country/KH/?lang=en"))["Money"]
    cells = [[each.get_text(strip=True) for each in row.select("th, td")] for row in money.select("tbody tr")]
    assert cells == [["Ministry of Culture", "EUR\xa03,000.50", "2"], ["Ministry of Culture", "SEK\xa070", "1"]]
    assert "Projects 2" in money.select_one(".definition").get_text(" ", strip=True)


def test_an_organisation_is_shown_as_donor_and_as_partner(project, donor, soup):
    project.partnerships = [models.Partnership(partner=donor, role="lead")]
    publish(project)
    programme = models.ProgrammePage(title="Programme", slug="programme")
    programme.fundings = [models.Funding(donor=donor, amount="5000", currency="EUR")]
    publish(project.get_parent().get_parent().add_child(instance=programme))
    project.fundings.update(share_of=programme.fundings.get())
    publish(project)
    found = chapters(soup(f"/browse/{identity.id_of(donor)}/?lang=en"))
    assert found["As donor"].select_one(".totals strong").get_text() == "EUR\xa05,000"
    assert "EUR\xa01,000.50" in found["As donor"].get_text()
    assert "Training in Phnom Penh" in found["As partner"].get_text()
    assert "Funded projects" not in found


def test_a_long_list_shows_the_latest_and_leads_to_all(cambodia, index, soup):
    for number in range(23):
        here = [models.CountryLink(country=cambodia)]
        add(index, f"Project {number}", start_date=f"{2000 + number}", country_links=here)
    chapter = chapters(soup("/browse/country/KH/?lang=en"))["Projects"]
    assert list(rows(chapter)) == [f"Project {number}" for number in range(3, 23)]
    assert chapter.find("a", string="All 23")["href"] == "/browse/country/KH/projects/?lang=en"


def test_what_is_hidden_is_on_no_page_of_its_neighbours(project, activity, convention, cambodia, donor, index, soup):
    here = {"country_links": [models.CountryLink(country=cambodia)]}
    secret = models.ProjectPage(title="Secret plan", slug="secret", start_date="2009", **here)
    secret.fundings = [models.Funding(donor=donor, amount="777777", currency="EUR")]
    secret.convention_links = [models.ConventionLink(convention=convention)]
    restrict(publish(index.add_child(instance=secret)))
    draft = models.ActivityPage(title="Secret meeting", slug="meeting", start_date="2009", live=False)
    project.add_child(instance=draft).save_revision()
    donor_page = f"/browse/{identity.id_of(donor)}/?lang=en"
    for address in (PROJECT, "/browse/country/KH/?lang=en", "/browse/convention/c2005/?lang=en", donor_page):
        text = str(soup(address))
        assert "Secret" not in text, address
        assert "777" not in text, address


def test_the_drawing_of_the_graph_names_its_neighbours_in_a_list_too(project, convention, cambodia, index, soup):
    project.convention_links = [models.ConventionLink(convention=convention)]
    publish(project)
    network = chapters(soup(PROJECT))["In the graph"]
    assert {each["href"] for each in network.select("ul.rows a")} == {
        each["href"] for each in network.select("svg a:has(text)")
    }
    assert network.svg["aria-hidden"] == "true"


def test_a_module_shows_its_factors_in_the_text_alone(index, soup):
    module = models.ToolkitModulePage(title="Listen", slug="listen", duration="Three hours", summary="<p>How.</p>")
    module.body = [("success_factor", {"title": "Time to read", "text": "<p>Ten pages.</p>"})]
    toolkit = publish(index.get_parent().add_child(instance=models.ToolkitPage(title="Toolkit", slug="toolkit")))
    page = soup(publish(toolkit.add_child(instance=module)).full_url)
    assert "Duration" in column(page)
    assert page.get_text().count("Time to read") == 1
    ids = [each["id"] for each in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_editors_are_led_to_the_form_and_others_are_not(project, cambodia, client, soup, django_user_model):
    for address in (PROJECT, "/browse/country/KH/?lang=en"):
        assert "Edit this page" not in soup(address).get_text()
    client.force_login(django_user_model.objects.create_user("reader"))
    assert "Edit this page" not in soup(PROJECT).get_text()
    client.force_login(django_user_model.objects.create_superuser("boss"))
    assert soup(PROJECT).find("a", string="Edit this page")["href"] == f"/admin/pages/{project.pk}/edit/"
    edit = soup("/browse/country/KH/?lang=en").find("a", string="Edit this page")["href"]
    assert soup(edit).find("form", action=edit)


def test_the_data_of_a_page_stands_in_one_place(project, soup):
    data = soup(PROJECT).select_one("footer #data")
    terms = {each.dt.string: each.dd.get_text(" ", strip=True) for each in data.select("dl > div")}
    assert {"Version", "Licence", "How to cite", "Permanent name", "This resource", "Everything"} <= set(terms)
    assert terms["How to cite"].endswith(identity.iri(identity.id_of(project)))
    assert "Training in Phnom Penh. Version" in terms["How to cite"]


def test_components_are_shown_on_one_page(home, soup):
    page = soup("/design/")
    assert page.select_one(".timeline")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
