"""A partner's site as it is built: urql pages through everything with a filter, with automatic persisted queries."""

import json
import subprocess

import pytest

from cms import models
from tests.fixtures import publish
from tests.node import FRONTEND, node
from tests.schema.conftest import ADDRESS

CLIENT = """
import { Client, fetchExchange, gql } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";

const [url, country] = process.argv.slice(1);
const requests = [];
const remembering = async (address, options = {}) => {
  const response = await fetch(address, options);
  const etag = response.headers.get("ETag");
  const again = etag && (await fetch(address, { ...options, headers: { ...options.headers, "If-None-Match": etag } }));
  const hashOnly = !new URL(address).searchParams.has("query");
  requests.push({ method: options.method, hashOnly, status: response.status, again: again && again.status });
  return response;
};
const client = new Client({
  url,
  fetch: remembering,
  preferGetMethod: "force",
  exchanges: [persistedExchange({ preferGetForPersistedQueries: "force" }), fetchExchange],
});
const PROJECTS = gql`
  query Projects($country: String!, $after: String) {
    projects(first: 2, after: $after, orderBy: TITLE_ASC, filter: { countries: { some: { code: { eq: $country } } } }) {
      totalCount
      nodes { title }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
const titles = [];
let after = null, more = true, totalCount = null;
while (more) {
  const { data, error } = await client.query(PROJECTS, { country, after }).toPromise();
  if (error) throw error;
  totalCount = data.projects.totalCount;
  titles.push(...data.projects.nodes.map((each) => each.title));
  ({ hasNextPage: more, endCursor: after } = data.projects.pageInfo);
}
console.log(JSON.stringify({ titles, totalCount, requests }));
"""


@pytest.fixture
def projects(index, cambodia, korea):
    """Five in Cambodia, and one elsewhere."""
    for number in range(6):
        page = models.ProjectPage(title=f"Project {number}", slug=f"p{number}")
        page.country_links = [models.CountryLink(country=cambodia if number else korea)]
        publish(index.add_child(instance=page))


@pytest.mark.skipif(node() is None, reason="there is no Node: run `make frontend`")
@pytest.mark.skipif(
    not (FRONTEND / "node_modules" / "@urql" / "core").exists(),
    reason="urql is not installed: run `make frontend`",
)
def test_a_client_pages_through_everything_by_hashes_alone(live_server, projects):
    command = [node(), "--input-type=module", "--eval", CLIENT, live_server.url + ADDRESS, "KH"]
    finished = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, timeout=120)
    assert finished.returncode == 0, finished.stderr
    found = json.loads(finished.stdout)
    assert found["titles"] == [f"Project {number}" for number in range(1, 6)]
    assert found["totalCount"] == 5
    # The hash first, in vain; then once with the query; from then on the hash is enough.
    assert [each["hashOnly"] for each in found["requests"]] == [True, False, True, True]
    # What the client has already is not sent again.
    assert [each["again"] for each in found["requests"]] == [None, 304, 304, 304]
