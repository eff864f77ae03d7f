"""News tells of pages, organisations, themes and outcomes."""

import pytest

from cms import models
from graph import identity
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
