"""An administrator joins two records of one thing: the old identifier leads to the other one for ever."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms import models
from graph.identity import id_of, iri
from tests.fixtures import publish, restrict, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(project, index):
    """Return names of three projects, the first of which is the fixture's."""
    pages = [models.ProjectPage(title=title, slug=title) for title in ("twin", "triplet")]
    names = [id_of(project), *(id_of(publish(index.add_child(instance=each))) for each in pages)]
    settle()
    return names


def merge(old, new):
    output = StringIO()
    call_command("merge_resources", old, new, stdout=output)
    return output.getvalue()


def leads_to(client, name):
    response = client.get(f"/id/{name}")
    return (response.status_code, response.get("Location"))


def test_the_old_identifier_leads_on_once_it_is_withdrawn(twins, project, client):
    old, new, _ = twins
    said = merge(iri(old), new)
    assert f"{iri(old)} leads to {iri(new)}" in said
    assert "still public" in said
    assert leads_to(client, old)[0] == 303
    project.delete()
    assert leads_to(client, old) == (301, iri(new))
    assert client.get(f"/data/{old}.ttl").status_code == 301


def test_a_chain_is_one_step(twins, project, client):
    first, second, third = twins
    project.unpublish()
    assert "still public" not in merge(first, second)
    models.ProjectPage.objects.get(slug="twin").unpublish()
    merge(second, third)
    assert leads_to(client, first) == (301, iri(third))
    publish(project)
    project.unpublish()
    assert f"leads to {iri(third)}" in merge(first, second)


def test_what_cannot_be_joined_gets_a_sentence(twins, project):
    first, second, _ = twins
    for old, new, sentence in (
        ("project/unknown", second, "Nothing was ever public as “project/unknown”"),
        (first, "project/unknown", "Nothing was ever public as “project/unknown”"),
        (first, first, "cannot become itself"),
    ):
        with pytest.raises(CommandError, match=sentence):
            merge(old, new)
    merge(first, second)
    with pytest.raises(CommandError, match="cannot become it"):
        merge(second, first)
    restrict(project)
    with pytest.raises(CommandError, match="is not public"):
        merge(second, first)
    assert "nothing leads on from there" in merge(first, second)
