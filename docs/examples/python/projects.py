"""Print the projects of a country in a language: python projects.py KH fr"""

import sys

from accord import Accord

PROJECTS = """
query Projects($country: String!, $lang: Language, $after: String) @in(lang: $lang) {
  projects(
    first: 50
    after: $after
    orderBy: [START_DATE_DESC, TITLE_ASC]
    filter: { countries: { some: { code: { eq: $country } } } }
  ) {
    nodes { title url startDate { text } donors { nodes { title } } }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def main(country: str, lang: str = "en") -> None:
    for project in Accord().nodes(PROJECTS, country=country, lang=lang):
        # What is null or empty was not stated: it is unknown, not none.
        start = project["startDate"]["text"] if project["startDate"] else "–"
        donors = ", ".join(donor["title"] for donor in project["donors"]["nodes"]) or "–"
        print(f"{project['title']}\n  {start} · {donors}\n  {project['url']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
