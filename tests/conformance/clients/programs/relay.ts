/** Pages through a list with Relay, whose store joins the pages, and prints its titles. */

import {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getRequest,
  Network,
  RecordSource,
  Store,
  type GraphQLResponse,
} from "relay-runtime";
import ListQuery, {
  type documentsListQuery,
  type documentsListQuery$data,
} from "./__generated__/documentsListQuery.graphql.js";

const [address, country] = process.argv.slice(2) as [string, string];

const network = Network.create(async ({ text }, variables) => {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: text, variables }),
  });
  return (await response.json()) as GraphQLResponse;
});
const environment = new Environment({ network, store: new Store(new RecordSource()) });
const first = { first: 1, after: null, country };

let after: string | null | undefined = null;
let pages = 0;
do {
  await fetchQuery<documentsListQuery>(environment, ListQuery, { ...first, after }).toPromise();
  pages += 1;
  const { endCursor, hasNextPage } = stored().pageInfo;
  after = hasNextPage ? endCursor : null;
} while (after);

const list = stored();
console.log(JSON.stringify({ pages, total: list.totalCount, titles: list.edges.map(({ node }) => node.title) }));

/** Returns the list as the store has it. */
function stored(): NonNullable<documentsListQuery$data["projects"]> {
  const operation = createOperationDescriptor(getRequest(ListQuery), first);
  const { projects } = environment.lookup(operation.fragment).data as documentsListQuery$data;
  if (!projects) throw new Error("There is no list.");
  return projects;
}
