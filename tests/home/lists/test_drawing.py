"""A list as a map and as a network: what they show is what the rows of the list say."""

from collections import Counter

import pytest

from tests.home.lists.conftest import MADE

pytestmark = pytest.mark.django_db


def rows(soup, selector):
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("td")] for row in soup.select(f"{selector} tbody tr")
    ]


def test_a_map_counts_the_rows_of_the_list_by_country(made, look):
    soup = look(view="map", themes=made["dance"]).soup
    assert rows(soup, ".atlas") == [["Cambodia", "2"], ["Korea", "1"], ["Viet Nam", "1"]]


def test_a_country_on_the_map_leads_to_its_part_of_the_list(made, look):
    soup = look(view="map", themes=made["dance"]).soup
    address = soup.select_one(".atlas tbody tr a[href^='?']")["href"]
    assert look(f"/browse/project/{address}").names == ["Area 9", "Games"]


def test_a_network_joins_what_the_rows_of_the_list_name(made, look):
    soup = look(view="network", network="country-country").soup
    pairs = Counter(tuple(sorted(each.countries)) for each in MADE if len(each.countries) == 2)
    assert rows(soup, ".network") == [["Cambodia", "Korea", "1"], ["Cambodia", "Viet Nam", "1"]]
    assert sum(pairs.values()) == 2
    assert len(soup.select(".network path")) == 2
    assert {each.contents[0] for each in soup.select(".network text")} == {"Cambodia", "Korea", "Viet Nam"}
    narrowed = look(view="network", network="country-country", themes=made["film"]).soup
    assert rows(narrowed, ".network") == [["Cambodia", "Korea", "1"]]


def test_a_list_without_networks_has_no_such_view(made, look):
    labels = [each.get_text() for each in look("/browse/theme/").soup.select(".bar nav")[0].select("a")]
    assert labels == ["List", "Table", "Map"]
    look("/browse/theme/", view="network", status=400)
    look(view="network", network="unicorn", status=400)


def test_a_page_of_a_list_says_nothing_to_robots_but_where_its_whole_is(made, look, client):
    assert not look().soup.find("meta", attrs={"name": "robots"})
    assert "noindex" in look(countries="KH").soup.find("meta", attrs={"name": "robots"})["content"]
    lines = client.get("/robots.txt").text.splitlines()
    assert "Disallow: /browse/*?*&" in lines
    assert "Allow: /browse/*?lang=*&page=" in lines
