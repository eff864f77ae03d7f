/** Astro builds into `built`, and `site` is served. An update builds only what differs, and removes what has gone. */

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

type Digests = Record<string, string | undefined>;

const WANTED = ".astro/wanted.json";
const SERVED = "site/served.json";
const isUpdate = Boolean(process.env["UPDATE"]) && existsSync(SERVED);

/** Returns the entries whose pages have to be built. */
export function due<Entry extends { id: string; digest?: string | undefined }>(entries: Entry[]): Entry[] {
  const served = isUpdate ? read(SERVED) : {};
  mkdirSync(".astro", { recursive: true });
  writeFileSync(WANTED, JSON.stringify(Object.fromEntries(entries.map(({ id, digest }) => [id, digest]))));
  return entries.filter(({ id, digest }) => served[id] === undefined || served[id] !== digest);
}

/** Takes over what was built. An update leaves the running server's own files as they are. */
export function publish(): void {
  const wanted = read(WANTED);
  if (isUpdate) {
    const gone = Object.keys(read(SERVED)).filter((id) => !(id in wanted));
    for (const id of gone) rmSync(`site/client/${id}`, { recursive: true, force: true });
    cpSync("built/client", "site/client", { recursive: true });
  } else {
    rmSync("site", { recursive: true, force: true });
    cpSync("built", "site", { recursive: true });
  }
  writeFileSync(SERVED, JSON.stringify(wanted));
}

function read(path: string): Digests {
  return JSON.parse(readFileSync(path, "utf-8")) as Digests;
}
