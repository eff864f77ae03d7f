"""The three groups that a new installation starts with, and what each may do.

They are made once, when the database is: what an administrator changes later stands. For models whose tables come
later, each group that is still there gets its rights with the table.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.migrations import CreateModel, Migration
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import create_extra_permissions

ALL = ("add", "change", "delete")
FILES = ("wagtailimages.image", "wagtaildocs.document")
"""Wagtail asks for the rights on its own models, also where others hold the files."""
WRITTEN = ("cms.organisation", "cms.outcome")
REFERENCE_DATA = (
    *("cms.country", "cms.countrygroup", "cms.convention", "cms.theme", "cms.projecttype"),
    *("cms.monitoringgoal", "cms.monitoringarea", "cms.sustainabledevelopmenttarget"),
)
SITE = (
    *("auth.user", "auth.group"),
    *("wagtailcore.site", "wagtailcore.locale", "wagtailcore.collection"),
    *("wagtailcore.workflow", "wagtailcore.task"),
    *("schema.apikey", "cms.remit"),
)
TRANSLATION = {"simple_translation.simpletranslation": ("submit_translation",)}


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
        models=TRANSLATION | dict.fromkeys(WRITTEN, ("add", "change")),
    ),
    "Moderators": Rights(
        pages=("add", "change", "publish", "lock", "unlock"),
        files=("add", "change", "choose"),
        models=TRANSLATION | dict.fromkeys(WRITTEN, ("add", "change", "publish", "lock", "unlock")),
    ),
    "Administrators": Rights(
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        files=(*ALL, "choose"),
        models={
            **TRANSLATION,
            **dict.fromkeys(WRITTEN, (*ALL, "publish", "lock", "unlock")),
            **dict.fromkeys(REFERENCE_DATA + SITE, ALL),
        },
    ),
}


def make_groups_once(plan: Iterable[tuple[Migration, bool]] = (), **kwargs) -> None:
    """Receiver of `post_migrate`: acts when our first tables have just been made."""
    first = ("cms", "0001_initial")
    applied = [each for each, back in plan if not back]
    if any((each.app_label, each.name) == first for each in applied):
        make_groups()
    else:
        _grant_new(set(_made_by(applied)))


def _made_by(migrations: Iterable[Migration]) -> Iterator[str]:
    """Labels of the models of which these migrations have made the tables."""
    for migration in migrations:
        for operation in migration.operations:
            if isinstance(operation, CreateModel):
                yield f"{migration.app_label}.{operation.name_lower}"


def _grant_new(labels: set[str]) -> None:
    """Rights on models that were not there when the groups were made."""
    if labels & {label for rights in GROUPS.values() for label in (*FILES, *rights.models)}:
        _make_permissions()
        for group in Group.objects.filter(name__in=GROUPS):
            _grant(group, GROUPS[group.name], labels)


def make_groups() -> None:
    _make_permissions()
    root = Page.get_first_root_node()
    for name, rights in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(_permission("wagtailadmin.admin", "access"))
        for permission in _permissions(["wagtailcore.page"], rights.pages):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        _grant(group, rights, {*FILES, *rights.models})


def _make_permissions() -> None:
    """Of apps that come later, Django and Wagtail make them after this signal."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    create_extra_permissions(apps.get_app_config("wagtailsnippets"))


def _grant(group: Group, rights: Rights, labels: set[str]) -> None:
    """What the group may do with these models."""
    for label, actions in rights.models.items():
        if label in labels:
            group.permissions.add(*_permissions([label], actions))
    collection = Collection.get_first_root_node()
    for permission in _permissions(labels.intersection(FILES), rights.files):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _permissions(labels: Iterable[str], actions: Iterable[str]) -> Iterator[Permission]:
    return (_permission(label, action) for label in labels for action in actions)


def _permission(label: str, action: str) -> Permission:
    """By the action, or by its whole name where that is not of Django's pattern."""
    app_label, model = label.split(".")
    return Permission.objects.get(
        content_type__app_label=app_label,
        content_type__model=model,
        codename__in=(f"{action}_{model}", action),
    )
