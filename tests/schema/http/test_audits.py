"""GraphQL over HTTP as its working group audits it: every audit of the npm package graphql-http, of which none may
even be remarked on."""

import json
import subprocess

import pytest

from tests.node import FRONTEND, node
from tests.schema.conftest import ADDRESS

AUDIT = """
import { serverAudits } from "graphql-http";
const found = [];
for (const audit of serverAudits({ url: process.argv[1] })) {
  const { id, name, status, reason } = await audit.fn();
  found.push({ id, name, status, reason });
}
console.log(JSON.stringify(found));
"""


@pytest.mark.skipif(node() is None, reason="there is no Node: run `make frontend`")
@pytest.mark.skipif(
    not (FRONTEND / "node_modules" / "graphql-http").exists(),
    reason="graphql-http is not installed: run `make frontend`",
)
def test_every_audit_of_graphql_over_http_is_passed(live_server):
    command = [node(), "--input-type=module", "--eval", AUDIT, live_server.url + ADDRESS]
    finished = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, timeout=120)
    assert finished.returncode == 0, finished.stderr
    audits = json.loads(finished.stdout)
    assert [each for each in audits if each["status"] != "ok"] == []
    assert len(audits) == 61
