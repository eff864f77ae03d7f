"""How tests read a page: as a visitor would, by its headings, labels and links."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from wagtail.models import Locale

from cms import models
from tests.fixtures import publish
from tests.kept import kept


@pytest.fixture
def soup(client):
    """Get an address, which must answer 200 after redirects, and parse it."""

    def get(url, client=client, **query):
        response = client.get(url, query or None, follow=True)
        assert response.status_code == 200, url
        return BeautifulSoup(response.content, "html.parser")

    return get


@pytest.fixture
def fact():
    """Return the texts of the row with this label."""

    def texts(page, label):
        term = page.select_one("body").find("dt", string=label)
        return [each.get_text(" ", strip=True) for each in term.find_next("dd").select("a, bdi, data, span[lang]")]

    return texts


@pytest.fixture
def editor(client):
    user = get_user_model().objects.create_superuser("editor", "editor@example.org", "secret")
    client.force_login(user)
    return client


@kept
def arabic(project):
    """Return the project's translation, published."""
    locale = Locale.objects.create(language_code="ar")
    for page in reversed(project.get_ancestors().filter(depth__gt=1).reverse()):
        publish(page.specific.copy_for_translation(locale))
    page = project.copy_for_translation(locale)
    page.title, page.slug, page.overview = "تدريب في بنوم بنه", "training-ar", "<p>لماذا.</p>"
    return publish(page)


@kept
def activity(project):
    """Return a published activity below the project with blocks of each kind."""
    body = [
        ("heading", "Who <came>"),
        ("paragraph", f'<p>To <a linktype="page" id="{project.pk}">the training</a>.</p>'),
        ("quote", {"quotation": "It helped.", "speaker": "A participant", "role": "Director"}),
        ("project", project),
    ]
    page = project.add_child(instance=models.ActivityPage(title="Workshop", slug="workshop", body=body))
    return publish(page)
