"""Names in a table become IRIs: the service that OpenRefine asks, and what it must never tell."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from cms import models
from graph.declarations import registry
from graph.identity import id_of, iri
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
SCHEMAS = Path(__file__).parents[3] / "shared" / "inputs" / "conformance" / "reconciliation-0.2"


@pytest.fixture
def post(client):
    def post(**parameters):
        return client.post("/reconcile", urlencode(parameters), content_type=FORM)

    return post


@pytest.fixture
def ask(post):
    """Return the result for one query."""

    def ask(text="", **query):
        response = post(queries=json.dumps({"q0": {"query": text, **query}}))
        assert response.status_code == 200, response.content
        return response.json()["q0"]["result"]

    return ask


def ids(result):
    return [each["id"] for each in result]


def test_equal_name_is_a_match(ask, project):
    (first, *_) = ask("Cambodge", type="Country")
    assert first["id"] == "country/KH"
    assert first["match"]
    assert first["score"] == 100
    assert first["name"] == "Cambodia"
    assert first["type"] == [{"id": "Country", "name": "Country"}]


@pytest.mark.parametrize("written", ["Cambodai", "the Cambodia", "CAMBODIA (KHM)", "Camboja"])
def test_name_that_is_nearly_right_comes_first(ask, project, written):
    assert ids(ask(written, type="Country"))[0] == "country/KH"


def test_name_of_two_is_no_match(ask, project, index):
    for slug in ("one", "two"):
        publish(index.add_child(instance=models.ProjectPage(title="Museum network", slug=slug)))
    result = ask("Museum network", type="Project")
    assert [each["match"] for each in result[:2]] == [False, False]


def test_properties_tell_namesakes_apart(ask, project, index, korea):
    other = models.ProjectPage(title=project.title, slug="other")
    other.country_links = [models.CountryLink(country=korea)]
    publish(index.add_child(instance=other))
    for country, page in (("KH", project), ("Republic of Korea", other), ({"id": "country/KR"}, other)):
        stated = [{"pid": "countries", "v": country}]
        result = ask(project.title, type="Project", properties=stated)
        assert ids(result)[0] == id_of(page)
        assert [each["match"] for each in result[:2]] == [True, False]
        assert ids(ask(type="Project", properties=stated)) == [id_of(page)]


def test_limit_is_kept(ask, project):
    assert len(ask("Cambodia", limit=1)) == 1


def test_values_of_properties(post, project, donor):
    extend = {"ids": [id_of(project), "project/none"], "properties": [{"id": "countries"}, {"id": "title_en"}]}
    answer = post(extend=json.dumps(extend)).json()
    assert [each["id"] for each in answer["meta"]] == ["countries", "title_en"]
    assert answer["meta"][0]["type"]["id"] == "Country"
    assert answer["rows"][id_of(project)] == {
        "countries": [{"id": "country/KH", "name": "Cambodia"}],
        "title_en": [{"str": project.title}],
    }
    assert answer["rows"]["project/none"] == {"countries": [], "title_en": []}


def test_every_property_that_is_offered_can_be_had(client, post, project):
    for declared in registry().resources:
        offered = client.get("/reconcile/properties", {"type": declared.name}).json()["properties"]
        names = [each["id"] for each in offered][:20]
        response = post(extend=json.dumps({"ids": [id_of(project)], "properties": [{"id": name} for name in names]}))
        assert response.status_code == 200
        assert set(response.json()["rows"][id_of(project)]) == set(names)


def test_what_is_not_public_is_no_candidate_no_value_and_no_preview(ask, client, post, project, index):
    draft = index.add_child(instance=models.ProjectPage(title="Secret plan", slug="secret", live=False))
    assert ask("Secret plan") == []
    assert ids(ask(project.title)) != []
    restrict(project)
    assert id_of(project) not in ids(ask(project.title))
    assert client.get("/reconcile/suggest/entity", {"prefix": project.title[:8]}).json() == {"result": []}
    for page in (project, draft):
        extend = {"ids": [id_of(page)], "properties": [{"id": "title_en"}]}
        assert post(extend=json.dumps(extend)).json()["rows"] == {id_of(page): {"title_en": []}}
        assert client.get("/reconcile/preview", {"id": id_of(page)}).status_code == 404


def test_people_who_type_get_suggestions(client, project):
    entities = client.get("/reconcile/suggest/entity", {"prefix": "Phnom Pe"}).json()["result"]
    assert [each["id"] for each in entities] == [id_of(project)]
    types = client.get("/reconcile/suggest/type", {"prefix": "organi"}).json()["result"]
    assert "Organisation" in [each["id"] for each in types]
    properties = client.get("/reconcile/suggest/property", {"prefix": "countr"}).json()["result"]
    assert "countries" in [each["id"] for each in properties]


def test_preview_is_shown_in_frames_of_others_and_runs_nothing(client, project):
    response = client.get("/reconcile/preview", {"id": id_of(project)})
    assert project.title in response.content.decode()
    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "script" not in response["Content-Security-Policy"]


def test_addresses_of_the_service_lead_to_resources(client, project):
    service = client.get("/reconcile").json()
    view = service["view"]["url"].replace("{{id}}", id_of(project).replace("/", "%2F"))
    assert client.get(view.removeprefix("http://testserver"), headers={"Accept": "text/html"}).status_code == 303
    assert service["identifierSpace"] == iri("")
    assert client.get("/reconcile")["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"queries": "{"}, "not JSON"),
        ({"queries": "[]"}, "must be an object"),
        ({"queries": '{"q0": []}'}, "must be an object"),
        ({"queries": '{"q0": {}}'}, "neither"),
        ({"queries": '{"q0": {"query": 5}}'}, "neither"),
        ({"queries": json.dumps({"q0": {"query": "x" * 301}})}, "300 characters"),
        ({"queries": '{"q0": {"query": "x", "type": "Unicorn"}}'}, "Unicorn"),
        ({"queries": '{"q0": {"query": "x", "type": "Funding"}}'}, "Funding"),
        ({"queries": '{"q0": {"query": "x", "limit": "many"}}'}, "limit"),
        ({"queries": '{"q0": {"query": "x", "properties": [{"v": 1}]}}'}, "pid"),
        ({"queries": json.dumps({str(at): {"query": "x"} for at in range(51)})}, "51 queries"),
        ({"extend": "{}"}, "ids"),
        ({"extend": '{"ids": "all", "properties": []}'}, "ids"),
    ],
)
def test_bad_requests_are_refused_with_a_sentence(post, parameters, says):
    response = post(**parameters)
    assert response.status_code == 400
    assert says in response.content.decode()


def test_body_that_is_no_form_or_too_long_is_refused(client):
    assert client.post("/reconcile", "{}", content_type="application/json").status_code == 415
    assert client.post("/reconcile", f"queries={'x' * 300_000}", content_type=FORM).status_code == 413


def test_answers_are_valid_by_the_official_schemas(client, post, project):
    if not SCHEMAS.is_dir():
        pytest.skip("The schemas of the Reconciliation API are not beside the project.")
    jsonschema = pytest.importorskip("jsonschema", reason="make clients installs jsonschema")
    registries = pytest.importorskip("referencing")
    referencing = pytest.importorskip("referencing.jsonschema")
    contents = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    for schema in contents.values():
        # They name one another by file.
        schema.pop("$id", None)
    as_resource = referencing.DRAFT7.create_resource
    store = registries.Registry().with_resources((name, as_resource(each)) for name, each in contents.items())
    extend = {"ids": [id_of(project)], "properties": [{"id": "countries"}, {"id": "title_en"}]}
    answers = {
        "reconciliation-result-batch.json": post(queries='{"q0": {"query": "Cambodia"}}'),
        "data-extension-response.json": post(extend=json.dumps(extend)),
        "data-extension-property-proposal.json": client.get("/reconcile/properties?type=Project"),
        "suggest-entities-response.json": client.get("/reconcile/suggest/entity?prefix=Cam"),
        "suggest-types-response.json": client.get("/reconcile/suggest/type?prefix=c"),
        "suggest-properties-response.json": client.get("/reconcile/suggest/property?prefix=c"),
    }
    for name, answer in answers.items():
        jsonschema.Draft7Validator(contents[name], registry=store).validate(answer.json())
    manifest = contents["manifest.json"]
    # It leads to a schema of Swagger's, which is not at hand, for a feature that we do not have.
    del manifest["properties"]["authentication"]
    jsonschema.Draft7Validator(manifest, registry=store).validate(client.get("/reconcile").json())
