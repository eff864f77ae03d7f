"""The archived pages beside the checkout, and the facts that people read on them."""

import json
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from cms import models

NO_PAGES = "The archived pages lie beside the checkout, in ../shared."
SOURCE = Path(__file__).resolve().parents[3] / "shared/inputs/archived-pages"
FACTS = SOURCE / "expected.json"
PAGES = json.loads(FACTS.read_text("utf-8"))["pages"] if FACTS.exists() else {}
SEED = SOURCE / "003_3bcc575e69d94dc3.txt"
NEWS = SOURCE / "000_bcd97fd50b66c894.txt"


def import_all() -> dict[str, models.ResourcePage]:
    """All pages, published on a site with reference data, by the names of their files; a superuser reads them."""
    _site()
    call_command("load_reference_data", verbosity=0)
    addresses = {name: facts["url"] for name, facts in PAGES.items()}
    for name, address in {**addresses, NEWS.name: "https://example.org/news/toolkit"}.items():
        call_command("import_content", str(SOURCE / name), url=address, publish=True, verbosity=0)
    get_user_model().objects.create_superuser("reader", password="secret")
    found = {name: models.ProjectPage.objects.get(source_url=facts["source_url"]) for name, facts in PAGES.items()}
    return {**found, NEWS.name: models.NewsPage.objects.get()}


def _site() -> None:
    Locale.objects.get_or_create(language_code="en")
    Site.objects.all().delete()
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = root.add_child(instance=models.HomePage(title="Accord", slug="accord-home"))
    home.add_child(instance=models.ProjectIndexPage(title="Projects", slug="projects"))
    Site.objects.create(hostname="testserver", port=80, root_page=home, is_default_site=True)
