/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type ProjectPageFragment = { id: string, slug: string | null, title: string | null, languages: Array<string>, startDate: { text: string } | null, overview: { lang: string, isFallback: boolean, html: string } | null, countries: { nodes: Array<{ id: string, title: string | null }> }, donors: { nodes: Array<{ id: string, title: string | null }> }, leadPicture: { alternativeText: string | null, image: { srcSet: string | null, rendition: { url: string, width: number, height: number } | null } | null } | null };

export type ProjectsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
  lang?: string | null | undefined;
}>;


export type ProjectsQuery = { projects: { nodes: Array<{ id: string, slug: string | null, title: string | null, languages: Array<string>, startDate: { text: string } | null, overview: { lang: string, isFallback: boolean, html: string } | null, countries: { nodes: Array<{ id: string, title: string | null }> }, donors: { nodes: Array<{ id: string, title: string | null }> }, leadPicture: { alternativeText: string | null, image: { srcSet: string | null, rendition: { url: string, width: number, height: number } | null } | null } | null }> } | null };

export type DraftQueryVariables = Exact<{
  id: string | number;
  lang?: string | null | undefined;
}>;


export type DraftQuery = { project: { id: string, slug: string | null, title: string | null, languages: Array<string>, startDate: { text: string } | null, overview: { lang: string, isFallback: boolean, html: string } | null, countries: { nodes: Array<{ id: string, title: string | null }> }, donors: { nodes: Array<{ id: string, title: string | null }> }, leadPicture: { alternativeText: string | null, image: { srcSet: string | null, rendition: { url: string, width: number, height: number } | null } | null } | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ProjectPageFragmentDoc = new TypedDocumentString(`
    fragment ProjectPage on Project {
  id
  slug
  title
  languages
  startDate {
    text
  }
  overview(fallback: ["en"]) {
    lang
    isFallback
    html
  }
  countries(first: 50) {
    nodes {
      id
      title
    }
  }
  donors(first: 20) {
    nodes {
      id
      title
    }
  }
  leadPicture {
    alternativeText
    image {
      srcSet(crop: WIDE, format: WEBP)
      rendition(size: MEDIUM, crop: WIDE) {
        url
        width
        height
      }
    }
  }
}
    `, {"fragmentName":"ProjectPage"}) as unknown as TypedDocumentString<ProjectPageFragment, unknown>;
export const ProjectsDocument = new TypedDocumentString(`
    query Projects($ids: [ID!]!, $lang: Language) @in(lang: $lang) {
  projects(first: 50, filter: {id: {in: $ids}}) {
    nodes {
      ...ProjectPage
    }
  }
}
    fragment ProjectPage on Project {
  id
  slug
  title
  languages
  startDate {
    text
  }
  overview(fallback: ["en"]) {
    lang
    isFallback
    html
  }
  countries(first: 50) {
    nodes {
      id
      title
    }
  }
  donors(first: 20) {
    nodes {
      id
      title
    }
  }
  leadPicture {
    alternativeText
    image {
      srcSet(crop: WIDE, format: WEBP)
      rendition(size: MEDIUM, crop: WIDE) {
        url
        width
        height
      }
    }
  }
}`) as unknown as TypedDocumentString<ProjectsQuery, ProjectsQueryVariables>;
export const DraftDocument = new TypedDocumentString(`
    query Draft($id: ID!, $lang: Language) @in(lang: $lang) {
  project(id: $id) {
    ...ProjectPage
  }
}
    fragment ProjectPage on Project {
  id
  slug
  title
  languages
  startDate {
    text
  }
  overview(fallback: ["en"]) {
    lang
    isFallback
    html
  }
  countries(first: 50) {
    nodes {
      id
      title
    }
  }
  donors(first: 20) {
    nodes {
      id
      title
    }
  }
  leadPicture {
    alternativeText
    image {
      srcSet(crop: WIDE, format: WEBP)
      rendition(size: MEDIUM, crop: WIDE) {
        url
        width
        height
      }
    }
  }
}`) as unknown as TypedDocumentString<DraftQuery, DraftQueryVariables>;