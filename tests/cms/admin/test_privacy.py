"""What a change of privacy withdraws is said before it is done, and is exactly what then disappears."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms import models
from cms.admin.privacy import visibility
from graph.mirror import of_restricting
from tests.fixtures import public, publish, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(index, korea):
    """Names another donor, and one that is public by itself."""
    page = models.ProjectPage(title="The other one", slug="other")
    own = models.Organisation.objects.create(labels={"en": "A public fund"}, live=True)
    page.fundings = [models.Funding(donor=own)]
    return publish(index.add_child(instance=page))


@pytest.mark.parametrize("where", ["project", "index", "home", "other"])
def test_what_is_foretold_is_what_disappears(request, project, other, where):
    page = request.getfixturevalue(where)
    before = {each for each in public() if not each.startswith(("funding/", "country/"))}
    foretold = of_restricting(page).gone
    restrict(page)
    assert foretold == before - public()
    assert foretold


def test_a_donor_that_another_project_names_stays(project, other, donor):
    other.fundings.add(models.Funding(donor=donor))
    publish(other)
    public()
    foretold = of_restricting(project).gone
    assert [each.partition("/")[0] for each in foretold] == ["project"]


def test_the_dialogue_names_what_disappears_and_does_nothing_yet(moderator, project, index):
    before = public()
    html = moderator.get(reverse("wagtailadmin_pages:set_privacy", args=[index.pk])).json()["html"]
    assert "2 records disappear" in html
    assert "Training in Phnom Penh" in html and "Ministry of Culture" in html
    assert public() == before


def test_of_a_private_page_nothing_disappears(moderator, project):
    restrict(project)
    html = moderator.get(reverse("wagtailadmin_pages:set_privacy", args=[project.pk])).json()["html"]
    assert "nothing disappears" in html


def test_the_page_says_since_when_it_is_public_and_until_when(project):
    assert [each.partition(" since")[0] for each in visibility(project)] == ["Public"]
    project.expire_at = timezone.now() + timedelta(days=2)
    publish(project)
    assert len(list(visibility(project))) == 2


def test_the_page_says_why_it_is_not_public_and_when_it_will_be(project, index):
    restrict(index)
    index.title = "<b>Projects"
    index.save()
    [reason] = visibility(project)
    address = reverse("wagtailadmin_pages:edit", args=[index.pk])
    assert reason == f'Not public: “<a href="{address}">&lt;b&gt;Projects</a>” above it is private.'
    draft = index.add_child(instance=models.ProjectPage(title="Later", slug="later", live=False))
    draft.go_live_at = timezone.now() + timedelta(days=2)
    draft.save_revision().publish()
    assert [each.partition(" on")[0] for each in visibility(draft)][-1] == "A new version becomes public"
