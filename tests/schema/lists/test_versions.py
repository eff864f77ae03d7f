"""Lists by version, and the list of everything."""

import pytest
from django.core.files.base import ContentFile

from cms import models
from graph.identity import id_of, iri
from graph.models import Resource
from tests.fixtures import public, publish, restrict

pytestmark = pytest.mark.django_db

EVERYTHING = """query ($filter: ResourceFilter, $after: String, $orderBy: [ResourceOrder!] = [VERSION_ASC]) {
    resources(filter: $filter, orderBy: $orderBy, first: 3, after: $after) {
        totalCount nodes { id version } pageInfo { endCursor hasNextPage }
        facets { type { values { value count } } }
    }
}"""


@pytest.fixture
def read(ask):
    """Return all pages of the list of everything."""

    def nodes(**variables):
        found, page = [], {"endCursor": None, "hasNextPage": True}
        while page["hasNextPage"]:
            answer = ask(EVERYTHING, after=page["endCursor"], **variables)["resources"]
            found += answer["nodes"]
            page = answer["pageInfo"]
        assert len(found) == answer["totalCount"]
        return found

    return nodes


def test_everything_is_listed_in_the_order_of_its_versions(project, read):
    nodes = read()
    assert {each["id"] for each in nodes} == set(map(iri, public()))
    assert [each["version"] for each in nodes] == sorted(each["version"] for each in nodes)
    assert [each["version"] for each in read(orderBy=["VERSION_DESC"])] == [each["version"] for each in nodes][::-1]


def test_the_order_follows_changes(project, korea, read):
    before = read()
    project.title = "Second"
    publish(project)
    hidden = models.Theme.objects.create(labels={"en": "Policy"})
    after = read()
    assert after[-1]["id"] == iri(id_of(hidden))
    assert len(after) == len(before) + 1
    restrict(project)
    assert iri(id_of(project)) not in {each["id"] for each in read()}


def test_only_what_is_newer_is_found(project, korea, read, ask):
    newest = max(each["version"] for each in read())
    assert read(filter={"version": {"gt": newest}}) == []
    project.title = "Second"
    publish(project)
    public()
    version = Resource.objects.get(pk=id_of(project)).change_id
    [found] = [each for each in read(filter={"version": {"gt": newest}}) if "project" in each["id"]]
    assert found == {"id": iri(id_of(project)), "version": version}
    query = "query ($filter: ProjectFilter) { projects(filter: $filter, orderBy: VERSION_DESC) { nodes { id } } }"
    for condition, count in (({"gte": version}, 1), ({"lt": version}, 0), ({"in": [version]}, 1), ({"lte": newest}, 0)):
        assert len(ask(query, filter={"version": condition})["projects"]["nodes"]) == count


def test_a_part_has_the_version_of_what_holds_it(project, read):
    [funding] = read(filter={"type": {"eq": "FUNDING"}})
    [owner] = read(filter={"type": {"eq": "PROJECT"}})
    assert funding["version"] == owner["version"]


def test_types_are_counted(project, ask):
    facet = ask(EVERYTHING)["resources"]["facets"]["type"]["values"]
    assert {each["value"]: each["count"] for each in facet}["PROJECT"] == 1


def test_a_file_has_the_time_of_its_last_change(project, ask):
    file = models.DocumentFile(title="Report")
    file.file.save("report.txt", ContentFile(b"text"))
    project.document_links = [models.DocumentLink(document=file)]
    publish(project)
    query = "{ documents { nodes { title modified } } }"
    [before] = ask(query)["documents"]["nodes"]
    file.title = "Final report"
    file.save()
    [after] = ask(query)["documents"]["nodes"]
    assert before["modified"] <= after["modified"]
    assert after == {"title": "Final report", "modified": file.modified.isoformat().replace("+00:00", "Z")}
