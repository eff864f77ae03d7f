"""Accord's own GraphQL."""

from __future__ import annotations

from benchmarks.peers.questions import Request, Requests, Samples

urlpatterns: list[object] = []

LIST = """query List($order: [ProjectOrder!]) { projects(first: 100, orderBy: $order) { nodes {
    id title url published modified startDate { edtf } endDate { edtf } sourceUrl
    overview { html } aim { html }
    countries(first: 100) { nodes { code title } }
    donors(first: 100) { nodes { title } }
    relatedActivities(first: 100) { nodes { title startDate { edtf } } } } } }"""
ONE = """query One($id: ID) { project(id: $id) {
    id title url published modified startDate { edtf } endDate { edtf } sourceUrl
    overview { html } aim { html } resultsText { html }
    programme { title url }
    countries(first: 100) { nodes { code title } }
    themes(first: 100) { nodes { title } }
    fundings(first: 100) { nodes { year amount { value currency } funder { title } } }
    partnerships(first: 100) { nodes { role partner { title } } }
    relatedActivities(first: 100) { nodes { title startDate { edtf } } }
    keyFigures(first: 100) { nodes { value label } }
    sections(first: 100) { nodes { title shortDescription { html } body { html } } } } }"""
FILTER = """query Filter($code: String!) {
    projects(first: 20, orderBy: PUBLISHED_DESC, filter: { countries: { some: { code: { eq: $code } } } }) { nodes {
        id title url published startDate { edtf } countries(first: 100) { nodes { title } } } } }"""
LEVELS = """query Levels($order: [ProjectOrder!]) { projects(first: 20, orderBy: $order) { nodes {
    title programme { title donors(first: 100) { nodes { title country { title } } } }
    partners(first: 100) { nodes { title country { title } } } } } }"""
FACETS = """query Facets($since: DateTime) { projects(first: 1, filter: { published: { gte: $since } }) { totalCount
    facets { themes { values(first: 100) { title: label count } }
    projectTypes { values(first: 100) { title: label count } } } } }"""
ORDERS = ("PUBLISHED_DESC", "PUBLISHED_ASC")
SINCE = ("1990-01-01T00:00:00Z", "1991-01-01T00:00:00Z")


def requests(samples: Samples) -> Requests:
    return {
        "list": [_request(LIST, order=each) for each in ORDERS],
        "one": [_request(ONE, id=each) for each in samples.iris],
        "filter": [_request(FILTER, code=each) for each in samples.countries],
        "levels": [_request(LEVELS, order=each) for each in ORDERS],
        "facets": [_request(FACETS, since=each) for each in SINCE],
    }


def _request(query: str, **variables: str) -> Request:
    return Request("/graphql/", {"query": query, "variables": variables})
