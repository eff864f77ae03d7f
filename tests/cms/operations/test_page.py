"""The operator's page: for superusers alone, with what the doctor says."""

import pytest
from django.urls import reverse

from tests.fixtures import logged_in

pytestmark = pytest.mark.django_db


def test_superusers_read_what_the_doctor_says(admin_client):
    page = admin_client.get(reverse("installation")).content.decode()
    assert "Start `manage.py work`" in page
    assert "is among the host names that are answered" in page or "is not answered" in page
    assert reverse("installation") in admin_client.get("/admin/").content.decode()


def test_nobody_else_does():
    client = logged_in("Administrators")
    assert client.get(reverse("installation")).status_code in (302, 403)
    assert reverse("installation") not in client.get("/admin/").content.decode()
