"""Goals and targets, parties and terms against what others have published."""

import csv

import pycountry
import rdflib
from rdflib.namespace import RDF

from cms.data.reference import facts
from graph.declarations import LANGUAGES

UN = "http://metadata.un.org/sdg/"
ONTOLOGY = rdflib.Namespace(f"{UN}ontology#")


def test_goals_and_targets_are_those_of_the_united_nations(others):
    graph = rdflib.Graph().parse(others("vocab/sdg-kos-goals-targets-indicators.ttl"))
    wanted = {}
    for kind in (ONTOLOGY.Goal, ONTOLOGY.Target):
        for each in graph.subjects(RDF.type, kind):
            goal = graph.value(each, ONTOLOGY.isTargetOf)
            wanted[str(each).removeprefix(UN)] = str(goal or "").removeprefix(UN)
    assert {target.code: target.goal for target in facts.targets()} == wanted


def test_a_name_of_a_target_is_no_sentence_of_the_united_nations(others):
    graph = rdflib.Graph().parse(others("vocab/sdg-kos-goals-targets-indicators.ttl"))
    texts = {str(text).casefold() for text in graph.objects(None, rdflib.SKOS.prefLabel)}
    labels = [label.casefold() for target in facts.targets() for label in target.labels.values()]
    assert not texts & set(labels)
    assert max(map(len, labels)) < 70


def test_goals_have_names_in_six_languages_and_targets_in_three():
    for target in facts.targets():
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
    parties = facts.participations("2005-convention")
    found = {(party.country, party.deposited, party.in_force, party.kind or "") for party in parties if party.country}
    assert found == wanted


def test_the_framework_has_four_goals_and_eleven_areas():
    goals = facts.framework().goals
    assert (len(goals), sum(len(goal.areas) for goal in goals)) == (4, 11)


def test_terms_have_other_names_in_every_language_and_none_twice():
    for terms in (facts.themes(), facts.project_types()):
        for language in LANGUAGES:
            names = [name for term in terms for name in (term.labels[language], *term.other_names[language])]
            assert len(names) == len({name.casefold() for name in names})
