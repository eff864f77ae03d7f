/** Reads a list page by page through urql's Graphcache, which knows the schema, and prints what it complains about. */

import { readFileSync } from "node:fs";
import { Client, fetchExchange, gql } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import type { IntrospectionQuery } from "graphql";
import type { GraphcacheListQuery, GraphcacheListQueryVariables } from "./gql/graphql.js";

const [address, introspection, country] = process.argv.slice(2) as [string, string, string];
const schema = JSON.parse(readFileSync(introspection, "utf-8")) as IntrospectionQuery;

const complaints: unknown[] = [];
console.warn = console.error = (...words: unknown[]) => complaints.push(words.join(" "));

// What has no id of its own is kept with what it belongs to.
const withoutId = schema.__schema.types.filter(
  (type) => type.kind === "OBJECT" && !type.fields.some(({ name }) => name === "id"),
);
const keys = Object.fromEntries(withoutId.map(({ name }) => [name, () => null]));

let requests = 0;
const client = new Client({
  url: address,
  preferGetMethod: false,
  fetch: (...all) => {
    requests += 1;
    return fetch(...all);
  },
  exchanges: [
    cacheExchange({ schema, keys, resolvers: { Query: { projects: relayPagination() } } }),
    fetchExchange,
  ],
});
const LIST = gql<GraphcacheListQuery, GraphcacheListQueryVariables>(readFileSync("queries/graphcache.graphql", "utf-8"));

let after: string | null = null;
let titles: (string | null)[] = [];
for (let page = 0; page < 100; page++) {
  const { data, error } = await client.query(LIST, { country, after }).toPromise();
  if (error || !data?.projects) throw error ?? new Error("There is no list.");
  titles = data.projects.nodes.map(({ title }) => title);
  if (!data.projects.pageInfo.hasNextPage) break;
  after = data.projects.pageInfo.endCursor;
}
const asked = requests;
await client.query(LIST, { country, after: null }).toPromise();
console.log(JSON.stringify({ titles, asked, again: requests - asked, complaints }));
