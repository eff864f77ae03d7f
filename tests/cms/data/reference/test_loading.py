"""Reference data for a database that is not empty."""

import pytest

from cms.data.reference.loading import load
from cms.models import Convention, Organisation, Theme

pytestmark = pytest.mark.django_db


def test_what_editors_have_made_under_the_same_name_is_not_doubled():
    Theme.objects.create(labels={"en": "policy design"})
    union = Organisation.objects.create(labels={"en": "European Union"}, live=False)
    load()
    assert Theme.objects.filter(labels__en__iexact="Policy Design").count() == 1
    assert Organisation.objects.filter(labels__en="European Union").get() == union
    assert Convention.objects.filter(participations__organisation=union).exists()
