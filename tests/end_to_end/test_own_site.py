"""The site of docs/own-site.md, which has none of our models: it gets every interface from its declarations."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

VISIT = """
import json
import django
django.setup()
from django.test import Client
from wagtail.models import Page, Site
from bakery.models import BreadPage, Country, HomePage
from graph import mirror
from graph.identity import id_of

home = Page.get_first_root_node().add_child(instance=HomePage(title="The bakery", slug="main"))
Site.objects.all().delete()
Site.objects.create(hostname="localhost", port=8000, root_page=home, is_default_site=True)
country = Country.objects.create(title="Georgia", slug="georgia")
bread = home.add_child(instance=BreadPage(title="Shotis puri", slug="shotis-puri", origin=country, body="<p>Baked</p>"))
bread.save_revision().publish()
home.add_child(instance=BreadPage(title="Secret loaf", slug="secret", live=False))

client = Client(headers={"host": "localhost"})
query = (
    "{ breads { totalCount nodes { title origin { nodes { title } } } }"
    " breadCountries { nodes { breads { totalCount } } } }"
)
def body(response):
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()

answers = {
    "graphql": client.post("/graphql/", {"query": query}, content_type="application/json"),
    "turtle": client.get(f"/data/{id_of(bread)}.ttl"),
    "jsonld": client.get(f"/data/{id_of(bread)}.jsonld"),
    "everything": client.get("/data/all.nt"),
    "vocabulary": client.get("/vocab.ttl"),
    "shapes": client.get("/shapes.ttl"),
    "country": client.get("/browse/bread-country/georgia/"),
    "ready": client.get("/health/ready"),
}
said = {name: [each.status_code, body(each)] for name, each in answers.items()}
said["differences"] = [str(each) for each in mirror.stored_differences()]
print("ANSWERS" + json.dumps(said))
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    for block in re.findall(r"```python\n# (\S+)\n(.*?)```", (ROOT / "docs/own-site.md").read_text("utf-8"), re.DOTALL):
        path = site / block[0]
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(block[1])
    run = Runner(site)
    assert "no issues" in run("-m", "django", "check")
    run("-m", "django", "makemigrations", "bakery")
    run("-m", "django", "migrate", "--verbosity", "0")
    return json.loads(run("-c", VISIT).partition("ANSWERS")[2])


class Runner:
    def __init__(self, site):
        self.site = site
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT}{os.pathsep}{site}",
            "DJANGO_SETTINGS_MODULE": "bakery_site.settings",
            "DATABASE_URL": f"sqlite:///{site}/bakery.sqlite3",
            "GRAPH_BASE_IRI": "http://localhost:8000",
            "MEDIA_ROOT": f"{site}/media",
            "DATASET_FILES": f"{site}/dataset",
            "DEBUG": "off",
            "LOG_LEVEL": "ERROR",
        }

    def __call__(self, *arguments):
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=self.site, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout


def test_the_breads_are_in_every_interface(answers):
    assert {name: status for name, (status, _) in answers.items() if name != "differences"} == dict.fromkeys(
        set(answers) - {"differences"}, 200
    )
    data = json.loads(answers["graphql"][1])["data"]
    georgia = {"nodes": [{"title": "Georgia"}]}
    assert data["breads"] == {"totalCount": 1, "nodes": [{"title": "Shotis puri", "origin": georgia}]}
    assert data["breadCountries"]["nodes"][0]["breads"]["totalCount"] == 1
    for name in ("turtle", "jsonld", "everything"):
        assert "Shotis puri" in answers[name][1]
        assert "bread-country/georgia" in answers[name][1]
    assert "BreadCountry" in answers["vocabulary"][1] and "BreadShape" in answers["shapes"][1]
    assert "Georgia" in answers["country"][1]


def test_a_draft_is_in_none_of_them(answers):
    assert "Secret loaf" not in json.dumps(answers)


def test_the_graph_is_exact(answers):
    assert answers["differences"] == []
