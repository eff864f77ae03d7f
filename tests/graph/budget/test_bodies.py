"""A body that is too large is refused before it is read, and files are for those who may upload them."""

import io

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024


class Unread(io.BytesIO):
    """A body that must not be touched."""

    def read(self, *args):
        raise AssertionError("The body was read.")

    readline = read


def post(client, path, megabytes):
    """A form with a file, of which only the length is there."""
    return client.generic(
        "POST",
        path,
        content_type="multipart/form-data; boundary=B",
        **{"wsgi.input": Unread(), "CONTENT_LENGTH": str(int(megabytes * MEGABYTE))},
    )


@pytest.mark.parametrize("path", ["/admin/login/", "/en/", "/search/", "/admin/images/add/", "/browse/"])
def test_a_stranger_sends_no_files_anywhere(client, path):
    client.cookies["csrftoken"] = "x" * 32
    refused = post(client, path, 1)
    assert refused.status_code == 413
    assert "307,200 are read here" in refused.text


def test_a_made_up_session_sends_none_either(client):
    client.cookies["sessionid"] = "x" * 32
    assert post(client, "/admin/images/add/", 1).status_code == 413


@pytest.mark.parametrize(
    ("name", "megabytes", "is_read"),
    [
        ("wagtailimages:add_multiple", 50, True),
        ("wagtaildocs:add_multiple", 50, True),
        ("wagtaildocs:add_multiple", 60, False),
        ("import_pages", 50, True),
        ("wagtailadmin_account", 9, True),
        ("wagtailadmin_account", 11, False),
    ],
)
def test_people_who_are_signed_in_send_files_where_they_are_taken(client, django_user_model, name, megabytes, is_read):
    client.force_login(django_user_model.objects.create_superuser("admin"))
    client.raise_request_exception = False
    assert (post(client, reverse(name), megabytes).status_code != 413) is is_read
