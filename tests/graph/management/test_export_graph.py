"""export_graph writes whole files or none, and says in a sentence what is wrong."""

import networkx as nx
import pytest
from django.core.management import CommandError, call_command

from graph.management.commands import export_graph
from graph.publishing.formats import BY_NAME
from graph.publishing.serialisers import StoredText
from tests.graph.publishing.conftest import body
from tests.graph.publishing.parsers import by_oxigraph

pytestmark = pytest.mark.django_db


def export(format, output):
    call_command("export_graph", "--format", format, "--output", str(output))


@pytest.mark.parametrize("form", BY_NAME.values())
def test_rdf_is_the_file_that_the_site_offers(project, client, tmp_path, form):
    output = tmp_path / "out"
    export(form.name, output)
    assert output.read_bytes() == body(client.get(f"/data/all.{form.extension}"))
    assert by_oxigraph(output.read_bytes(), form.extension)
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_can_be_read(project, tmp_path, name, read):
    export(name, tmp_path / "out")
    assert "Cambodia" in {label for _, label in read(tmp_path / "out").nodes(data="label")}


def test_the_result_is_announced(project, tmp_path, capsys):
    export("turtle", tmp_path / "out.ttl")
    assert "4 resources" in capsys.readouterr().out


def test_a_long_export_says_how_far_it_is(project, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(export_graph, "SECONDS_BETWEEN_REPORTS", 0.0)
    export("turtle", tmp_path / "out.ttl")
    assert "1 resources" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["ttl", "xml", ""])
def test_an_unknown_format_is_refused_with_those_that_exist(tmp_path, name):
    with pytest.raises(CommandError, match="choose one of turtle, .*gexf"):
        export(name, tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"missing does not exist: create it first\.$"):
        export("turtle", tmp_path / "missing" / "out.ttl")


def test_a_folder_is_not_overwritten(tmp_path):
    with pytest.raises(CommandError, match="is a folder"):
        export("turtle", tmp_path)


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match=r"cannot be written: Not a directory\.$"):
        export("turtle", tmp_path / "file" / "out.ttl")


def test_a_name_that_no_file_can_have_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"cannot be written: File name too long\.$"):
        export("turtle", tmp_path / ("x" * 300))


def test_a_failure_leaves_the_earlier_file_as_it_was(project, tmp_path, monkeypatch):
    output = tmp_path / "out.nt"
    output.write_text("earlier")

    def full(self, form, slug):
        yield StoredText("http://testserver/data/x", "")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_graph.Snapshot, "resources", full)
    with pytest.raises(CommandError, match="No space left on device"):
        export("ntriples", output)
    assert output.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [output]
