"""Find versions, and decide whether the files of a version may be shown now.

A version may be shown if its files say nothing of what is suppressed now. This is asked before every answer, by
comparing what is suppressed with what was left out when the files were made: nothing has to remember to withdraw them.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_noop

from graph.mirror import ensure_fresh
from graph.models import DatasetVersion, Erasure, Omission, PrivateLanguage, Resource
from graph.publishing.files import File
from graph.refusals import Refusal

Status = DatasetVersion.Status
DIFFERENCE = re.compile(r"(added|removed)-since-(.+)\.nq\.gz")
HIDDEN = gettext_noop(
    "Something in version %(name)s is not public any more. Its files are being made again without that: ask again in a "
    "few minutes."
)


def address(version: DatasetVersion | str) -> str:
    return f"{settings.GRAPH_BASE_IRI}/dataset/versions/{getattr(version, 'name', version)}"


def folder(version: DatasetVersion) -> Path:
    path: Path = settings.DATASET_VERSIONS / version.name
    return path


def public_versions() -> QuerySet[DatasetVersion]:
    """Return the versions that there are, the oldest first."""
    return DatasetVersion.objects.filter(status=Status.PUBLIC)


def newest() -> DatasetVersion | None:
    return public_versions().last()


def first_issued() -> str | None:
    """Return the day of the first version that was ever published; None before that."""
    first = DatasetVersion.objects.exclude(status=Status.MAKING).first()
    return first.date.isoformat() if first else None


def suppressed() -> QuerySet[Resource]:
    return Resource.objects.filter(status=Resource.Status.SUPPRESSED)


def is_outdated(version: DatasetVersion) -> bool:
    """Return whether something has been suppressed or erased since its files were made, which they may say."""
    left_out = Omission.objects.filter(version=version)
    whole = left_out.filter(resource=OuterRef("pk"), language="")
    in_language = left_out.filter(resource=OuterRef("resource"), language=OuterRef("language"))
    return (
        suppressed().exclude(Exists(whole)).exists()
        or PrivateLanguage.objects.exclude(Exists(in_language)).exists()
        or Erasure.objects.filter(pk__gt=version.erasure).exists()
    )


def named(name: str) -> DatasetVersion:
    """Return a version. Raises `Refusal`: 410 if it was replaced or removed, 404 if there never was one."""
    version = DatasetVersion.objects.exclude(status=Status.MAKING).filter(name=name).first()
    if version is None:
        raise Refusal(404, "There is no version “%(name).40s” of the dataset. There are:", _existing(), name=name)
    if version.status == Status.REPLACED:
        now = _successor(version)
        if now.status == Status.PUBLIC:
            sentence = gettext_noop(
                "Version %(name)s is not here any more: something in it was made private or was erased. Without that, "
                "it is version %(other)s:"
            )
            raise Refusal(410, sentence, [address(now)], name=name, other=now.name)
    if version.status != Status.PUBLIC:
        raise Refusal(410, "Version %(name)s was removed to save space. There are:", _existing(), name=name)
    return version


def file_of(version: DatasetVersion, name: str) -> File:
    """Return a file of a version if it may be shown now. Raises `Refusal`."""
    ensure_fresh()
    if name in version.withdrawn:
        raise Refusal(410, "“%(name)s” was made again under another name. There are:", _files(version), name=name)
    if name not in version.files:
        raise Refusal(404, "There is no file “%(name).80s” of this version. There are:", _files(version), name=name)
    read = [version, *([version.base] if DIFFERENCE.fullmatch(name) and version.base else [])]
    if any(each.status == Status.REPLACED or is_outdated(each) for each in read):
        raise Refusal(503, HIDDEN, name=version.name)
    file = File(folder(version) / name, version.files[name]["sha256"])
    if not file.path.exists():
        raise Refusal(503, "This file is not on this machine: its operator has to restore it from the backup.")
    return file


def _successor(version: DatasetVersion) -> DatasetVersion:
    while version.replaced_by:
        version = version.replaced_by
    return version


def _existing() -> list[str]:
    return [address(each) for each in public_versions()] or ["–"]


def _files(version: DatasetVersion) -> list[str]:
    return [f"{address(version)}/{each}" for each in sorted(version.files)]
