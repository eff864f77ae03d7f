"""The three groups of a new installation, and their permissions.

They are created once, with the database, so that later changes by administrators are kept. When a migration adds a
model, each group that still exists gets its permissions on it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.migrations import CreateModel, Migration
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import create_extra_permissions

from cms.models.snippets import has_drafts, snippets

ALL = ("add", "change", "delete")
FILES = ("wagtailimages.image", "wagtaildocs.document")
"""Models of files: Wagtail checks the permissions on its own models even if the files are of custom models."""
SITE = (
    *("auth.user", "auth.group"),
    *("wagtailcore.site", "wagtailcore.locale", "wagtailcore.collection"),
    *("wagtailcore.workflow", "wagtailcore.task"),
    *("schema.apikey", "schema.subscription", "cms.remit", "cms.partnersite", "cms.datasetdescription"),
)
TRANSLATION = {"simple_translation.simpletranslation": ("submit_translation",)}


@dataclass(frozen=True)
class Rights:
    """The actions that a group may perform on all pages, on all files, and on other models by their label.

    Users who may publish a page may also make it private: Wagtail has no separate permission for that.
    """

    pages: tuple[str, ...]
    files: tuple[str, ...]
    models: dict[str, tuple[str, ...]]


def groups() -> dict[str, Rights]:
    """Return the rights by name of the group. Who writes pages also writes the reference data that has drafts."""
    written = [model._meta.label_lower for model in snippets() if has_drafts(model)]
    maintained = [model._meta.label_lower for model in snippets() if not has_drafts(model)]
    return {
        "Editors": Rights(
            pages=("add", "change"),
            files=("add", "change", "choose"),
            models=TRANSLATION | dict.fromkeys(written, ("add", "change")),
        ),
        "Moderators": Rights(
            pages=("add", "change", "publish", "lock", "unlock"),
            files=("add", "change", "choose"),
            models=TRANSLATION | dict.fromkeys(written, ("add", "change", "publish", "lock", "unlock")),
        ),
        "Administrators": Rights(
            pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
            files=(*ALL, "choose"),
            models={
                **TRANSLATION,
                **dict.fromkeys(written, (*ALL, "publish", "lock", "unlock")),
                **dict.fromkeys([*maintained, *SITE], ALL),
            },
        ),
    }


def make_groups_once(plan: Iterable[tuple[Migration, bool]] = (), **kwargs) -> None:
    """Create the groups after the first migration of cms; later, grant them permissions on new models.

    It is a receiver of `post_migrate`.
    """
    first = ("cms", "0001_initial")
    applied = [each for each, back in plan if not back]
    if any((each.app_label, each.name) == first for each in applied):
        make_groups()
    else:
        _grant_new(set(_made_by(applied)))


def _made_by(migrations: Iterable[Migration]) -> Iterator[str]:
    """Yield the labels of the models whose tables these migrations create."""
    for migration in migrations:
        for operation in migration.operations:
            if isinstance(operation, CreateModel):
                yield f"{migration.app_label}.{operation.name_lower}"


def _grant_new(labels: set[str]) -> None:
    """Grant the groups that still exist their permissions on the models with these labels."""
    rights_of = groups()
    if labels & {label for rights in rights_of.values() for label in (*FILES, *rights.models)}:
        _make_permissions()
        for group in Group.objects.filter(name__in=rights_of):
            _grant(group, rights_of[group.name], labels)


def make_groups() -> None:
    _make_permissions()
    root = Page.get_first_root_node()
    for name, rights in groups().items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(_permission("wagtailadmin.admin", "access"))
        for permission in _permissions(["wagtailcore.page"], rights.pages):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        _grant(group, rights, {*FILES, *rights.models})


def _make_permissions() -> None:
    """Create the permissions of all apps.

    Django and Wagtail would create those of the apps after this one only after this signal.
    """
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    create_extra_permissions(apps.get_app_config("wagtailsnippets"))


def _grant(group: Group, rights: Rights, labels: set[str]) -> None:
    """Grant the group its permissions on the models with these labels."""
    for label, actions in rights.models.items():
        if label in labels:
            group.permissions.add(*_permissions([label], actions))
    collection = Collection.get_first_root_node()
    for permission in _permissions(labels.intersection(FILES), rights.files):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _permissions(labels: Iterable[str], actions: Iterable[str]) -> Iterator[Permission]:
    return (_permission(label, action) for label in labels for action in actions)


def _permission(label: str, action: str) -> Permission:
    """Return the permission for an action, which is its whole name where it does not follow Django's pattern."""
    app_label, model = label.split(".")
    return Permission.objects.get(
        content_type__app_label=app_label,
        content_type__model=model,
        codename__in=(f"{action}_{model}", action),
    )
