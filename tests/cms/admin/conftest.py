"""People who log in to the admin, one of each group."""

import pytest

from tests.cms.admin.trespass import people as people
from tests.cms.admin.trespass import shared_world as shared_world
from tests.cms.admin.trespass import world as world
from tests.fixtures import logged_in


@pytest.fixture
def editor(home):
    return logged_in("Editors")


@pytest.fixture
def moderator(home):
    return logged_in("Moderators")


@pytest.fixture
def administrator(home):
    return logged_in("Administrators")
