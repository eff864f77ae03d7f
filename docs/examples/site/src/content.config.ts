import { defineCollection, z } from "astro:content";
import { projectPages, type ProjectPage } from "./loader";

export const collections = {
  projects: defineCollection({ loader: projectPages(), schema: z.custom<ProjectPage>() }),
};
