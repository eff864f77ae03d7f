"""Who changed what right stands in the log, and in Wagtail's report."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import GroupPagePermission, ModelLogEntry, Page

from cms.identity.rights_log import ACTION
from tests.fixtures import logged_in

pytestmark = pytest.mark.django_db


def noted():
    entries = ModelLogEntry.objects.filter(action=ACTION).order_by("pk")
    return [(str(entry.user or ""), entry.label, *entry.data["changes"]) for entry in entries]


def test_a_group_given_in_the_admin_is_logged_with_the_administrator(django_user_model):
    client = logged_in("Administrators")
    ModelLogEntry.objects.all().delete()
    ann = django_user_model.objects.create_user("ann", "ann@example.org", "secret")
    group = Group.objects.get(name="Editors")
    sent = {"username": "ann", "email": ann.email, "first_name": "Ann", "last_name": "B", "is_active": "on"}
    client.post(reverse("wagtailusers_users:edit", args=[ann.pk]), sent | {"groups": [group.pk]})
    assert noted() == [("administrators", "ann", "+ Editors")]
    assert "Rights changed: + Editors" in client.get(reverse("wagtailadmin_reports:site_history")).content.decode()


def test_every_right_is_logged(django_user_model):
    admin = django_user_model.objects.create_superuser("root", "root@example.org", "secret")
    ann = django_user_model.objects.create_user("ann", "ann@example.org", "secret")
    group = Group.objects.create(name="Team")
    right = Permission.objects.get(codename="add_user")
    # The rights that groups of a new installation begin with are logged too.
    ModelLogEntry.objects.all().delete()
    with LogContext(user=admin):
        group.user_set.add(ann)
        group.permissions.add(right)
        group.permissions.clear()
        of_pages = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
        given = GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=of_pages)
        given.delete()
        ann.is_superuser = True
        ann.save()
        ann.save()
    assert [entry[1:] for entry in noted()] == [
        ("ann", "+ Team"),
        ("Team", f"+ {right}"),
        ("Team", f"− {right}"),
        ("Team", f"+ {of_pages.name}: Root"),
        ("Team", f"− {of_pages.name}: Root"),
        ("ann", "+ is_superuser"),
    ]
    assert {entry[0] for entry in noted()} == {"root"}
