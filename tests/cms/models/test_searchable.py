"""Editors find a page or a snippet by the texts that it declares for the graph."""

import pytest
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from cms import models
from graph.declarations import RichText, Stream, registry
from tests.fixtures import publish

pytestmark = pytest.mark.django_db


def found(word, model):
    return list(get_search_backend().search(word, model))


def test_a_project_is_found_by_its_texts(project):
    project.aim = "<p>A quaternary ambition.</p>"
    index.insert_or_update_object(publish(project))
    assert found("quaternary", models.ProjectPage) == [project]
    assert found("quinary", models.ProjectPage) == []


def test_an_organisation_is_found_by_its_name_and_description():
    choir = models.Organisation.objects.create(labels={"en": "Choir"}, description={"fr": "Une chorale du fleuve"})
    index.insert_or_update_object(choir)
    assert [found(word, models.Organisation) for word in ("choir", "fleuve", "mer")] == [[choir], [choir], []]


def test_every_long_text_that_is_declared_is_searched():
    for declared in registry().resources:
        searched = {field.field_name for field in declared.model.get_search_fields()}
        for field in declared.fields.values():
            if isinstance(field, RichText | Stream):
                assert set(field.watches) <= searched, f"{declared.name}.{field.name}"
