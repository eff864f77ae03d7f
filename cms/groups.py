"""The three groups that a new installation starts with, and what each may do.

They are made once, when the database is: what an administrator changes later stands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.migrations import Migration
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import create_extra_permissions

ALL = ("add", "change", "delete")
FILES = ("wagtailimages.image", "wagtaildocs.document")
WRITTEN = ("cms.organisation", "cms.outcome")
REFERENCE_DATA = (
    *("cms.country", "cms.countrygroup", "cms.convention", "cms.theme", "cms.projecttype"),
    *("cms.monitoringgoal", "cms.monitoringarea", "cms.sustainabledevelopmenttarget"),
)
SITE = (
    *("auth.user", "auth.group"),
    *("wagtailcore.site", "wagtailcore.locale", "wagtailcore.collection"),
    *("wagtailcore.workflow", "wagtailcore.task"),
    "schema.apikey",
)


@dataclass(frozen=True)
class Rights:
    """Actions on pages and on files everywhere, and on other models by their label.

    Who may publish a page may also make it private: Wagtail knows no right of its own.
    """

    pages: tuple[str, ...]
    files: tuple[str, ...]
    models: dict[str, tuple[str, ...]]


GROUPS = {
    "Editors": Rights(
        pages=("add", "change"),
        files=("add", "change", "choose"),
        models=dict.fromkeys(WRITTEN, ("add", "change")),
    ),
    "Moderators": Rights(
        pages=("add", "change", "publish", "lock", "unlock"),
        files=("add", "change", "choose"),
        models=dict.fromkeys(WRITTEN, ("add", "change", "publish", "lock", "unlock")),
    ),
    "Administrators": Rights(
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        files=(*ALL, "choose"),
        models={
            **dict.fromkeys(WRITTEN, (*ALL, "publish", "lock", "unlock")),
            **dict.fromkeys(REFERENCE_DATA + SITE, ALL),
        },
    ),
}


def make_groups_once(plan: Iterable[tuple[Migration, bool]] = (), **kwargs) -> None:
    """Receiver of `post_migrate`: acts when our first tables have just been made."""
    first = ("cms", "0001_initial")
    if any((each.app_label, each.name) == first and not back for each, back in plan):
        make_groups()


def make_groups() -> None:
    # Of apps that come later, Django and Wagtail make the permissions after this signal.
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    create_extra_permissions(apps.get_app_config("wagtailsnippets"))
    for name, rights in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        _grant(group, rights)


def _grant(group: Group, rights: Rights) -> None:
    group.permissions.add(_permission("wagtailadmin.admin", "access"))
    for label, actions in rights.models.items():
        group.permissions.add(*_permissions([label], actions))
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for permission in _permissions(["wagtailcore.page"], rights.pages):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for permission in _permissions(FILES, rights.files):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _permissions(labels: Iterable[str], actions: Iterable[str]) -> Iterator[Permission]:
    return (_permission(label, action) for label in labels for action in actions)


def _permission(label: str, action: str) -> Permission:
    app_label, model = label.split(".")
    return Permission.objects.get(
        content_type__app_label=app_label,
        content_type__model=model,
        codename=f"{action}_{model}",
    )
