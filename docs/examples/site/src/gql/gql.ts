/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment ProjectPage on Project {\n    id\n    slug\n    title\n    languages\n    startDate { text }\n    overview(fallback: [\"en\"]) { lang isFallback html }\n    countries(first: 50) { nodes { id title } }\n    donors(first: 20) { nodes { id title } }\n    leadPicture {\n      alternativeText\n      image { srcSet(crop: WIDE, format: WEBP) rendition(size: MEDIUM, crop: WIDE) { url width height } }\n    }\n  }\n": typeof types.ProjectPageFragmentDoc,
    "\n  query Projects($ids: [ID!]!, $lang: Language) @in(lang: $lang) {\n    projects(first: 50, filter: { id: { in: $ids } }) { nodes { ...ProjectPage } }\n  }\n": typeof types.ProjectsDocument,
    "\n  query Draft($id: ID!, $lang: Language) @in(lang: $lang) {\n    project(id: $id) { ...ProjectPage }\n  }\n": typeof types.DraftDocument,
};
const documents: Documents = {
    "\n  fragment ProjectPage on Project {\n    id\n    slug\n    title\n    languages\n    startDate { text }\n    overview(fallback: [\"en\"]) { lang isFallback html }\n    countries(first: 50) { nodes { id title } }\n    donors(first: 20) { nodes { id title } }\n    leadPicture {\n      alternativeText\n      image { srcSet(crop: WIDE, format: WEBP) rendition(size: MEDIUM, crop: WIDE) { url width height } }\n    }\n  }\n": types.ProjectPageFragmentDoc,
    "\n  query Projects($ids: [ID!]!, $lang: Language) @in(lang: $lang) {\n    projects(first: 50, filter: { id: { in: $ids } }) { nodes { ...ProjectPage } }\n  }\n": types.ProjectsDocument,
    "\n  query Draft($id: ID!, $lang: Language) @in(lang: $lang) {\n    project(id: $id) { ...ProjectPage }\n  }\n": types.DraftDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProjectPage on Project {\n    id\n    slug\n    title\n    languages\n    startDate { text }\n    overview(fallback: [\"en\"]) { lang isFallback html }\n    countries(first: 50) { nodes { id title } }\n    donors(first: 20) { nodes { id title } }\n    leadPicture {\n      alternativeText\n      image { srcSet(crop: WIDE, format: WEBP) rendition(size: MEDIUM, crop: WIDE) { url width height } }\n    }\n  }\n"): typeof import('./graphql').ProjectPageFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Projects($ids: [ID!]!, $lang: Language) @in(lang: $lang) {\n    projects(first: 50, filter: { id: { in: $ids } }) { nodes { ...ProjectPage } }\n  }\n"): typeof import('./graphql').ProjectsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Draft($id: ID!, $lang: Language) @in(lang: $lang) {\n    project(id: $id) { ...ProjectPage }\n  }\n"): typeof import('./graphql').DraftDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
