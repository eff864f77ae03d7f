"""What once was public: in the journal perhaps, in no answer of today, and after it was made private in no past."""

import pytest
from django.test import Client
from wagtail.models import Locale

from cms.models import Funding, Organisation
from graph.identity import id_of
from graph.mirror import history
from tests.end_to_end.canaries import canaries
from tests.end_to_end.look import glance, journalled, look, past
from tests.fixtures import publish
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_what_an_edit_removed_is_in_the_past_only(room, visitor, page):
    before = canaries(Client().get(f"/data/{id_of(page)}.ttl").content.decode())
    publish(room.aviary.fill(page))
    room.settle()
    removed = before - room.public.canaries
    assert len(removed) > 5
    assert removed <= journalled(history.versions(id_of(page)))
    look(room, visitor)


@pytest.mark.slow
def test_what_is_withdrawn_has_a_past_and_what_is_private_has_none(room, visitor, page):
    resource, texts = id_of(page), room.public.resources[id_of(page)]
    page.unpublish()
    room.settle()
    assert texts <= past(resource)
    look(room, visitor)
    publish(page)
    room.restrict_page(page)
    room.settle()
    assert past(resource) == set()
    look(room, visitor)


@pytest.mark.slow
def test_what_is_made_private_after_it_was_unpublished_has_no_past(room, visitor, page):
    page.unpublish()
    room.settle()
    room.restrict_page(page)
    room.settle()
    assert past(id_of(page)) == set()
    look(room, visitor)


@pytest.mark.slow
def test_what_is_unpublished_while_it_is_private_has_no_past(room, visitor, page):
    room.restrict_page(page)
    page.unpublish()
    room.settle()
    assert past(id_of(page)) == set()
    look(room, visitor)


@pytest.mark.parametrize("inspect", mostly_slow([glance, look]))
def test_a_translation_that_is_made_private_has_no_past(room, visitor, page, inspect):
    french = page.copy_for_translation(Locale.objects.get(language_code="fr"), copy_parents=True)
    french = publish(room.aviary.fill(french))
    room.settle()
    assert french.title in past(id_of(page))
    room.restrict_page(french)
    room.settle()
    assert french.title not in past(id_of(page))
    inspect(room, visitor)


def test_what_only_a_private_page_named_has_no_past(room, visitor, page):
    organisation = Organisation.objects.create(labels={"en": "canary999999x"}, live=False)
    page.fundings = [Funding(donor=organisation)]
    publish(page)
    room.settle()
    assert "canary999999x" in past(id_of(organisation))
    room.restrict_page(page)
    room.settle()
    assert past(id_of(organisation)) == set()
