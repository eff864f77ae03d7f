"""The worked examples of docs/contributors.md, in a copy of the checkout: one file for each type, and one migration."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

VISIT = """
import json
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Locale, Page, Site
from cms import models
from graph.identity import id_of

home = Page.get_first_root_node().add_child(instance=models.HomePage(title="Home", slug="main"))
Site.objects.all().delete()
Site.objects.create(hostname="localhost", port=8000, root_page=home, is_default_site=True)
index = home.add_child(instance=models.ProjectIndexPage(title="Index", slug="index"))
country = models.Country.objects.create(code="KH", code3="KHM", m49="116", labels={"en": "Cambodia"})
page = models.ResidencyPage(title="Six weeks of dance", slug="dance", discipline="dance", start_date="2021-05")
page.country_links = [models.CountryLink(country=country)]
index.add_child(instance=page)
page.save_revision().publish()

tradition = models.Tradition.objects.create(labels={"en": "Shadow theatre"})
news = models.NewsPage(title="Shadows in the square", slug="shadows")
news.subject_links = [models.Subject(tradition=tradition)]
index.add_child(instance=news)
news.save_revision().publish()

client = Client(headers={"host": "localhost"})
user = get_user_model().objects.create_user("boss")
user.groups.add(Group.objects.get(name="Administrators"))
boss = Client(headers={"host": "localhost"})
boss.force_login(user)
get_user_model().objects.create_superuser("root", password="root")
admin = Client(headers={"host": "localhost"})
admin.login(username="root", password="root")
query = (
    'query { residencies { totalCount nodes { title discipline startDate { edtf } countries { nodes { code } } } }'
    ' country(code: "KH") { residencies { totalCount } }'
    ' traditions { nodes { title inTheNews { nodes { title } } } } }'
)
data = f"/data/{id_of(page)}"
answers = {
    "graphql": client.post("/graphql/", {"query": query}, content_type="application/json"),
    "turtle": client.get(data + ".ttl"),
    "jsonld": client.get(data + ".jsonld"),
    "vocabulary": client.get("/vocab.ttl"),
    "website": client.get("/browse/residency/"),
    "page": client.get(page.full_url, follow=True),
    "country": client.get("/browse/country/KH/?lang=en"),
    "admin": admin.get(f"/admin/pages/add/cms/residencypage/{index.pk}/"),
    "menu": admin.get("/admin/"),
    "list": boss.get("/admin/snippets/cms/tradition/"),
    "snippet": boss.get("/admin/snippets/cms/tradition/add/"),
    "news": boss.get(f"/admin/pages/add/cms/newspage/{index.pk}/"),
}
def body(response):
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()

print("ANSWERS" + json.dumps({name: [each.status_code, body(each)] for name, each in answers.items()}))
"""


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Return what every interface says once the example's file is there and migrated."""
    checkout = _copy(tmp_path_factory.mktemp("checkout"))
    for path, code in _examples():
        (checkout / path).write_text(code, "utf-8")
    _run(checkout, "manage.py", "makemigrations", "cms", "--name", "residency")
    _run(checkout, "manage.py", "check", "--fail-level", "ERROR")
    _run(checkout, "manage.py", "migrate", "--verbosity", "0")
    output = _run(checkout, "manage.py", "shell", "--command", VISIT)
    return json.loads(output.partition("ANSWERS")[2])


def _copy(target: Path) -> Path:
    """Return the files of the project, those of the latest changes included, without what was built or installed."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    for name in names:
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target


def _examples() -> list[tuple[str, str]]:
    text = (ROOT / "docs/contributors.md").read_text("utf-8")
    files = re.findall(r'```python\n# (cms/models/\w+\.py)\n(""".*?)```', text, re.DOTALL)  # whole files
    assert {path for path, _code in files} >= {"cms/models/residency.py", "cms/models/tradition.py"}
    return files


def _run(checkout: Path, *arguments: str) -> str:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATABASE_URL": f"sqlite:///{checkout}/example.sqlite3",
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run([sys.executable, *arguments], cwd=checkout, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_graphql_has_the_type_with_its_fields_and_the_way_back(answers):
    status, body = answers["graphql"]
    assert status == 200
    assert json.loads(body)["data"] == {
        "residencies": {
            "totalCount": 1,
            "nodes": [
                {
                    "title": "Six weeks of dance",
                    "discipline": "dance",
                    "startDate": {"edtf": "2021-05"},
                    "countries": {"nodes": [{"code": "KH"}]},
                }
            ],
        },
        "country": {"residencies": {"totalCount": 1}},
        "traditions": {
            "nodes": [{"title": "Shadow theatre", "inTheNews": {"nodes": [{"title": "Shadows in the square"}]}}]
        },
    }


@pytest.mark.parametrize(
    ("interface", "words"),
    [
        ("turtle", ["accord:Residency", 'accord:discipline "dance"', '"2021-05"^^xsd:gYearMonth']),
        ("jsonld", ["Residency", "dance", "2021-05"]),
        ("vocabulary", ["accord:Residency", "accord:discipline", "Such as dance or film."]),
        ("page", ["Six weeks of dance", "Discipline", "from May 2021, end not stated", "/browse/country/KH/"]),
        ("country", ["Six weeks of dance", 'class="timeline', "Residencies"]),
        ("website", ["Six weeks of dance"]),
        ("admin", ["Such as dance or film.", "country_links"]),
        ("menu", ["Residencies", "Traditions"]),
        ("list", ["Shadow theatre"]),
        ("snippet", ["What the term includes."]),
        ("news", ["A tradition that it is about.", "subject_links-__prefix__-tradition"]),
    ],
)
def test_every_other_interface_has_it(answers, interface, words):
    status, body = answers[interface]
    assert status == 200
    assert [word for word in words if word not in body] == []
