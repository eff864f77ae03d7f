"""Results, outcomes, key figures, languages and identifiers: from the editor's act to what the graph says."""

import pytest
import rdflib
from django.db.models import ProtectedError

from cms import models
from graph import replica
from graph.declarations import ACCORD, DCTERMS, OWL, SCHEMA, XSD
from graph.description import turtle_header
from graph.identity import id_of, iri, resource_id
from graph.models import Resource
from tests.fixtures import public, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]


@pytest.fixture
def outcome(db):
    """Return an outcome that is public only where something public names it."""
    return models.Outcome.objects.create(labels={"en": "A law on artists"}, kind="law", live=False)


@pytest.fixture
def result(project, outcome, cambodia):
    row = models.Result(outcome=outcome, indicator="Officials trained", baseline="none", target="40", actual="36")
    row.country_links = [models.ResultCountry(country=cambodia)]
    project.results = [row]
    publish(project)
    return models.Result.objects.get()


@pytest.fixture
def page(result):
    """Return the page with its result, as an editor opens it."""
    return models.ProjectPage.objects.get()


def values_of(part):
    with replica.reading() as graph:
        return graph.node(resource_id(part.graph_type, part.translation_key))["values"]


def statements(instance):
    public()
    return rdflib.Graph().parse(data=turtle_header() + Resource.objects.get(pk=id_of(instance)).change.turtle)


def test_a_result_names_its_outcome_which_leads_back(result, project, outcome, values):
    assert values(project)["outcomes"] == [id_of(outcome)]
    assert values_of(result)["outcome"] == [id_of(outcome)]
    assert values_of(result)["countries"] == ["country/KH"]


def test_numbers_are_numbers_and_words_have_a_language(result, project):
    graph, node = statements(project), rdflib.URIRef(iri(f"result/{result.translation_key}"))
    found = dict(graph.predicate_objects(node))
    assert found[SCHEMA.value] == rdflib.Literal("36", datatype=XSD.decimal)
    assert found[ACCORD.baseline] == rdflib.Literal("none", lang="en")
    assert found[DCTERMS.spatial] == rdflib.URIRef(iri("country/KH"))
    outcome = found[ACCORD.outcome]
    assert (rdflib.URIRef(iri(id_of(project))), ACCORD.outcome, outcome) in graph


def test_an_outcome_is_public_while_something_public_names_it(result, project, outcome):
    assert id_of(outcome) in public()
    project.unpublish()
    assert id_of(outcome) not in public()


def test_a_draft_does_not_make_an_outcome_public(project, outcome):
    project.results = [models.Result(outcome=outcome)]
    project.save_revision()
    assert id_of(outcome) not in public()


def test_an_outcome_that_a_result_names_cannot_be_deleted(result, outcome):
    with pytest.raises(ProtectedError):
        outcome.delete()


def test_the_countries_of_a_result_are_watched(result, korea, project):
    public()
    models.ResultCountry.objects.update(country=korea)
    assert values_of(result)["countries"] == ["country/KR"]
    models.ResultCountry.objects.all().delete()
    assert "countries" not in values_of(result)


def test_countries_added_to_a_result_by_publishing_are_seen(result, page, korea):
    [row] = page.results.all()
    row.country_links.add(models.ResultCountry(country=korea))
    page.results = [row]
    publish(page)
    assert values_of(result)["countries"] == ["country/KH", "country/KR"]


def test_a_copy_has_results_of_its_own(result, page):
    page.save_revision()
    copied = page.copy(update_attrs={"slug": "copy"})
    copied.get_latest_revision().publish()
    [row] = models.Result.objects.filter(page=copied)
    assert row.translation_key != result.translation_key
    assert values_of(row)["countries"] == values_of(result)["countries"] == ["country/KH"]


def test_key_figures_stand_in_order_as_they_are_written(project, values):
    project.key_figures = [
        models.KeyFigure(sort_order=0, value="600+", label="professionals"),
        models.KeyFigure(sort_order=1, value="1.72", label="million EUR"),
    ]
    publish(project)
    with replica.reading() as graph:
        figures = [graph.node(each)["values"] for each in values(project)["key_figures"]]
    assert [(each["value"], each["label"]) for each in figures] == [
        ("600+", {"en": "professionals"}),
        ("1.72", {"en": "million EUR"}),
    ]


def test_languages_and_identifiers_of_a_project(project, donor, values):
    project.language_links = [models.LanguageLink(language=each) for each in ("km", "en")]
    project.identifiers = [
        models.PageIdentifier(scheme="iati", value="XM-DAC-41304-201KHM1000"),
        models.PageIdentifier(scheme="wikidata", value="Q42"),
    ]
    publish(project)
    assert values(project)["working_languages"] == ["km", "en"]
    assert values(project)["same_as"] == ["http://www.wikidata.org/entity/Q42"]
    graph, node = statements(project), rdflib.URIRef(iri(id_of(project)))
    assert (node, OWL.sameAs, rdflib.URIRef("http://www.wikidata.org/entity/Q42")) in graph
    assert len(list(graph.objects(node, SCHEMA.identifier))) == 2


def test_identifiers_of_an_organisation_follow_its_revisions(donor, project, values):
    donor.identifiers = [models.OrganisationIdentifier(scheme="ror", value="04h4z8k05")]
    revision = donor.save_revision()
    assert "same_as" not in values(donor)
    revision.publish()
    assert values(donor)["same_as"] == ["https://ror.org/04h4z8k05"]
