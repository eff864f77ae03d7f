import node from "@astrojs/node";
import { defineConfig } from "astro/config";
import { publish } from "./src/incremental";

export default defineConfig({
  outDir: "./built",
  // Holds what was fetched, and the token of the change feed: keep it between builds.
  cacheDir: "./.accord",
  adapter: node({ mode: "standalone" }),
  // Pages that are built at different times share no file with a hash in its name.
  build: { inlineStylesheets: "always" },
  redirects: { "/": "/en/" },
  integrations: [{ name: "publish", hooks: { "astro:build:done": publish } }],
});
