"""What an editor does, and what a reader then sees."""

import pytest
from django.utils import timezone

from cms import models
from graph import identity, replica
from graph.models import Change, PendingMark, Resource
from tests.fixtures import public, publish, restrict

pytestmark = pytest.mark.django_db


def test_a_published_project_is_public_with_what_it_links_to(project, donor):
    assert {identity.id_of(project), "country/KH", identity.id_of(donor)} <= public()


def test_a_draft_is_not_public(index):
    page = index.add_child(instance=models.ProjectPage(title="Draft", slug="draft", live=False))
    page.save_revision()
    assert identity.id_of(page) not in public()
