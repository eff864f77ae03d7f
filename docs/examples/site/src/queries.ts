import { graphql } from "./gql";
import type { ProjectPageFragment } from "./gql/graphql";

export type Project = ProjectPageFragment;

// What a page shows of a project. Whatever is named here has its `id`, so that the page follows its changes too.
graphql(`
  fragment ProjectPage on Project {
    id
    slug
    title
    languages
    startDate { text }
    overview(fallback: ["en"]) { lang html }
    countries(first: 50) { nodes { id title } }
    donors(first: 20) { nodes { id title } }
    leadPicture {
      id
      alternativeText
      image { id srcSet(crop: WIDE, format: WEBP) rendition(size: MEDIUM, crop: WIDE) { url width height } }
    }
  }
`);

export const PROJECTS = graphql(`
  query Projects($ids: [ID!]!, $lang: Language) @in(lang: $lang) {
    projects(first: 50, filter: { id: { in: $ids } }) { nodes { ...ProjectPage } }
  }
`);

export const DRAFT = graphql(`
  query Draft($id: ID!, $lang: Language) @in(lang: $lang) {
    project(id: $id) { ...ProjectPage }
  }
`);
