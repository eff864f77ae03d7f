/** What relay-compiler compiles. This file is never run: its tags are left to a build. */

import { graphql } from "relay-runtime";

export const query = graphql`
  query documentsListQuery($first: Int!, $after: String, $country: String!) {
    projects(
      first: $first
      after: $after
      orderBy: [TITLE_ASC]
      filter: { countries: { some: { code: { eq: $country } } } }
    ) @connection(key: "List_projects", filters: ["filter"]) {
      totalCount
      edges {
        node {
          id
          title
          ...documentsCard_project
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

export const card = graphql`
  fragment documentsCard_project on Project @refetchable(queryName: "documentsCardQuery") {
    title
    startDate { text }
    countries(first: 5) {
      nodes { id title }
    }
  }
`;
