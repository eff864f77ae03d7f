"""Each type of reference data has its views, rights and column among subjects: they follow from the registry."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import DraftStateMixin
from wagtail.snippets.models import get_snippet_models

from cms.models import ReferenceData, Subject
from graph.declarations import ANY, registry

pytestmark = pytest.mark.django_db

SNIPPETS = [each.model._meta for each in registry().resources if issubclass(each.model, ReferenceData)]


def may(group: str, model) -> set[str]:
    """Return what a group may do with the rows of a model."""
    permissions = Group.objects.get(name=group).permissions.filter(content_type__model=model.model_name)
    return {each.codename.removesuffix(f"_{model.model_name}") for each in permissions}


def test_administrators_list_add_and_choose_each_and_find_it_in_the_menu(administrator):
    menu = BeautifulSoup(administrator.get("/admin/").content, "html.parser").find(id="wagtail-sidebar-props").text
    for model in SNIPPETS:
        assert model.model in get_snippet_models()
        views = model.model.snippet_viewset
        addresses = [reverse(views.get_url_name(name)) for name in ("list", "add")]
        addresses.append(reverse(f"wagtailsnippetchoosers_cms_{model.model_name}:choose"))
        assert [administrator.get(each).status_code for each in addresses] == [200, 200, 200], model
        assert addresses[0] in menu


def test_who_writes_pages_writes_the_reference_data_that_has_drafts_and_administrators_write_all():
    for model in SNIPPETS:
        has_drafts = issubclass(model.model, DraftStateMixin)
        assert may("Administrators", model) >= {"add", "change", "delete"}
        assert may("Editors", model) == ({"add", "change"} if has_drafts else set())
        assert ("publish" in may("Moderators", model)) is has_drafts


@pytest.mark.rows_to_add
def test_news_may_be_about_each_and_its_form_offers_it(administrator, index):
    form = administrator.get(f"/admin/pages/add/cms/newspage/{index.pk}/").content.decode()
    columns = {Subject._meta.get_field(name).related_model: name for name in Subject.columns()}
    own = {name for link in registry().types["News"].links.values() for name in link.target_types if name != ANY}
    for model in SNIPPETS:
        if model.model.graph_type.name not in own:
            assert f"subject_links-__prefix__-{columns[model.model]}" in form


def test_only_types_with_a_short_form_are_created_in_choosers(administrator):
    creating = {
        model.model_name
        for model in SNIPPETS
        if "Create"
        in administrator.get(reverse(f"wagtailsnippetchoosers_cms_{model.model_name}:choose")).json()["html"]
    }
    assert creating == {"organisation", "outcome"}
