"""The doctor: every fault is told with what to do, a sound installation has none, and a start tells the worst."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from cms.operations.doctor import Level, at_start, examine
from cms.operations.doctor.configuration import configuration
from cms.operations.doctor.database import database
from cms.operations.doctor.folders import folders
from cms.operations.doctor.outside import outside
from cms.operations.doctor.services import services
from graph.models import Heartbeat, State
from graph.monitoring.heartbeats import beat
from tests.servers import serving

STRONG = "n0t-4-real-0ne-but-l0ng-enough-for-the-check-of-its-length-xyz"


def faults(examination, level=Level.FAULT):
    return {each.subject: f"{each.sentence} {each.remedy}" for each in examination if each.level is level}


@pytest.fixture
def sound(settings):
    """Settings as production has them."""
    settings.SECRET_KEY = STRONG
    settings.ALLOWED_HOSTS = ["accord.example.org"]
    settings.GRAPH_BASE_IRI = settings.WAGTAILADMIN_BASE_URL = "https://accord.example.org"
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = True
    settings.DEFAULT_FROM_EMAIL = "accord@example.org"
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    return settings


def test_sound_settings_have_no_fault_and_need_no_advice(sound):
    assert faults(configuration()) == faults(configuration(), Level.ADVICE) == {}


@pytest.mark.parametrize(
    ("name", "value", "subject", "words"),
    [
        ("DEBUG", True, "Settings", "Set DEBUG=off"),
        ("SETTINGS_MODULE", "cms.settings.dev", "Settings", "DJANGO_SETTINGS_MODULE=cms.settings.production"),
        ("SECRET_KEY", "x", "Secret key", "Set it to 50 random characters"),
        ("ALLOWED_HOSTS", ["*"], "Hosts", "Every host name is answered."),
        ("ALLOWED_HOSTS", ["other.example.org"], "Hosts", "Add it to ALLOWED_HOSTS"),
        ("SECURE_SSL_REDIRECT", False, "HTTPS", "Set HTTPS_ONLY=on"),
        ("TRUSTED_PROXIES", ["proxy"], "Proxy", "FORWARDED_ALLOW_IPS names proxy"),
    ],
)
def test_each_unsafe_setting_is_told_with_what_to_do(sound, name, value, subject, words):
    setattr(sound, name, value)
    assert words in faults(configuration())[subject]


def test_an_address_that_will_change_is_advised_against(sound):
    sound.GRAPH_BASE_IRI = "https://192.0.2.1"
    sound.DEFAULT_FROM_EMAIL, sound.SECURITY_CONTACT = "accord@localhost", ""
    assert set(faults(configuration(), Level.ADVICE)) == {"Base IRI", "E-mail", "Security contact"}


def test_folders_that_are_public_or_cannot_be_written_are_told(settings, tmp_path):
    settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    (tmp_path / "file").touch()
    settings.DATASET_FILES = tmp_path / "file" / "dataset"
    found = faults(folders())
    assert "MEDIA_ROOT, DATASET_FILES is below STATIC_ROOT" in found["Folders"]
    assert "collectstatic" in found["Folder STATIC_ROOT"]


def test_a_full_disk_is_told(monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 10 * 1024 * 1024}))
    assert "Make room" in faults(folders())["Disk"]


def test_the_database_of_a_new_installation_needs_an_administrator(db, django_user_model):
    assert faults(database()) == {}
    assert set(faults(database(), Level.ADVICE)) == {"Accounts"}
    django_user_model.objects.create_superuser("root", password=STRONG)
    assert faults(database(), Level.ADVICE) == {}


def test_passwords_of_the_demo_are_a_fault_on_a_public_site(db, sound, django_user_model):
    State.objects.update(base_iri=sound.GRAPH_BASE_IRI)
    django_user_model.objects.create_superuser("admin", password="admin-demo")
    assert faults(database())["Accounts"].startswith("admin has the password of the demo.")


def test_a_database_that_does_not_answer_is_one_fault(monkeypatch):
    def fail():
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(connection, "ensure_connection", fail)
    assert list(faults(database()).values()) == [
        "It does not answer: connection refused. Start it, and check DATABASE_URL."
    ]


def test_marking_that_is_off_is_a_fault(db):
    State.objects.update(marking="")
    assert "Readers get 503" in faults(database())["Graph"]


def test_the_worker_is_known_by_its_last_sign(db, client):
    assert "has never run" in faults(services())["Worker"]
    beat()
    assert "Worker" not in faults(services())
    assert client.get("/health/ready").json()["worker_seen_seconds_ago"] < 5
    Heartbeat.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    assert "was last seen 300 seconds ago" in faults(services())["Worker"]
    Heartbeat.objects.create(machine="gone", seen_at=timezone.now() - timedelta(days=2))
    beat()
    assert Heartbeat.objects.count() == 1


def test_redis_and_mail_servers_that_do_not_answer_are_told(settings, db):
    beat()
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    assert "check REDIS_URL" in faults(services())["Redis"]
    assert "Check EMAIL_HOST" in faults(services(), Level.ADVICE)["E-mail"]


def test_the_command_ends_with_1_at_a_fault_and_speaks_json(db, capsys, settings):
    with pytest.raises(SystemExit, match="1"):
        call_command("doctor", "--json")
    found = json.loads(capsys.readouterr().out)
    assert {"subject", "level", "sentence", "remedy"} == set(found[0])
    beat()
    settings.SECRET_KEY, settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE = STRONG, True, True
    (settings.STATIC_ROOT / "staticfiles.json").touch()
    expected = any(each.level is Level.FAULT for each in examine())
    try:
        call_command("doctor")
    except SystemExit:
        assert expected
    finally:
        (settings.STATIC_ROOT / "staticfiles.json").unlink()
    assert "in order." in capsys.readouterr().out


def test_a_start_logs_faults_and_gives_advice_only_on_a_public_site(sound, caplog):
    sound.SECRET_KEY, sound.SECURITY_CONTACT = "x", ""
    at_start()
    assert "Secret key: SECRET_KEY is too easy to guess." in caplog.text
    assert "Security contact" in caplog.text
    caplog.clear()
    sound.GRAPH_BASE_IRI = "http://localhost:8000"
    at_start()
    assert "Security contact" not in caplog.text


class Careless(BaseHTTPRequestHandler):
    """A web server that sends whatever is in the folder of uploaded files."""

    folder = None

    def do_GET(self):
        name = self.path.rpartition("/")[2]
        public = self.folder and self.path.startswith("/media/") and (self.folder / name).is_file()
        self.send_response(200 if public or self.path == "/health/live" else 404)
        self.end_headers()

    def log_message(self, *args):
        """Print nothing."""


def test_an_open_folder_is_seen_from_outside(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Careless)) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}"
        assert "is not encrypted" in faults(outside(address))["From outside"]
        assert len(faults(outside(address))) == 1
        Careless.folder = tmp_path
        try:
            assert "without asking Accord" in [each.sentence for each in outside(address)][-1]
        finally:
            Careless.folder = None
    assert list(tmp_path.iterdir()) == []
    assert threading.active_count() < 10
    assert "does not answer" in faults(outside(address))["From outside"]
