"""What the tests of events share: an editor who may do everything, a visitor who is nobody, and a proof at the end."""

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from graph import identity, replica
from graph.replica import differences


@pytest.fixture
def exact(db):
    """Whatever a test does: afterwards, the mirror equals what the database says."""
    yield
    assert [str(each) for each in differences()] == []


@pytest.fixture
def admin(db):
    """Sends forms to the admin's views by name, as a browser would, and insists that they are accepted."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.org", "secret"))

    def post(view, *args, query="", **fields):
        response = client.post(reverse(view, args=args) + query, fields)
        form = (response.context or {}).get("form") if response.status_code == 200 else None
        assert not form or not form.errors, form.errors
        assert response.status_code in (200, 302)
        return response

    return post


@pytest.fixture
def bulk(admin):
    """A bulk action of the page listings."""

    def act(name, *pages, **fields):
        query = "?" + "&".join(f"id={page.pk}" for page in pages)
        return admin("wagtail_bulk_action", "wagtailcore", "page", name, query=query, **fields)

    return act


@pytest.fixture
def visit(db):
    """The heading that an anonymous visitor sees at a page's address; the status where it is another than 200."""

    def get(page):
        address = urlsplit(page.full_url)
        response = Client().get(address.path, headers={"host": address.netloc})
        if response.status_code != 200:
            return response.status_code
        return BeautifulSoup(response.content, "html.parser").h1.get_text(strip=True)

    return get


@pytest.fixture
def values():
    """Return what the graph says of an instance now; None where it is not public."""

    def get(instance):
        with replica.reading() as graph:
            resource = identity.id_of(instance)
            return graph.node(resource)["values"] if resource in graph else None

    return get


@pytest.fixture
def urls():
    """Return a public page's addresses by language."""

    def get(page):
        with replica.reading() as graph:
            return graph.node(identity.id_of(page))["urls"]

    return get
