"""Editors say of which grant to a programme a project's grant is a share, and money is counted once."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms import models
from graph import identity, mirror
from graph.replica import differences, reading
from tests.fixtures import publish
from tests.forms import form_data

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def exact(db):
    """Whatever a test does: afterwards, the mirror equals what the database says."""
    yield
    assert [str(each) for each in differences()] == []


@pytest.fixture
def other_donor(korea):
    return models.Organisation.objects.create(labels={"en": "A fund"}, live=False)


@pytest.fixture
def programme(home, donor):
    """Return a published programme with a grant of 1,000 EUR."""
    page = models.ProgrammePage(title="Facility", slug="facility")
    page.fundings = [models.Funding(donor=donor, amount=1000, currency="EUR", year=2020)]
    return publish(home.add_child(instance=page))


@pytest.fixture
def funded(index, programme, donor):
    """Return a published project under the programme, with a grant by its donor."""
    page = models.ProjectPage(title="Funded", slug="funded", overview="<p>F.</p>", programme=programme)
    page.fundings = [models.Funding(donor=donor, amount=400, currency="EUR", year=2020)]
    return publish(index.add_child(instance=page))


@pytest.fixture
def whole(programme):
    return programme.fundings.get()


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def share(page):
    with reading() as graph:
        [grant] = graph.node(identity.id_of(page))["values"]["fundings"]
        return graph.node(grant)["values"].get("share_of")


def test_the_form_offers_the_grants_of_the_projects_programme(moderator, index, funded, whole, donor):
    other = models.ProgrammePage(title="Other", slug="other", fundings=[models.Funding(donor=donor, year=1999)])
    publish(index.add_child(instance=other))
    form = moderator.get(edit(funded)).context["form"].formsets["fundings"]
    for row in (form.forms[0], form.empty_form):
        assert list(row.fields["share_of"].queryset) == [whole]


def test_a_share_that_is_chosen_and_published_names_its_grant(moderator, funded, whole):
    data = form_data(moderator.get(edit(funded))) | {"fundings-0-share_of": str(whole.pk), "action-publish": "1"}
    assert moderator.post(edit(funded), data).status_code == 302
    assert share(funded) == {"part": identity.id_of(whole), "of": identity.id_of(whole.page)}


def test_a_grant_of_another_programme_is_refused(moderator, index, funded, whole):
    other = publish(index.add_child(instance=models.ProgrammePage(title="Other", slug="other")))
    data = form_data(moderator.get(edit(funded)))
    answer = moderator.post(edit(funded), data | {"fundings-0-share_of": str(whole.pk), "programme": str(other.pk)})
    assert "choose one of this project’s programme" in answer.content.decode()
    assert funded.fundings.get().share_of is None


def test_what_a_share_cannot_be_is_refused_with_a_sentence(funded, whole, other_donor):
    grant = funded.fundings.get()
    grant.share_of = whole
    grant.clean()
    for change, sentence in (
        ({"donor": other_donor}, "by another donor"),
        ({"amount": whole.amount + 1}, "more than the grant"),
    ):
        changed = funded.fundings.get()
        changed.share_of = whole
        for name, value in change.items():
            setattr(changed, name, value)
        with pytest.raises(ValidationError, match=sentence):
            changed.clean()
    whole.amount = None
    with pytest.raises(ValidationError, match="states no amount"):
        grant.clean()


@pytest.fixture
def shared(funded, whole):
    """Return the project, whose grant is a share of the programme's."""
    draft = funded.get_latest_revision_as_object()
    [grant] = draft.fundings.all()
    grant.share_of = whole
    draft.fundings = [grant]
    return publish(draft)


def test_a_programme_that_is_hidden_is_not_named_by_the_share(shared, whole):
    assert share(shared)
    whole.page.specific.unpublish()
    assert share(shared) is None
    publish(models.ProgrammePage.objects.get(pk=whole.page_id))
    assert share(shared)


def test_a_grant_that_is_deleted_leaves_its_share_as_a_grant_of_its_own(shared, whole):
    programme = whole.page.specific
    programme.fundings = []
    publish(programme)
    assert share(shared) is None
    again = models.ProjectPage.objects.get(pk=shared.pk).get_latest_revision_as_object()
    publish(again)
    assert [grant.amount for grant in again.fundings.all()] == [400]


def test_a_copy_of_a_project_has_grants_of_its_own_that_are_shares_too(shared, whole):
    copy = shared.copy(update_attrs={"title": "Copy", "slug": "copy"}, keep_live=True)
    mirror.ensure_fresh()
    assert share(copy) == share(shared)
    with reading() as graph:
        one, other = (graph.node(identity.id_of(page))["values"]["fundings"] for page in (shared, copy))
    assert one != other
