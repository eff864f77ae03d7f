import { setTimeout as sleep } from "node:timers/promises";
import type { TypedDocumentString } from "./gql/graphql";

export const ACCORD = process.env["ACCORD"] ?? "http://localhost:8000";
const FOLLOWED = "project,country,organisation,image";

export interface Change {
  kind: "upsert" | "withdrawal";
  type: string;
  id: string;
}

interface Page {
  changes: Change[];
  next: string;
  more: boolean;
}

/** The data was restored: what we know of it and the token are void. */
export class Restored extends Error {}

/** Returns the data of an answer, and throws what its errors say. */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  headers: Record<string, string> = {},
): Promise<Data> {
  const response = await patiently("/graphql/", {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join("\n"));
  return data;
}

/** Returns what has changed since a token, or everything, with the token for the next time. */
export async function changesSince(token?: string): Promise<{ changes: Change[]; next: string }> {
  const changes: Change[] = [];
  let since = token;
  for (;;) {
    const parameters = new URLSearchParams({ types: FOLLOWED, first: "1000", ...(since && { since }) });
    const response = await patiently(`/changes?${parameters}`);
    if (response.status === 410) throw new Restored();
    if (!response.ok) throw new Error(`The changes cannot be read: ${await response.text()}`);
    const page = (await response.json()) as Page;
    changes.push(...page.changes);
    since = page.next;
    if (!page.more) return { changes, next: since };
  }
}

/** Fetches, and waits where Accord says that it is too much just now. */
async function patiently(path: string, init?: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const response = await fetch(`${ACCORD}${path}`, init);
    if (![429, 503].includes(response.status) || tries === 5) return response;
    await sleep(1000 * Number(response.headers.get("Retry-After") ?? 5));
  }
}
