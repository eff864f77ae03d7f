"""What a project works towards, in every interface and back."""

import pytest
from django.core.exceptions import ValidationError

from cms import models
from tests.fixtures import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    goal = models.SustainableDevelopmentTarget.objects.create(code="8", labels={"en": "Decent work"})
    return models.SustainableDevelopmentTarget.objects.create(code="8.3", labels={"en": "Creativity"}, goal=goal)


@pytest.fixture
def area(target):
    goal = models.MonitoringGoal.objects.create(edition="2016", number=1, labels={"en": "Governance"})
    area = models.MonitoringArea(goal=goal, labels={"en": "Media diversity"})
    area.target_links = [models.MonitoringAreaTarget(target=target)]
    area.save()
    return area


@pytest.fixture
def asean(cambodia):
    group = models.CountryGroup(code="asean", labels={"en": "ASEAN"}, kind="organisation")
    group.members = [models.CountryGroupMember(country=cambodia)]
    group.save()
    return group


@pytest.fixture
def contributing(project, target, area):
    project.sustainable_development_target_links = [models.SustainableDevelopmentTargetLink(target=target)]
    project.monitoring_area_links = [models.MonitoringAreaLink(area=area)]
    project.monitoring_goal_links = [models.MonitoringGoalLink(goal=area.goal)]
    return publish(project)


def answer(client, query: str) -> dict:
    response = client.post("/graphql/", {"query": query}, content_type="application/json").json()
    assert "errors" not in response, response
    return response["data"]


def test_a_project_leads_to_its_targets_and_areas_and_back(client, contributing):
    data = answer(
        client,
        """{ sustainableDevelopmentTarget(code: "8.3") {
          level sameAs goal { code level targets { nodes { code } } }
          projects { nodes { title monitoringGoals { nodes { number edition } } } }
          monitoringAreas { nodes { title goal { number } projects { totalCount } } }
        } }""",
    )["sustainableDevelopmentTarget"]
    assert data["sameAs"] == "http://metadata.un.org/sdg/8.3"
    assert data["goal"] == {"code": "8", "level": "GOAL", "targets": {"nodes": [{"code": "8.3"}]}}
    assert data["projects"]["nodes"][0]["monitoringGoals"]["nodes"] == [{"number": 1, "edition": "2016"}]
    assert data["monitoringAreas"]["nodes"] == [
        {"title": "Media diversity", "goal": {"number": 1}, "projects": {"totalCount": 1}}
    ]


def test_a_country_leads_to_its_groups_and_a_group_to_its_projects(client, project, asean):
    data = answer(
        client,
        """{ country(code: "KH") { groups { nodes { code kind } } }
             countryGroup(code: "asean") { countries { nodes { code projects { totalCount } } } } }""",
    )
    assert data["country"]["groups"]["nodes"] == [{"code": "asean", "kind": "ORGANISATION"}]
    assert data["countryGroup"]["countries"]["nodes"] == [{"code": "KH", "projects": {"totalCount": 1}}]


def test_turtle_says_it_too(client, contributing, asean):
    target = client.get("/data/sdg-target/8.3.ttl").content.decode()
    group = client.get("/data/country-group/asean.ttl").content.decode()
    project = client.get(f"/data/project/{contributing.translation_key}.ttl").content.decode()
    assert "skos:exactMatch <http://metadata.un.org/sdg/8.3>" in target
    assert "skos:member" in group
    assert "id:country\\/KH" in group
    for name in ("sustainableDevelopmentTarget", "monitoringArea", "monitoringGoal"):
        assert f"accord:{name} " in project


@pytest.mark.parametrize("code", ["18.", "8.33x", "SDG 8", "8.A"])
def test_a_code_that_is_none_is_refused(code):
    with pytest.raises(ValidationError, match="goal as 8"):
        models.SustainableDevelopmentTarget(code=code, labels={"en": "Wrong"}).full_clean()


@pytest.mark.parametrize(("code", "below"), [("9.1", True), ("8.4", False), ("9", True)])
def test_a_target_lies_below_the_goal_that_its_code_names(target, code, below):
    row = models.SustainableDevelopmentTarget(code=code, labels={"en": "Wrong"}, goal=target.goal if below else None)
    with pytest.raises(ValidationError, match="correct the code or the goal"):
        row.full_clean()


def test_targets_stand_in_the_order_of_the_agenda(target):
    for code in ("8.b", "8.10", "8.9", "10", "8.a"):
        models.SustainableDevelopmentTarget.objects.create(code=code, labels={"en": code})
    codes = [each.code for each in models.SustainableDevelopmentTarget.objects.all()]
    assert codes == ["8", "8.3", "8.9", "8.10", "8.a", "8.b", "10"]


def test_a_group_is_not_part_of_itself(asean):
    asia = models.CountryGroup.objects.create(code="asia", labels={"en": "Asia"}, part_of=asean)
    asean.part_of = asia
    with pytest.raises(ValidationError, match="part of itself"):
        asean.full_clean()
