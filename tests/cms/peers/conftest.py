"""A module of a toolkit under review, with the people who look after it and those who were invited."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from cms import models
from cms.acting import as_user
from cms.peers import inviting
from tests.kept import kept
from tests.small_site import publish

STEP, RISK = "7a0f0a2e-1f0d-4b51-8a10-000000000001", "7a0f0a2e-1f0d-4b51-8a10-000000000002"


@kept
def module(home, index):
    toolkit = index.add_child(instance=models.ToolkitPage(title="Policies", slug="policies"))
    page = models.ToolkitModulePage(title="Asking artists", slug="asking", summary="<p>How to ask.</p>")
    page.body = [
        {"type": "step", "id": STEP, "value": {"title": "Make a list", "text": "<p>Of all who work.</p>"}},
        {"type": "risk_factor", "id": RISK, "value": {"title": "Nobody comes", "text": "<p>It rains.</p>"}},
    ]
    toolkit.add_child(instance=page)
    return publish(page)


@pytest.fixture
def people(module):
    """One user of each group."""
    found = {}
    for group in Group.objects.all():
        name = group.name.lower()
        found[name] = get_user_model().objects.create_user(name, f"{name}@example.org", "secret")
        found[name].groups.add(group)
    return found


@pytest.fixture
def opened(module, people):
    """A round on the module, opened by an editor."""
    opening = models.ReviewRound(closes_at=timezone.now() + timedelta(days=20), further_questions="And the price?")
    inviting.open_round(module, as_user(people["editors"]), opening)
    return opening


@pytest.fixture
def invite(opened, module, people):
    """Invite a reviewer, and return the reviewer with the path of the link."""

    def do(name="Nomsa", language="en", **values):
        values = {"expires_at": timezone.now() + timedelta(days=10)} | values
        reviewer = models.Reviewer(
            round=opened, name=name, email=f"{name.lower()}@example.org", language=language, **values
        )
        address, sent = inviting.send(reviewer, module, as_user(people["editors"]))
        assert sent
        return reviewer, address.partition("://")[2].partition("/")[2].join(["/", ""])

    return do
