"""The website as somebody's own: name, logo, colours and footer from the admin, templates from a folder."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import CollectionViewRestriction, Site

from cms import models
from cms.fields.colour import ColourField, contrast
from cms.models.appearance import DARK_PAPER, PAPER
from cms.settings.environment import BASE_DIR

pytestmark = pytest.mark.django_db


@pytest.fixture
def appearance(home):
    return models.Appearance.objects.create(
        site=Site.objects.get(),
        names={"en": "Culture atlas", "fr": "Atlas de la culture"},
        accent="#7a1f3d",
        footers={"en": "Ministry of Culture\nSecond line"},
    )


def soup(client, address="/map/?lang=en"):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_name_is_shown_in_the_language_of_the_page(client, appearance):
    assert soup(client).title.get_text().endswith("– Culture atlas")
    assert soup(client, "/map/?lang=fr").select_one("header .name").get_text(strip=True) == "Atlas de la culture"


def test_colours_and_footer_are_on_every_page(client, appearance):
    models.FooterLink.objects.create(
        appearance=appearance, labels={"en": "Imprint <b>"}, address="https://ministry.example/imprint"
    )
    for address in ("/map/?lang=en", "/dataset", "/browse/?lang=en"):
        page = soup(client, address)
        assert "--accent: #7a1f3d" in page.style.get_text()
        assert "Ministry of Culture" in page.footer.get_text()
        link = page.footer.find("a", href="https://ministry.example/imprint")
        assert link.get_text() == "Imprint <b>"


def test_without_settings_the_website_is_as_accord_has_it(client, home):
    page = soup(client)
    assert page.style is None and page.select_one("header img") is None
    assert not models.Appearance.objects.exists()
    assert client.get("/logo").status_code == 404


def test_the_logo_is_sent_unless_its_collection_is_private(client, appearance):
    picture = models.ImageFile.objects.create(title="Logo", file=get_test_image_file("logo.png", size=(600, 300)))
    models.Appearance.objects.update(logo=picture)
    address = soup(client).select_one("header img.logo")["src"]
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")
    CollectionViewRestriction.objects.create(collection=picture.collection, restriction_type="login")
    assert client.get(address).status_code == 404
    assert soup(client).select_one("header img.logo") is None


def test_no_script_and_no_file_comes_from_elsewhere(client, appearance):
    for address in ("/map/?lang=en", "/explore/?lang=en", "/dataset"):
        for tag in soup(client, address).select("script[src], img[src], link[rel=stylesheet], iframe, use"):
            assert not re.match(r"(https?:)?//", tag.get("src") or tag.get("href") or ""), tag


@pytest.mark.parametrize(
    ("colour", "behind", "sentence"),
    [
        ("#ffee00", PAPER, "contrast of 1.2, and links need 4.5. Choose a darker one."),
        ("#101010", DARK_PAPER, "contrast of 1.1, and links need 4.5. Choose a lighter one."),
        ("red", PAPER, "write # and six digits"),
        ("#12345g", PAPER, "write # and six digits"),
        ("#0b5c6b;", PAPER, "write # and six digits"),
    ],
)
def test_a_colour_that_nobody_could_read_is_refused(colour, behind, sentence):
    with pytest.raises(ValidationError) as error:
        ColourField(behind=behind, max_length=20).clean(colour, None)
    assert sentence in str(error.value)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_papers_are_those_of_the_design():
    tokens = (BASE_DIR / "home/static/home/tokens.css").read_text("utf-8")
    assert re.findall(r"--paper: (#\w{6});", tokens) == [PAPER, DARK_PAPER]


def test_it_is_set_in_the_admin(client, appearance):
    client.force_login(get_user_model().objects.create_superuser("chief", password="secret"))
    address = reverse("wagtailsettings:edit", args=["cms", "appearance", Site.objects.get().pk])
    page = client.get(address)
    assert page.status_code == 200
    assert "colour of links and buttons" in page.content.decode().lower()


def test_templates_of_a_folder_replace_those_of_accord_file_by_file(client, appearance, settings, tmp_path):
    (tmp_path / "includes").mkdir()
    (tmp_path / "includes/imprint.html").write_text("{% load site %}<p>Made by us, {% site_name %}</p>")
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]
    page = soup(client)
    assert page.footer.get_text(strip=True).endswith("Made by us, Culture atlas")
    assert page.select_one("header .name") is not None
