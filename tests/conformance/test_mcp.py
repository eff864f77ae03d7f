"""The Model Context Protocol as others read it: its conformance suite, and the official client for Python.

https://github.com/modelcontextprotocol/conformance
"""

import asyncio
import importlib.util
import json
import subprocess
from pathlib import Path

import pytest

from graph.identity import id_of, iri
from home.mcp.tools import TOOLS
from home.mcp.versions import LEGACY, MODERN
from tests.node import node

SUITE = Path(__file__).parent / "clients/node_modules/@modelcontextprotocol/conformance/dist/index.js"
NODE = 22
"""The oldest version that the suite runs on."""
WITHIN = 60

pytestmark = pytest.mark.django_db(transaction=True)

BOTH = ["tools-list", "resources-list", "prompts-list", "dns-rebinding-protection"]
SCENARIOS = [
    *((MODERN[0], each) for each in (*BOTH, "server-stateless", "caching", "sep-2164-resource-not-found")),
    (MODERN[0], "http-header-validation"),
    *((LEGACY[0], each) for each in (*BOTH, "server-initialize", "ping", "server-session-lifecycle")),
    *((version, each) for version in LEGACY[1:] for each in ("server-initialize", "ping", "tools-list")),
]
"""Those that any server can be asked; the others call tools that only the suite's own server has."""
UNTESTABLE = "Not testable: server does not list the diagnostic tool"
"""Checks of a scenario that needs such a tool begin their message with this."""


@pytest.mark.skipif(node(NODE) is None or not SUITE.exists(), reason=f"It needs Node {NODE} and `make clients`.")
@pytest.mark.parametrize(("version", "scenario"), SCENARIOS)
def test_the_suite_finds_nothing(project, live_server, settings, tmp_path, version, scenario):
    settings.GRAPH_BASE_IRI = live_server.url
    command = [node(NODE), SUITE, "server", "--url", f"{live_server.url}/mcp", "--scenario", scenario]
    command += ["--spec-version", version, "--output-dir", tmp_path]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=WITHIN, cwd=tmp_path)
    written = [each for found in tmp_path.rglob("checks.json") for each in json.loads(found.read_text("utf-8"))]
    assert [each for each in written if each["status"] in ("SUCCESS", "INFO")] or "SKIPPED" in finished.stdout
    failed = [each for each in written if each["status"] in ("FAILURE", "WARNING")]
    assert [each for each in failed if not each.get("errorMessage", "").startswith(UNTESTABLE)] == []


@pytest.mark.skipif(importlib.util.find_spec("mcp") is None, reason="It needs `make clients`.")
@pytest.mark.parametrize("mode", ["auto", "legacy", MODERN[0]])
def test_the_official_client_asks_and_understands(project, live_server, mode):
    from mcp import Client

    async def asked():
        async with Client(f"{live_server.url}/mcp", mode=mode) as client:
            tools = (await client.list_tools()).tools
            found = await client.call_tool("search", {"query": "training"})
            described = await client.call_tool("describe", {"iri": found.structured_content["results"][0]["iri"]})
            refused = await client.call_tool("search", {})
            resources = (await client.list_resources()).resources
            read = await client.read_resource(resources[-1].uri)
            return tools, found, described, refused, read

    tools, found, described, refused, read = asyncio.run(asked())
    assert [each.name for each in tools] == list(TOOLS)
    assert found.structured_content["results"][0]["iri"] == iri(id_of(project))
    assert "# Training in Phnom Penh" in described.content[0].text
    assert refused.is_error and "“query” is missing" in refused.content[0].text
    assert "SELECT" in read.contents[0].text
