"""Lists of concepts are schemes that tools for thesauri accept, and the vocabulary avoids the usual pitfalls.

The questions follow qSKOS (https://github.com/cmader/qSKOS/wiki/Quality-Issues) and OOPS! (https://oops.linkeddata.es).
"""

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from cms import models
from graph.declarations import ACCORD, SCHEMA, registry
from graph.identity import id_of, iri
from tests.graph.publishing.conftest import body

pytestmark = pytest.mark.django_db

CONCEPT_FAULTS = {
    "a concept without a scheme": "?each a skos:Concept FILTER NOT EXISTS { ?each skos:inScheme ?scheme }",
    "a scheme that is not described": "?x skos:inScheme ?each FILTER NOT EXISTS { ?each a skos:ConceptScheme }",
    "a scheme without a label": "?each a skos:ConceptScheme FILTER NOT EXISTS { ?each rdfs:label ?label }",
    "a concept without a label": "?each a skos:Concept FILTER NOT EXISTS { ?each skos:prefLabel ?label }",
    "two labels in one language": """?each skos:prefLabel ?one, ?other
        FILTER(?one != ?other && LANG(?one) = LANG(?other))""",
    "a label without a language": "?each a skos:Concept ; skos:prefLabel ?label FILTER(LANG(?label) = '')",
    "an empty label": "?each skos:prefLabel ?label FILTER(STR(?label) = '')",
    "a label that is another name too": "?each skos:prefLabel ?label ; skos:altLabel ?label",
    "a cycle": "?each skos:broader+ ?each",
    "a top concept below another": "?each skos:topConceptOf ?scheme ; skos:broader ?above",
    "a concept that hangs on nothing": """?each a skos:Concept
        FILTER NOT EXISTS { ?each skos:topConceptOf ?scheme } FILTER NOT EXISTS { ?each skos:broader ?above }""",
    "a top concept outside of its scheme": """?each skos:topConceptOf ?scheme
        FILTER NOT EXISTS { ?each skos:inScheme ?scheme }""",
    "a broader concept that is none": "?x skos:broader ?each FILTER NOT EXISTS { ?each a skos:Concept }",
    "broader and related": "?each skos:broader+ ?other ; skos:related ?other",
    "two concepts of one notation": """?each skos:notation ?code ; skos:inScheme ?scheme .
        ?other skos:notation ?code ; skos:inScheme ?scheme FILTER(?each != ?other)""",
}
PITFALLS = {
    "P08 no label": "?each rdfs:isDefinedBy ?vocabulary FILTER NOT EXISTS { ?each rdfs:label|skos:prefLabel ?label }",
    "P11 no domain or range": """?each a rdf:Property
        FILTER(NOT EXISTS { ?each rdfs:domain ?x } || NOT EXISTS { ?each rdfs:range ?x })""",
    "P19 several domains": "?each rdfs:domain ?one, ?other FILTER(?one != ?other)",
    "P03 “is” as a relation": "?each a owl:ObjectProperty FILTER(REGEX(STR(?each), '#is$'))",
    "P06 a cycle of classes": "?each rdfs:subClassOf+ ?each",
    "P32 two classes of one label": """?each a owl:Class ; rdfs:label ?label . ?other a owl:Class ; rdfs:label ?label
        FILTER(?each != ?other)""",
    "P33 a property below itself": "?each rdfs:subPropertyOf+ ?each",
    "P34 a class without a type": "?x rdfs:subClassOf ?each FILTER(STRSTARTS(STR(?each), STR(accord:))) "
    "FILTER NOT EXISTS { ?each a owl:Class }",
    "P38 no ontology": "BIND(1 AS ?each) FILTER NOT EXISTS { ?x a owl:Ontology }",
    "P41 no licence": "?each a owl:Ontology FILTER NOT EXISTS { ?each dct:license ?licence }",
}


@pytest.fixture
def vocabulary(client):
    return rdflib.Graph().parse(data=client.get("/vocab.ttl").content, format="turtle")


@pytest.fixture
def everything(content, vocabulary, client):
    """Return the data with its vocabulary, and with a goal and an area of an edition, a theme and a target."""
    goal = models.MonitoringGoal.objects.create(labels={"en": "Support systems"}, number=1, edition="2016")
    models.MonitoringArea.objects.create(labels={"en": "Digital"}, goal=goal)
    models.Theme.objects.create(labels={"en": "Status of the artist"})
    above = models.SustainableDevelopmentTarget.objects.create(labels={"en": "Work"}, code="8")
    models.SustainableDevelopmentTarget.objects.create(labels={"en": "Jobs"}, code="8.3", goal=above)
    graph = rdflib.Graph().parse(data=body(client.get("/data/all.ttl")), format="turtle")
    return graph.parse(data=client.get("/vocab.ttl").content, format="turtle")


def found(graph, pattern):
    query = f"PREFIX accord: <{ACCORD}> PREFIX dct: <{DCTERMS}> SELECT DISTINCT ?each WHERE {{ {pattern} }}"
    return [str(row.each) for row in graph.query(query)]


def test_no_concept_has_a_fault(everything, subtests):
    for fault, pattern in CONCEPT_FAULTS.items():
        with subtests.test(fault):
            assert found(everything, pattern) == []


def test_the_faults_would_be_found(everything):
    concept = rdflib.URIRef("http://e/concept")
    everything.add((concept, RDF.type, SKOS.Concept))
    everything.add((concept, SKOS.broader, concept))
    everything.add((concept, SKOS.prefLabel, rdflib.Literal("")))
    caught = {fault for fault, pattern in CONCEPT_FAULTS.items() if str(concept) in found(everything, pattern)}
    assert caught >= {"a concept without a scheme", "a cycle", "an empty label", "a label without a language"}


def test_the_vocabulary_has_no_pitfall(vocabulary, subtests):
    for pitfall, pattern in PITFALLS.items():
        with subtests.test(pitfall):
            assert found(vocabulary, pattern) == []


def test_every_coded_type_has_a_class_and_a_scheme_of_its_own(vocabulary):
    concepts = [declared for declared in registry() if declared.scheme]
    assert {each.name for each in concepts} >= {"Country", "Theme", "ProjectType", "MonitoringGoal", "MonitoringArea"}
    for declared in concepts:
        assert (declared.scheme, RDF.type, SKOS.ConceptScheme) in vocabulary
        shared = [each for each in registry() if declared.classes[0] in each.graph_type.rdf]
        assert shared == [declared]


def test_each_edition_is_a_scheme_with_its_goals_on_top(everything):
    goal = rdflib.URIRef(iri(id_of(models.MonitoringGoal.objects.get(number=1, edition="2016"))))
    edition = ACCORD["MonitoringGoalScheme-2016"]
    assert set(everything.objects(goal, SKOS.topConceptOf)) == {ACCORD.MonitoringGoalScheme, edition}
    assert str(everything.value(edition, OWL.versionInfo)) == "2016"
    country = rdflib.URIRef(iri("country/KH"))
    assert (country, SKOS.inScheme, ACCORD.CountryScheme) in everything
    assert "3166" in str(everything.value(ACCORD.CountryScheme, OWL.versionInfo))


def test_the_vocabulary_says_what_it_is(vocabulary):
    [ontology] = vocabulary.subjects(RDF.type, OWL.Ontology)
    stated = {predicate.rpartition("/")[2].rpartition("#")[2] for predicate in vocabulary.predicates(ontology)}
    assert stated >= {"title", "description", "versionInfo", "license", "publisher", "preferredNamespacePrefix"}


def test_a_country_is_named_for_one_reason_and_as_a_place(content, vocabulary, client):
    graph = rdflib.Graph().parse(data=body(client.get("/data/all.ttl")), format="turtle")
    for reason in (ACCORD.recipientCountry, ACCORD.participatingCountry):
        assert (reason, rdflib.RDFS.subPropertyOf, DCTERMS.spatial) in vocabulary
    named = list(graph.subject_objects(ACCORD.recipientCountry))
    assert named
    for reason in (ACCORD.recipientCountry, ACCORD.participatingCountry, SCHEMA.spatialCoverage):
        for subject, country in graph.subject_objects(reason):
            assert (subject, DCTERMS.spatial, country) in graph
