import type { Loader } from "astro/loaders";
import { ask, changesSince, Restored, type Change } from "./accord";
import { LANGS, type Lang } from "./languages";
import { PROJECTS, type Project } from "./queries";

/** A page of this site: a project in one of its languages. The id of the entry is the path of the page. */
export interface ProjectPage {
  lang: Lang;
  project: Project;
  /** Where it is in each language. */
  paths: Partial<Record<Lang, string>>;
}

/** Keeps the pages in step with Accord: asks what has changed, and then for that alone. */
export function projectPages(): Loader {
  return {
    name: "accord",
    async load({ store, meta, generateDigest, logger }) {
      const { changes, next } = await changesSince(meta.get("next")).catch((error: unknown) => {
        if (!(error instanceof Restored)) throw error;
        store.clear();
        return changesSince();
      });
      const kept = store.values().map(({ id, data }) => ({ id, page: data as unknown as ProjectPage }));
      const concerned = concernedBy(changes, kept.map(({ page }) => page.project));
      const fresh = await fetched([...concerned]);

      for (const { id, page } of kept) if (concerned.has(page.project.id)) store.delete(id);
      for (const page of fresh) {
        const data = { ...page };
        store.set({ id: pathOf(page), data, digest: generateDigest(data) });
      }
      meta.set("next", next);
      logger.info(`${changes.length} changes, ${fresh.length} pages fetched`);
    },
  };
}

/** Returns the ids of the projects that have changed, or of which something has that they name. */
function concernedBy(changes: Change[], known: Project[]): Set<string> {
  const changed = new Set(changes.map(({ id }) => id));
  const named = known.filter((project) => idsIn(project).some((id) => changed.has(id)));
  const projects = changes.filter(({ type }) => type === "project");
  return new Set([...projects, ...named].map(({ id }) => id));
}

/** Returns the ids of all that an answer names. */
function idsIn(answer: unknown): string[] {
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) => (name === "id" ? [value as string] : idsIn(value)));
}

/** Returns the pages of those projects that are public, one for each language that they have. */
async function fetched(ids: string[]): Promise<ProjectPage[]> {
  const pages: ProjectPage[] = [];
  const pathsOf: Record<string, ProjectPage["paths"]> = {};
  for (let start = 0; start < ids.length; start += 50) {
    for (const lang of LANGS) {
      const { projects } = await ask(PROJECTS, { ids: ids.slice(start, start + 50), lang });
      for (const project of projects?.nodes ?? []) {
        if (!project.languages.includes(lang)) continue;
        const paths = (pathsOf[project.id] ??= {});
        paths[lang] = `/${pathOf({ lang, project })}/`;
        pages.push({ lang, project, paths });
      }
    }
  }
  return pages;
}

function pathOf({ lang, project }: Pick<ProjectPage, "lang" | "project">): string {
  return `${lang}/projects/${project.slug}`;
}
