"""The graph for assistants over the Model Context Protocol: true and small answers, and nothing that is hidden."""

import json

import orjson
import pytest
from django.test import Client

from cms import models
from graph.budget import SpentError
from graph.declarations import registry
from graph.identity import id_of, iri
from graph.publishing.queries import worked_queries
from home.mcp.tool import MOST_CHARACTERS
from home.mcp.tools import TOOLS
from home.mcp.versions import LEGACY, MODERN, SUPPORTED
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db

CAPABILITIES = "io.modelcontextprotocol/clientCapabilities"
META = {"io.modelcontextprotocol/protocolVersion": MODERN[0], CAPABILITIES: {}}


def send(body, client=None, **headers):
    content = body if isinstance(body, str | bytes) else json.dumps(body)
    return (client or Client()).post("/mcp", content, content_type="application/json", headers=headers)


def request(method, params=None, number=1):
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params or {}}


def modern(method, params=None, **headers):
    """Ask as the newest version prescribes."""
    params = {**(params or {}), "_meta": META}
    named = [params[each] for each in ("name", "uri") if each in params]
    headers = {"MCP-Protocol-Version": MODERN[0], "Mcp-Method": method} | headers
    if named:
        headers.setdefault("Mcp-Name", named[0])
    return send(request(method, params), **headers)


def result(response):
    assert response.status_code == 200, response.content
    return response.json()["result"]


def call(tool, **arguments):
    """Return the object or the Markdown that a tool answers with."""
    found = result(send(request("tools/call", {"name": tool, "arguments": arguments})))
    assert not found["isError"], found
    [content] = found["content"]
    if "structuredContent" in found:
        assert json.loads(content["text"]) == found["structuredContent"]
    return found.get("structuredContent") or content["text"]


def refusal(tool, **arguments):
    found = result(send(request("tools/call", {"name": tool, "arguments": arguments})))
    assert found["isError"]
    return found["content"][0]["text"]


# The protocol


@pytest.mark.parametrize("asked", [*LEGACY, "2024-11-05", "2099-01-01", None])
def test_a_client_and_the_server_agree_on_a_version(asked):
    found = result(send(request("initialize", {"protocolVersion": asked, "capabilities": {}})))
    assert found["protocolVersion"] == (asked if asked in LEGACY else LEGACY[0])
    assert found["capabilities"] == {"tools": {}, "resources": {}, "prompts": {}}
    assert found["serverInfo"]["name"] == "accord"


@pytest.mark.parametrize("version", LEGACY)
def test_a_request_needs_no_session(version, db):
    found = send(request("tools/list"), **{"MCP-Protocol-Version": version})
    assert [each["name"] for each in result(found)["tools"]] == list(TOOLS)
    assert "Mcp-Session-Id" not in found and not found.cookies
    assert found["Cache-Control"] == "no-store"
    assert send({"jsonrpc": "2.0", "method": "notifications/initialized"}).status_code == 202


def test_the_newest_version_needs_no_beginning():
    found = result(modern("server/discover"))
    assert found["supportedVersions"] == list(SUPPORTED)
    assert (found["resultType"], found["cacheScope"]) == ("complete", "public")
    assert found["_meta"]["io.modelcontextprotocol/serverInfo"]["name"] == "accord"
    assert [each["name"] for each in result(modern("tools/list"))["tools"]] == list(TOOLS)
    for removed in ("initialize", "ping", "logging/setLevel"):
        response = modern(removed)
        assert (response.status_code, response.json()["error"]["code"]) == (404, -32601)


@pytest.mark.parametrize(
    ("headers", "params", "code"),
    [
        ({"MCP-Protocol-Version": "1900-01-01"}, {}, -32022),
        ({"MCP-Protocol-Version": MODERN[0]}, {}, -32602),
        ({"MCP-Protocol-Version": LEGACY[0]}, {"_meta": META}, -32020),
        ({}, {"_meta": META}, -32020),
        ({"MCP-Protocol-Version": MODERN[0]}, {"_meta": META}, -32020),
        ({"MCP-Protocol-Version": MODERN[0], "Mcp-Method": "tools/call"}, {"_meta": META}, -32020),
        ({"MCP-Protocol-Version": MODERN[0], "Mcp-Method": "tools/list"}, {"_meta": {**META, CAPABILITIES: 1}}, -32602),
    ],
)
def test_headers_that_do_not_fit_are_refused(headers, params, code):
    response = send(request("tools/list", params), **headers)
    assert (response.status_code, response.json()["error"]["code"], response.json()["id"]) == (400, code, 1)


@pytest.mark.parametrize("name", ["=?base64?c2VhcmNo?=", "search"])
def test_a_name_may_be_encoded_in_its_header(name):
    params = {"name": "search", "arguments": {"query": "x"}}
    assert modern("tools/call", params, **{"Mcp-Name": name}).status_code == 200
    for other in ("describe", "=?base64?!?=", "=?base64?ZGVzY3JpYmU=?="):
        assert modern("tools/call", params, **{"Mcp-Name": other}).json()["error"]["code"] == -32020


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{", -32700), (b"\xff\xfe", -32700), ("[" * 5000, -32700),
        ("1", -32600), ("null", -32600), ("{}", -32600), ('{"jsonrpc": "1.0", "id": 1, "method": "ping"}', -32600),
        ({"jsonrpc": "2.0", "id": None, "method": "ping"}, -32600),
        ({"jsonrpc": "2.0", "id": True, "method": "ping"}, -32600),
        ({"jsonrpc": "2.0", "id": {"a": 1}, "method": "ping"}, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": 7}, -32600),
        ({"jsonrpc": "2.0", "id": 1, "result": {}}, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}, -32602),
        ([], -32600), ([request("ping")] * 9, -32600),
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(body, code):
    response = send(body)
    assert (response.status_code, response.json()["error"]["code"]) == (400, code)


def test_several_messages_at_once_are_answered_where_the_version_has_that():
    batch = [request("ping", number="a"), {"jsonrpc": "2.0", "method": "notifications/x"}, request("none", number=2), 5]
    found = send(batch).json()
    assert [(each["id"], "error" in each) for each in found] == [("a", False), (2, True), (None, True)]
    assert send([{"jsonrpc": "2.0", "method": "notifications/x"}]).status_code == 202
    assert send(batch, **{"MCP-Protocol-Version": LEGACY[0]}).status_code == 400


@pytest.mark.parametrize("method", ["get", "delete", "put", "head"])
def test_only_messages_are_taken(client, method):
    response = getattr(client, method)("/mcp")
    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")
    assert client.post("/mcp", {"a": "b"}).status_code == 415


def test_a_body_that_is_too_long_is_not_read():
    assert send(json.dumps(request("ping", {"x": "y" * 70_000}))).status_code == 413
    assert send(json.dumps(request("ping", {"x": "y" * 400_000}))).status_code == 413


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example", "http://testserver:81"]
)
def test_scripts_of_other_sites_are_refused(origin):
    response = send(request("ping"), Origin=origin)
    assert response.status_code == 403
    assert "Access-Control-Allow-Origin" not in response


def test_scripts_of_this_site_and_of_named_sites_may_ask(settings, client):
    settings.GRAPHQL_ORIGINS = ["https://partner.example"]
    for origin in ("http://testserver", "https://partner.example"):
        response = send(request("ping"), Origin=origin)
        assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, origin)
        asked = client.options("/mcp", headers={"Origin": origin})
        assert asked.status_code == 204 and "Mcp-Method" in asked["Access-Control-Allow-Headers"]


def test_what_fails_inside_is_recorded_and_not_told(monkeypatch, caplog):
    def fails(*_, **__):
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("home.mcp.tools.search.results_of", fails)
    response = send(request("tools/call", {"name": "search", "arguments": {"query": "x"}}))
    assert response.json()["error"]["code"] == -32603
    assert "secret" not in response.content.decode()
    assert "a secret of the inside" in caplog.text


# Tools


def test_schemas_are_valid_and_follow_from_the_declarations():
    tools = {each["name"]: each for each in result(send(request("tools/list")))["tools"]}
    for each in tools.values():
        schema = each["inputSchema"]
        assert (
            schema["additionalProperties"] is False and set(schema.get("required", [])) <= schema["properties"].keys()
        )
        assert all(said["description"] and said["type"] for said in schema["properties"].values())
        assert each["annotations"]["readOnlyHint"] and each["description"]
    types = tools["search"]["inputSchema"]["properties"]["types"]["items"]["enum"]
    assert types == [each.graph_type.slug for each in registry().resources]
    assert tools["run_worked_query"]["inputSchema"]["properties"]["name"]["enum"] == list(worked_queries())
    assert len(orjson.dumps(list(tools.values()))) < 12_000, "an assistant pays for every description"


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("search", {}, "“query” is missing"),
        ("search", {"query": ""}, "1 to 300 characters"),
        ("search", {"query": "x" * 301}, "1 to 300 characters"),
        ("search", {"query": 7}, "is a text"),
        ("search", {"query": "x", "limit": 21}, "from 1 to 20"),
        ("search", {"query": "x", "limit": "5"}, "whole number"),
        ("search", {"query": "x", "limit": True}, "whole number"),
        ("search", {"query": "x", "types": "country"}, "is a list"),
        ("search", {"query": "x", "types": ["user"]}, "is one of country"),
        ("search", {"query": "x", "language": "tlh"}, "is one of en"),
        ("search", {"query": "x", "drafts": True}, "no argument “drafts”"),
        ("describe", {"iri": "project/none"}, "no public resource"),
        ("describe", {"iri": "http://["}, "no public resource"),
        ("describe", {"iri": "https://elsewhere.example/id/country/KH"}, "no public resource"),
        ("describe", {"iri": "../../etc/passwd\0"}, "no public resource"),
        ("follow", {"iri": "country/KH", "link": "owner"}, "There is no link “owner”"),
        ("follow", {"iri": "country/KH", "offset": -1}, "from 0 to"),
        ("run_worked_query", {"name": "DROP ALL"}, "is one of"),
        ("what_is_unknown", {"iri": []}, "is a text"),
    ],
)  # fmt: skip
def test_a_bad_argument_is_told_to_the_assistant(project, tool, arguments, says):
    assert says in refusal(tool, **arguments)


def test_arguments_that_are_no_object_are_told_too():
    for sent in ([], "x", 7):
        found = result(send(request("tools/call", {"name": "search", "arguments": sent})))
        assert found["isError"]
    assert send(request("tools/call", {"name": "none"})).json()["error"]["code"] == -32602
    assert send(request("tools/call", {"name": ["search"]})).json()["error"]["code"] == -32602


def test_a_search_finds_names_with_iris_version_and_source(project, client):
    found = call("search", query="training phnom", types=["project"])
    [hit] = found["results"]
    assert (hit["iri"], hit["type"], hit["title"]) == (iri(id_of(project)), "project", "Training in Phnom Penh")
    assert hit["facts"]["Countries"] == "Cambodia"
    assert client.get(found["source"]).status_code == 200
    assert found["version"] > 0 and found["next_offset"] is None
    assert call("search", query="Cambodge", language="fr")["results"][0]["title"] == "Cambodge"
    assert call("search", query="cambodya")["did_you_mean"] == "cambodia"


def test_a_search_is_read_page_by_page(index):
    for number in range(5):
        publish(index.add_child(instance=models.ProjectPage(title=f"Loom {number}", slug=f"loom-{number}")))
    titles, offset = [], 0
    while offset is not None:
        found = call("search", query="loom", limit=2, offset=offset)
        titles += [each["title"] for each in found["results"]]
        offset = found["next_offset"]
    assert sorted(titles) == [f"Loom {number}" for number in range(5)]


@pytest.mark.parametrize(
    "named", ["{iri}", "{id}", "http://testserver/en/projects/training/", "/en/projects/training/", "{iri}.md"]
)
def test_a_description_is_the_markdown_of_the_page(project, client, named):
    address = named.format(iri=iri(id_of(project)), id=id_of(project))
    assert call("describe", iri=address) == client.get("/en/projects/training.md").content.decode()


def test_a_long_description_is_cut_and_says_where_the_rest_is(project):
    project.overview = "<p>Why it exists, again.</p>" * 2000
    publish(project)
    text = call("describe", iri=iri(id_of(project)))
    assert len(text) < MOST_CHARACTERS + 200
    assert text.endswith("http://testserver/en/projects/training.md has all of it.)\n")


def test_links_are_followed_in_both_directions(project, cambodia, donor):
    links = {each["link"]: each for each in call("follow", iri="country/KH")["links"]}
    assert links["projects"]["count"] == 1
    [found] = call("follow", iri="country/KH", link="projects")["resources"]
    assert found["iri"] == iri(id_of(project))
    [back] = call("follow", iri=found["iri"], link="countries")["resources"]
    assert back["title"] == "Cambodia"
    [funding] = call("follow", iri=found["iri"], link="fundings")["resources"]
    assert funding["type"] == "funding"
    assert funding["facts"]["Donor"] == "Ministry of Culture"
    assert call("follow", iri=funding["iri"], link="funder")["resources"][0]["iri"] == iri(id_of(donor))


def test_a_long_list_is_read_page_by_page_and_stays_small(index, cambodia):
    for number in range(7):
        page = models.ProjectPage(title=f"Loom {number}", slug=f"loom-{number}")
        page.country_links = [models.CountryLink(country=cambodia)]
        publish(index.add_child(instance=page))
    seen, offset = [], 0
    while offset is not None:
        found = call("follow", iri="country/KH", link="projects", limit=3, offset=offset)
        seen += [each["iri"] for each in found["resources"]]
        offset = found["next_offset"]
    assert (len(seen), len(set(seen)), found["count"]) == (7, 7, 7)


@pytest.fixture
def convention(db):
    return models.Convention.objects.create(code="2005-convention", labels={"en": "The Convention"}, kind="convention")


def test_what_may_be_missing_is_unknown_and_never_no(cambodia, korea, convention):
    models.Participation.objects.create(convention=convention, country=cambodia, kind="accession")
    links = {each["link"]: each for each in call("follow", iri=iri(id_of(korea)))["links"]}
    assert (links["conventions"]["count"], links["conventions"]["complete"]) == (0, False)
    [unknown] = call("what_is_unknown")["open_lists"]
    assert (unknown["type"], unknown["link"]) == ("convention", "participations")
    assert (unknown["not_known_to_be_complete"], unknown["of"]) == (1, 1)
    of_korea = call("what_is_unknown", iri=iri(id_of(korea)))
    assert "conventions" in {each["link"] for each in of_korea["links_that_may_lack_something"]}
    convention.parties_complete = True
    convention.save()
    assert call("what_is_unknown")["open_lists"][0]["not_known_to_be_complete"] == 0
    assert call("what_is_unknown", iri=iri(id_of(korea)))["links_that_may_lack_something"] == []
    assert call("follow", iri=iri(id_of(convention)), link="participations")["complete"] is True


def test_what_nobody_has_stated_is_listed(project):
    found = call("what_is_unknown", iri=iri(id_of(project)))
    missing = {each["field"] for each in found["not_stated"]}
    assert {"partners", "results"} <= missing
    assert not {"title", "countries", "overview", "startDate"} & missing


def test_a_worked_query_that_finds_no_place_says_so(monkeypatch, project):
    def spent(*_):
        raise SpentError("Other queries of yours are running: try again when one has ended.", 5)

    monkeypatch.setattr("home.mcp.tools.worked_query.ask", spent)
    assert "try again" in refusal("run_worked_query", name="who-funds-whom")


# Resources and prompts


def test_worked_queries_are_resources_and_prompts(client, project):
    listed = result(send(request("resources/list")))["resources"]
    for each in listed:
        [content] = result(send(request("resources/read", {"uri": each["uri"]})))["contents"]
        assert (content["uri"], content["mimeType"]) == (each["uri"], each["mimeType"])
        headers = {"Accept": each["mimeType"]}
        assert client.get(each["uri"], headers=headers).content.decode() == content["text"]
    assert {each["name"] for each in listed} >= worked_queries().keys()
    [template] = result(send(request("resources/templates/list")))["resourceTemplates"]
    uri = template["uriTemplate"].format(type="country", key="KH")
    [content] = result(send(request("resources/read", {"uri": uri})))["contents"]
    assert "# Cambodia" in content["text"]
    prompts = result(send(request("prompts/list")))["prompts"]
    found = result(send(request("prompts/get", {"name": prompts[0]["name"]})))
    assert prompts[0]["description"] in found["messages"][0]["content"]["text"]


def test_what_is_not_there_is_an_error_of_each_version():
    uri = {"uri": "http://testserver/id/country/XX"}
    assert send(request("resources/read", uri)).json()["error"]["code"] == -32002
    response = modern("resources/read", uri)
    assert (response.status_code, response.json()["error"]["code"]) == (400, -32602)
    assert send(request("resources/read", {"uri": 7})).json()["error"]["code"] == -32002
    assert send(request("prompts/get", {"name": {}})).json()["error"]["code"] == -32602


# Attacks

HIDING = {
    "private": lambda page: restrict(page),
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
}


def everything(resources):
    """Yield what every tool and method answers about resources, by each of their names, and to words of the project."""
    addresses = [each for resource in resources for each in (resource, iri(resource))]
    addresses += ["http://testserver/en/projects/training/", "http://testserver/en/projects/training.md"]
    asked = [("search", {"query": each}) for each in ("training", "phnom penh", "ministry of culture", "why it exists")]
    for address in addresses:
        asked += [("describe", {"iri": address}), ("follow", {"iri": address}), ("what_is_unknown", {"iri": address})]
        asked += [("follow", {"iri": address, "link": each}) for each in ("projects", "fundings", "countries")]
    for tool, arguments in [*asked, ("what_is_unknown", {})]:
        yield send(request("tools/call", {"name": tool, "arguments": arguments}))
    yield from (send(request("resources/read", {"uri": each})) for each in addresses)


@pytest.mark.parametrize("way", HIDING)
def test_nothing_hidden_is_told_by_any_tool(project, donor, cambodia, way):
    resources = [id_of(each) for each in (project, donor, cambodia)]
    secrets = ("Phnom Penh", "Ministry of Culture", "Why it exists", "1,000.50")
    before = " ".join(each.content.decode() for each in everything(resources))
    assert all(each in before for each in secrets)
    HIDING[way](project)
    for response in everything(resources):
        assert response.status_code == 200
        assert not [each for each in secrets if each in response.content.decode()]


def test_a_draft_is_told_by_no_tool(index):
    page = index.add_child(instance=models.ProjectPage(title="A secret draft", slug="secret", live=False))
    page.save_revision()
    assert call("search", query="secret draft")["total"] == 0
    assert "no public resource" in refusal("describe", iri=iri(id_of(page)))
    assert "no public resource" in refusal("follow", iri="http://testserver/en/projects/secret/")
