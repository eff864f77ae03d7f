"""The files of deploy/: they name settings, commands and files that exist, and run without rights."""

import configparser
import re

import pytest
from django.core.management import get_commands

from cms.settings.environment import BASE_DIR, VARIABLES

DEPLOY = BASE_DIR / "deploy"
OF_COMPOSE = {"ACCORD_HOST", "ACCORD_IMAGE", "ACCORD_WEB", "ACCORD_MEDIA", "POSTGRES_PASSWORD"}
OF_PYTHON = {"DJANGO_SETTINGS_MODULE", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PATH"}
SERVICES = sorted(DEPLOY.glob("systemd/*.service"))


def unit(path):
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(path)
    return parser["Service"]


def test_the_image_runs_without_root_and_names_settings_that_exist():
    text = (DEPLOY / "Dockerfile").read_text()
    last = text[text.rindex("\nFROM") :]
    assert "\nUSER accord\n" in last and "HEALTHCHECK" in last
    environment = re.search(r"^ENV (?:.*\\\n)*.*$", last, re.MULTILINE)[0]
    assert set(re.findall(r"(\w+)=", environment)) - OF_PYTHON <= set(VARIABLES)
    assert "requirements-production.lock" in text
    ignored = (BASE_DIR / ".dockerignore").read_text().split()
    assert {".env", "var", ".git"} <= set(ignored)


def test_compose_gives_the_web_few_rights_and_settings_that_exist():
    text = (DEPLOY / "compose.yaml").read_text()
    accord = text[text.index("x-accord:") : text.index("services:")]
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"):
        assert line in accord
    assert set(re.findall(r"^    ([A-Z_]+):", accord, re.MULTILINE)) <= set(VARIABLES)
    assert set(re.findall(r"\$\{(\w+)", text)) - OF_COMPOSE <= set(VARIABLES)
    published = re.findall(r"ports: (.*)", text)
    assert published == ['["80:80", "443:443", "443:443/udp"]']


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_units_start_what_there_is_as_a_user_that_may_write_its_own_folder_only(path):
    service = unit(path)
    words = service["ExecStart"].split()
    if "manage.py" in words:
        assert words[words.index("manage.py") + 1] in get_commands()
    assert (service["User"], service["NoNewPrivileges"], service["ProtectSystem"]) == ("accord", "true", "strict")
    assert service["Environment"] == "DJANGO_SETTINGS_MODULE=cms.settings.production"


def test_commands_of_the_guide_exist():
    guide = (BASE_DIR / "docs/operators.md").read_text()
    named = set(re.findall(r"(?:deploy/manage|manage\.py) (\w+)", guide)) | set(
        re.findall(r"manage\.py (\w+)", (DEPLOY / "prepare.sh").read_text())
    )
    assert named - set(get_commands()) == set()
    assert all((BASE_DIR / path).exists() for path in re.findall(r"\]\(\.\./(deploy[^)]*)\)", guide))
