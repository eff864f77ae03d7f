import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { APIRoute } from "astro";
import { Webhook } from "standardwebhooks";

export const prerender = false;

const ASTRO = ["node_modules/astro/astro.js", "build"];

/** Receives notices of changes. What they say is not needed: the change feed is asked what is new. */
export const POST: APIRoute = async ({ request }) => {
  try {
    new Webhook(process.env["ACCORD_SECRET"] ?? "").verify(await request.text(), Object.fromEntries(request.headers));
  } catch {
    return new Response("This is not signed with our secret.\n", { status: 401 });
  }
  void update();
  return new Response(null, { status: 204 });
};

let isRunning = false;
let isDue = false;

/** Runs one update after the other; notices that arrive meanwhile lead to one more. */
async function update(): Promise<void> {
  isDue = true;
  if (isRunning) return;
  isRunning = true;
  while (isDue) {
    isDue = false;
    const env = { ...process.env, UPDATE: "1" };
    await promisify(execFile)(process.execPath, ASTRO, { env }).catch(console.error);
  }
  isRunning = false;
}
