"""The first step of `make demo`: the port, and what is remembered."""

import socket
import stat

import pytest

from cms import demo
from cms.settings.environment import Environment, Misconfigured, read_file


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def prepare(monkeypatch, tmp_path):
    """Prepares a demo in a folder of its own, in an environment of only these variables."""
    monkeypatch.setattr(demo, "env", Environment())
    monkeypatch.setattr(demo, "OPERATOR_FILE", tmp_path / ".env")
    monkeypatch.setattr(demo, "DEMO_FILE", tmp_path / "var" / "demo.env")

    def run(**variables):
        monkeypatch.setattr(demo.os, "environ", {"HOME": "/", **variables})
        demo.prepare()
        return read_file(demo.DEMO_FILE)

    return run


def test_port_and_base_iri_are_remembered(prepare, free_port):
    assert prepare(PORT=str(free_port)) == {
        "DEBUG": "off",
        "PORT": str(free_port),
        "GRAPH_BASE_IRI": f"http://localhost:{free_port}",
    }


def test_what_the_demo_was_started_with_is_remembered(prepare, free_port):
    given = {
        "PORT": str(free_port),
        "GRAPH_BASE_IRI": "https://accord.example.org",
        "DATABASE_URL": "postgresql://accord:secret@localhost/accord",
    }
    assert prepare(**given) == {"DEBUG": "off", **given}


def test_the_operators_file_counts_like_the_environment(prepare, free_port, tmp_path):
    (tmp_path / ".env").write_text(f"PORT={free_port}\n", "utf-8")
    assert prepare()["GRAPH_BASE_IRI"] == f"http://localhost:{free_port}"


def test_an_earlier_demo_on_another_port_is_forgotten(prepare, free_port):
    prepare(PORT=str(free_port), GRAPH_BASE_IRI="https://accord.example.org")
    assert prepare(PORT=str(free_port))["GRAPH_BASE_IRI"] == f"http://localhost:{free_port}"


def test_only_the_user_may_read_what_is_remembered(prepare, free_port):
    prepare(PORT=str(free_port))
    assert stat.S_IMODE(demo.DEMO_FILE.stat().st_mode) == 0o600


def test_a_port_that_is_taken_stops_the_demo_and_changes_nothing(prepare):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(Misconfigured, match=f"^Port {port} is taken: choose another"):
            prepare(PORT=str(port))
    assert not demo.DEMO_FILE.exists()


@pytest.mark.parametrize("port", ["0", "65536", "web"])
def test_a_port_that_cannot_be_is_refused(prepare, port):
    with pytest.raises(Misconfigured, match="^PORT is .*: set it to"):
        prepare(PORT=port)
