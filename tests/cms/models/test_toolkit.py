"""What toolkits, modules and news say in the graph, links inside blocks included."""

import pytest

from cms import models
from graph import identity, presentation, replica
from graph.replica import differences
from tests.fixtures import publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def exact_in_the_end(db):
    yield
    assert [str(each) for each in differences()] == []


@pytest.fixture
def toolkit(index):
    return publish(index.add_child(instance=models.ToolkitPage(title="Policies for creativity", slug="toolkit")))


@pytest.fixture
def module(toolkit, project, cambodia):
    """Return a published module with the project as a case study."""
    study = {"title": "Theatre", "text": "<p>Early.</p>", "projects": [project.pk], "countries": [cambodia.pk]}
    page = models.ToolkitModulePage(title="Listening to artists", slug="listening", audience="Staff of ministries")
    page.body = page._meta.get_field("body").to_python(
        [
            {"type": "case_study", "value": study, "id": "one"},
            {"type": "quote", "value": {"quotation": "We met.", "speaker": "A. Poet", "role": "Author"}, "id": "two"},
        ]
    )
    return publish(toolkit.add_child(instance=page))


def values(instance):
    with replica.reading() as graph:
        return graph.node(identity.id_of(instance))["values"]


def blocks(instance):
    resource = identity.id_of(instance)
    with replica.reading() as graph:
        return graph.texts([resource])[resource]["body"]["en"]


def test_case_studies_are_links_to_projects_and_countries(module, project):
    assert values(module)["case_studies"] == [identity.id_of(project)]
    assert values(module)["countries"] == ["country/KH"]


def test_a_case_study_whose_project_is_withdrawn_no_longer_links_to_it(module, project):
    assert blocks(module)[0]["value"]["projects"] == [{"resource": identity.id_of(project)}]
    project.unpublish()
    assert "case_studies" not in values(module)
    assert blocks(module)[0]["value"]["projects"] == []


def test_blocks_keep_their_ids_and_their_structure(module):
    quote = blocks(module)[1]
    assert quote == {
        "id": "two",
        "type": "quote",
        "value": {"quotation": "We met.", "speaker": "A. Poet", "role": "Author"},
    }


def test_a_toolkit_has_its_modules_in_the_editors_order(toolkit, module):
    second = publish(toolkit.add_child(instance=models.ToolkitModulePage(title="Second", slug="second")))
    toolkit.module_links = [models.ModuleLink(module=second), models.ModuleLink(module=module)]
    publish(toolkit)
    assert values(toolkit)["modules"] == [identity.id_of(second), identity.id_of(module)]


def test_an_activity_below_a_toolkit_belongs_to_it(toolkit):
    activity = toolkit.add_child(instance=models.ActivityPage(title="Peer review", slug="review", kind="peer-review"))
    assert values(activity)["toolkits"] == [identity.id_of(toolkit)]


def test_news_is_about_anything(index, project, donor, module):
    page = models.NewsPage(title="A new law", slug="law", date="2021-12-09")
    page.subject_links = [models.Subject(about_page=project), models.Subject(organisation=donor)]
    page.subject_links.add(models.Subject(about_page=module))
    publish(index.add_child(instance=page))
    assert values(page)["about"] == [identity.id_of(each) for each in (project, donor, module)]
    assert values(page)["date"] == "2021-12-09"


def test_a_module_comes_after_its_prerequisites_whatever_the_editors_order(toolkit, module, client):
    first = publish(toolkit.add_child(instance=models.ToolkitModulePage(title="Mapping", slug="mapping")))
    module.prerequisite_links = [models.Prerequisite(module=first)]
    publish(module)
    toolkit.module_links = [models.ModuleLink(module=module), models.ModuleLink(module=first)]
    publish(toolkit)
    query = "{ toolkits { nodes { modules { nodes { title prerequisites { nodes { title } } } } } } }"
    answer = client.post("/graphql/", {"query": query}, content_type="application/json").json()
    assert answer["data"]["toolkits"]["nodes"][0]["modules"]["nodes"] == [
        {"title": "Mapping", "prerequisites": {"nodes": []}},
        {"title": "Listening to artists", "prerequisites": {"nodes": [{"title": "Mapping"}]}},
    ]
    resource = identity.id_of(module)
    with replica.reading() as graph:
        [place] = presentation.from_replica(graph, resource, "en").places
    assert (place.within.text, place.number, place.count) == ("Policies for creativity", 2, 2)
    assert (place.previous.text, place.next) == ("Mapping", None)
