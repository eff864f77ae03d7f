"""Goals and targets, parties and terms against what others have published."""

import csv

import pycountry
import rdflib
from rdflib.namespace import RDF

from cms.reference_data import monitoring
from cms.reference_data.parties import parties_2005
from cms.reference_data.project_types import PROJECT_TYPES
from cms.reference_data.sustainable_development import goals_and_targets
from cms.reference_data.themes import THEMES
from graph.languages import LANGUAGES

UN = "http://metadata.un.org/sdg/"
ONTOLOGY = rdflib.Namespace(f"{UN}ontology#")


def test_goals_and_targets_are_those_of_the_united_nations(others):
    graph = rdflib.Graph().parse(others("vocab/sdg-kos-goals-targets-indicators.ttl"))
    wanted = {}
    for kind in (ONTOLOGY.Goal, ONTOLOGY.Target):
        for each in graph.subjects(RDF.type, kind):
            goal = graph.value(each, ONTOLOGY.isTargetOf)
            wanted[str(each).removeprefix(UN)] = str(goal or "").removeprefix(UN)
    assert {target.code: target.goal for target in goals_and_targets()} == wanted


def test_a_name_of_a_target_is_no_sentence_of_the_united_nations(others):
    graph = rdflib.Graph().parse(others("vocab/sdg-kos-goals-targets-indicators.ttl"))
    texts = {str(text).casefold() for text in graph.objects(None, rdflib.SKOS.prefLabel)}
    labels = [label.casefold() for target in goals_and_targets() for label in target.labels.values()]
    assert not texts & set(labels)
    assert max(map(len, labels)) < 70


def test_goals_have_names_in_six_languages_and_targets_in_three():
    for target in goals_and_targets():
        assert len(target.labels) == (3 if target.goal else 6)


def test_parties_are_those_whose_dates_were_verified(others):
    with others("convention/parties-2005-A-to-D-partial.csv").open(encoding="utf-8") as file:
        wanted = {
            (
                pycountry.countries.get(alpha_3=row["iso3"]).alpha_2,
                row["deposited"],
                row["in_force"],
                # The list does not tell the other three kinds apart.
                "" if "/" in row["instrument"] else row["instrument"],
            )
            for row in csv.DictReader(file)
        }
    found = {(each.country, each.deposited, each.in_force, each.kind) for each in parties_2005() if each.country}
    assert found == wanted


def test_the_framework_has_four_goals_and_eleven_areas_that_name_known_targets():
    known = {target.code for target in goals_and_targets()}
    areas = [area for goal in monitoring.GOALS for area in goal.areas]
    assert (len(monitoring.GOALS), len(areas)) == (4, 11)
    assert {code for area in areas for code in area.targets} <= known


def test_terms_have_other_names_in_every_language_and_none_twice():
    for terms in (THEMES, PROJECT_TYPES):
        for language in LANGUAGES:
            names = [name for term in terms for name in (term.labels[language], *term.alternative_labels[language])]
            assert len(names) == len({name.casefold() for name in names})
