"""News tells of anything that is in the graph."""

import pytest
from django.core.exceptions import ValidationError

from cms import models
from graph import identity
from graph.declarations import ANY, registry
from graph.replica import reading
from tests.fixtures import publish

pytestmark = pytest.mark.django_db


def about(page) -> list[str] | None:
    with reading() as graph:
        return graph.node(identity.id_of(page))["values"].get("about")


def test_news_about_an_outcome_leads_to_it_and_follows_the_editor(index, project):
    law, policy = (models.Outcome.objects.create(labels={"en": name}, live=False) for name in ("Law", "Policy"))
    news = models.NewsPage(title="A law", slug="a-law")
    news.subject_links = [models.Subject(outcome=law)]
    news = publish(index.add_child(instance=news))
    assert about(news) == [identity.id_of(law)]
    row = news.subject_links.get()
    row.outcome = policy
    row.save()
    assert about(news) == [identity.id_of(policy)]


def test_news_may_be_about_any_type_of_resource():
    """Each is named in a row of subjects, unless news has a field of its own for it."""
    columns = {models.Subject._meta.get_field(name).related_model for name in models.Subject.columns()}
    links = registry().types["News"].links.values()
    own = {name for link in links if link.target_types != ANY for name in link.target_types}
    for declared in registry().resources:
        assert declared.is_page or declared.model in columns or declared.name in own, declared.name


def test_a_row_names_exactly_one_thing(project):
    theme = models.Theme.objects.create(labels={"en": "Songs"})
    for row in (models.Subject(page=project), models.Subject(page=project, theme=theme, about_page=project)):
        with pytest.raises(ValidationError, match="one thing in each row"):
            row.clean()
