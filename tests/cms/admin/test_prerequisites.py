"""Prerequisites lead to no cycle: the form says where one would close."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms import models
from tests.fixtures import publish
from tests.forms import form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def modules(index):
    """Three modules, each of which builds on the one before."""
    toolkit = index.add_child(instance=models.ToolkitPage(title="Toolkit", slug="toolkit"))
    found = []
    for title in ("One", "Two", "Three"):
        page = models.ToolkitModulePage(title=title, slug=title.lower())
        page.prerequisite_links = [models.Prerequisite(module=found[-1])] if found else []
        toolkit.add_child(instance=page)
        found.append(publish(page))
    return found


def errors(client, page, module):
    """Return what the form says when a page is to build on this module besides."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    rows = nested_form_data({"prerequisite_links": inline_formset([{"module": module.pk}]), "body": streamfield([])})
    response = client.post(address, form_data(client.get(address)) | rows)
    return "" if response.status_code == 302 else str(response.context["form"].formsets["prerequisite_links"].errors)


def test_a_prerequisite_that_leads_back_is_refused_with_the_way(moderator, modules):
    one, _, three = modules
    assert "“Three” builds on this module already (Three → Two → One)" in errors(moderator, one, three)


def test_a_module_cannot_build_on_itself(moderator, modules):
    assert "cannot build on itself" in errors(moderator, modules[0], modules[0])


def test_what_a_draft_says_counts_too(moderator, modules):
    one, two, _ = modules
    two.prerequisite_links = []
    publish(two)
    one.prerequisite_links = [models.Prerequisite(module=two)]
    one.save_revision()
    assert "builds on this module already" in errors(moderator, two, one)


def test_another_way_to_the_same_module_is_no_cycle(moderator, modules):
    one, _, three = modules
    assert errors(moderator, three, one) == ""
