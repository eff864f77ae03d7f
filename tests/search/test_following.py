"""Search documents say what the journal says: written with it, gone with it, compared and mended by verify_graph."""

import pytest
from django.core.management import call_command

from cms import models
from graph import identity, mirror
from graph.mirror import rebuild
from graph.models import PendingMark
from graph.replica import differences, reading
from search import following
from search.documents import LONGEST
from search.models import SearchDocument
from search.results import search
from tests.fixtures import public, publish, restrict, settle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def exact_in_the_end(db):
    yield
    assert [str(each) for each in differences()] == []
    assert not SearchDocument.objects.filter(withdrawn=True).exists()


def found(text, **how):
    with reading() as replica:
        return set(search(replica, text, **how).hits)


def test_what_is_published_is_found_with_the_next_question(project):
    assert found("Phnom Penh") == {identity.id_of(project)}
    project.title = "Training in Battambang"
    publish(project)
    assert found("Phnom Penh") == set()
    assert found("battambang") == {identity.id_of(project)}


def test_drafts_are_not_found(project):
    project.title = "Unheard of"
    project.save_revision()
    assert found("unheard") == set()


@pytest.mark.parametrize("hide", [restrict, lambda page: page.unpublish(), lambda page: page.delete()])
def test_what_is_hidden_is_not_found_any_more(project, hide):
    assert found("Phnom Penh")
    hide(project)
    assert found("Phnom Penh") == set()
    assert not SearchDocument.objects.filter(resource=identity.id_of(project), withdrawn=False).exists()


def test_what_is_public_again_is_found_again(project):
    restriction = restrict(project)
    assert found("Phnom Penh") == set()
    restriction.delete()
    assert found("Phnom Penh") == {identity.id_of(project)}


def test_an_organisation_is_found_as_long_as_something_public_names_it(project, donor):
    assert found("ministry") == {identity.id_of(donor)}
    project.unpublish()
    assert found("ministry") == set()


def test_of_thousands_hidden_at_once_the_documents_go_in_portions(project, index, monkeypatch):
    pages = [index.add_child(instance=models.ProjectPage(title=f"Weaving {n}", slug=f"w{n}")) for n in range(6)]
    settle()
    assert len(found("weaving")) == len(pages)
    monkeypatch.setattr(following, "REMOVED_AT_ONCE", 2)
    monkeypatch.setattr(mirror.drain, "__defaults__", (3,))
    restrict(index)
    assert found("weaving") == set()
    assert SearchDocument.objects.filter(withdrawn=True).exists()
    settle()
    rebuild()


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (lambda documents: documents.update(body="forged"), "the document in en differs"),
        (lambda documents: documents.delete(), "the document in en differs"),
        (lambda documents: documents.update(resource="project/nobody"), "is of what is not public"),
    ],
)
def test_a_document_that_differs_is_listed_and_mended(project, capsys, damage, what):
    public()
    damage(SearchDocument.objects.filter(resource=identity.id_of(project)))
    with pytest.raises(SystemExit):
        call_command("verify_graph")
    assert what in capsys.readouterr().out
    call_command("verify_graph", repair=True)
    assert found("forged") == set()
    assert found("Phnom Penh") == {identity.id_of(project)}


def test_a_rebuild_makes_what_is_missing_and_leaves_the_rest(project):
    public()
    kept = set(SearchDocument.objects.exclude(resource=identity.id_of(project)).values_list("pk", flat=True))
    SearchDocument.objects.filter(resource=identity.id_of(project)).delete()
    rebuild()
    assert found("Phnom Penh") == {identity.id_of(project)}
    assert kept <= set(SearchDocument.objects.values_list("pk", flat=True))


def test_documents_of_earlier_declarations_are_made_anew(project):
    public()
    SearchDocument.objects.update(declared="other", body="of long ago")
    rebuild()
    assert found("long ago") == set()


def test_a_text_of_any_length_is_published(project):
    """Of words that all differ, because an index keeps each once."""
    words = " ".join(f"w{number:x}" for number in range(45_000))
    project.overview = f"<p>{words}</p>"
    publish(project)
    assert found("Phnom Penh") == found("w2") == {identity.id_of(project)}
    assert not PendingMark.objects.exists()
    document = SearchDocument.objects.get(resource=identity.id_of(project))
    assert LONGEST - 1000 < len(document.body) <= LONGEST
