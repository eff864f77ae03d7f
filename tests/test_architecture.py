"""The arrows of docs/architecture.md, checked against the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WITH_ROOMS = {"graph": 25, "schema": 15, "cms": 28, "cms/importers": 15}
"""Packages with rooms, and the most files and packages that may stand directly in them."""
MAY_IMPORT = {
    "graph": set(),
    "search": {"graph"},
    "cms": {"graph", "search"},
    "schema": {"graph", "search"},
    "home": {"graph", "search"},
}
PUTS_TOGETHER = {"cms/urls.py", "cms/settings"}
GATE = "cms/acting/"
ACTOR = re.compile(r"(self\.)?actor|as_user\(.*\)|system\.on_command\(\)")
CHANGES_CONTENT = {"publish", "unpublish", "delete", "save_revision"}
REVIEWED = {
    "cms/importers/undoing.py: trace.delete()": "what is remembered of an import, once that is undone",
    "cms/importers/runs.py: run.delete()": "a run that took nothing in",
    "cms/admin/sheets/views.py: Batch.objects.filter(user=self.request.user, confirmed=False).delete()": "one's own"
    " sheet that was not confirmed",
    "cms/peers/review_form.py: row.answer.delete()": "a reviewer's own answer that was emptied",
    "cms/admin/releases/views.py: self.release.pages.filter(page=page).delete()": "a page is left out of a release",
    "cms/models/media.py: self.renditions.all().delete()": "smaller sizes of a file that was replaced",
    "schema/clients/manifests.py: each.delete()": "documents of an API key that no upload has had for long",
    "graph/previews/grants.py: PreviewGrant.objects.filter(renewed_at__lt=now - 2 * LIFETIME).delete()": "grants that"
    " have ended",
    "schema/notices/following.py: subscription.followed.all().delete()": "what a subscription was told of",
    "schema/notices/following.py: subscription.followed.filter(looked_at).delete()": "what a subscription was told of",
    "schema/notices/pruning.py": "old entries of the log of notices",
    "cms/operations/backup/making.py": "files of old backups",
    "cms/operations/backup/places.py": "files of old backups",
    "cms/operations/backup/restoring.py": "a file in whose place the one of the backup comes",
    "graph/monitoring/heartbeats.py": "signs of life of workers that are gone",
    "graph/mirror/compaction.py": "the journal's own rows",
    "graph/marks/marks.py": "the journal's own rows",
    "graph/mirror/marking.py": "the journal's own rows",
    "graph/mirror/mending.py": "the journal's own rows",
    "graph/mirror/straightening.py": "the journal's own rows",
    "graph/publishing/versions/publication.py": "versions that were never finished",
    "graph/journal/successors.py": "that a record was merged, once that is undone",
    "graph/journal/references.py": "the journal's own rows",
    "graph/journal/redaction.py": "the journal's own rows",
    "search/following.py": "search documents",
}
"""Calls outside of the gate that change no content: each with what it deletes."""


def imported_packages(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_imports_point_one_way(package):
    ours = set(MAY_IMPORT)
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((ROOT / package).rglob("*.py"))
        if not any(str(path.relative_to(ROOT)).startswith(place) for place in PUTS_TOGETHER)
        for name in imported_packages(path)
        if name in ours - {package} - MAY_IMPORT[package]
    ]
    assert wrong == []


def rooms_in(package: str) -> list[str]:
    """Return the files and packages directly in a package, in the order in which docs/architecture.md lists them."""
    listed = (ROOT / "docs/architecture.md").read_text("utf-8").partition("## The rooms")[2]
    return re.findall(rf"^\| `{package}/(\w+)(?:\.py|/)` \|", listed, re.MULTILINE)


def imported_rooms(path: Path, package: str) -> Iterator[str]:
    """Yield the rooms of a package that a module imports, at its top or inside of functions."""
    name = package.replace("/", ".")
    folders = path.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.ImportFrom):
            continue
        above = ".".join(folders[: -node.level]) if node.level else ""
        module = ".".join(filter(None, [above, node.module]))
        if module == name:
            yield from (each.name for each in node.names)
        elif module.startswith(f"{name}."):
            yield module.removeprefix(f"{name}.").split(".")[0]


@pytest.mark.parametrize(("package", "most"), WITH_ROOMS.items())
def test_every_room_is_listed_and_they_are_few(package, most):
    code = [path for path in (ROOT / package).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    rooms = {path.stem for path in code} - {"__init__", "management", "migrations"}
    assert rooms == set(rooms_in(package))
    assert len(rooms) <= most


@pytest.mark.parametrize(("package", "room"), [(package, room) for package in WITH_ROOMS for room in rooms_in(package)])
def test_a_room_imports_only_rooms_above_it_in_the_list(package, room):
    order = rooms_in(package)
    place = ROOT / package / room
    paths = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    allowed = {*order[: order.index(room)], room}
    wrong = [
        f"{path.name} imports {name}" for path in paths for name in imported_rooms(path, package) if name not in allowed
    ]
    assert paths and wrong == []


def changes_of_content(path: Path) -> Iterator[str]:
    """Calls that publish, delete or save revisions, or that pass by Wagtail's checks, and imports of its actions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            passes_by = any(each.arg == "skip_permission_checks" for each in node.keywords)
            changes = node.func.attr in CHANGES_CONTENT or passes_by
            if changes and not ACTOR.fullmatch(ast.unparse(node.func.value)):
                yield ast.unparse(node)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wagtail.actions"):
            yield ast.unparse(node)


def test_content_is_changed_through_the_gate_only():
    places = {
        f"{path.relative_to(ROOT)}: {change}"
        for package in MAY_IMPORT
        for path in (ROOT / package).rglob("*.py")
        for change in changes_of_content(path)
    }
    through_the_gate = {each for each in places if each.startswith(GATE)}
    reviewed = {each for each in places if {each, each.partition(":")[0]} & set(REVIEWED)}
    assert sorted(places - through_the_gate - reviewed) == []
    assert through_the_gate
    used = {name for each in reviewed for name in (each, each.partition(":")[0])}
    assert sorted(set(REVIEWED) - used) == []


@pytest.mark.parametrize(
    "code",
    [
        "page.save_revision(user=user)",
        "page.get_latest_revision().publish()",
        "Page.objects.all().delete()",
        "action.execute(skip_permission_checks=True)",
        "from wagtail.actions.delete_page import DeletePageAction",
    ],
)
def test_a_way_round_the_gate_is_seen(tmp_path, code):
    path = tmp_path / "module.py"
    path.write_text(code)
    assert list(changes_of_content(path)) == [code]
