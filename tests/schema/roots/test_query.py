"""What the API says of a small site: every kind of value, every kind of link, every way to find a resource."""

import pytest

from cms import models
from graph.identity import id_of, iri
from tests.fixtures import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(cambodia):
    convention = models.Convention(
        code="2005-convention",
        kind="convention",
        labels={"en": "Convention on Diversity"},
        adopted="2005-10-20",
    )
    convention.participations = [
        models.Participation(country=cambodia, kind="accession", deposited="2007-09-19", in_force="2007-12-19")
    ]
    convention.save()
    return convention


@pytest.fixture
def activity(project):
    page = models.ActivityPage(title="Workshop", slug="workshop", kind="peer-review", online=False)
    page.body = [
        ("heading", "Day one"),
        ("paragraph", "<p>We met.</p>"),
        ("quote", {"quotation": "It worked.", "speaker": "A. Person", "role": ""}),
        ("project", project),
    ]
    project.add_child(instance=page)
    return publish(page)


def test_a_project_says_what_its_page_says(ask, project):
    query = """{ project(slug: "training") {
        id iri url title types published modified ongoing period sourceUrl
        startDate { edtf year earliest latest precision approximate ongoing text french: text(lang: "fr") }
        endDate { edtf year earliest precision ongoing }
        overview { html text lang }
        aim { html }
    } }"""
    found = ask(query)["project"]
    assert found.pop("published") == found.pop("modified") is not None
    assert found == {
        "id": iri(id_of(project)),
        "iri": iri(id_of(project)),
        "url": project.full_url,
        "title": "Training in Phnom Penh",
        "types": [str(each) for each in models.ProjectPage.graph_type.rdf],
        "ongoing": True,
        "period": "2020-02/..",
        "sourceUrl": None,
        "startDate": {
            "edtf": "2020-02",
            "year": 2020,
            "earliest": "2020-02-01",
            "latest": "2020-02-29",
            "precision": "MONTH",
            "approximate": False,
            "ongoing": False,
            "text": "Feb 2020",
            "french": "février 2020",
        },
        "endDate": {
            "edtf": "..",
            "year": None,
            "earliest": None,
            "precision": "OPEN",
            "ongoing": True,
        },
        "overview": {"html": "<p>Why it exists.</p>", "text": "Why it exists.", "lang": "en"},
        "aim": None,
    }


def test_links_lead_there_and_back(ask, project, donor):
    query = """{ projects { nodes {
        countries { totalCount nodes { code title projects { nodes { title } } } }
        donors { nodes { title fundedProjects { nodes { title } } country { code } } }
        fundings { nodes {
            __typename title funder { title fundings { totalCount } }
            amount { value currency } year fundedItem { __typename title } url modified
        } }
        programme { title }
        activities { totalCount nodes { title } }
    } } }"""
    [found] = ask(query)["projects"]["nodes"]
    [funding] = found["fundings"]["nodes"]
    assert funding.pop("url") == project.full_url
    assert funding.pop("modified")
    assert found == {
        "countries": {
            "totalCount": 1,
            "nodes": [{"code": "KH", "title": "Cambodia", "projects": {"nodes": [{"title": project.title}]}}],
        },
        "donors": {
            "nodes": [
                {
                    "title": "Ministry of Culture",
                    "fundedProjects": {"nodes": [{"title": project.title}]},
                    "country": {"code": "KR"},
                }
            ]
        },
        "fundings": {
            "nodes": [
                {
                    "__typename": "Funding",
                    "title": None,
                    "funder": {"title": "Ministry of Culture", "fundings": {"totalCount": 1}},
                    "amount": {"value": "1000.5", "currency": "EUR"},
                    "year": 2020,
                    "fundedItem": {"__typename": "Project", "title": project.title},
                }
            ]
        },
        "programme": None,
        "activities": {"totalCount": 0, "nodes": []},
    }


def test_a_link_to_several_types_leads_to_resources(ask, convention):
    query = """{ convention(code: "2005-CONVENTION") {
        kind adopted { edtf } partiesComplete
        parties { nodes { __typename title ... on Country { code conventions { nodes { code } } } } }
        participations { nodes { kind deposited { edtf } party { __typename title } convention { code } } }
    } }"""
    assert ask(query)["convention"] == {
        "kind": "CONVENTION",
        "adopted": {"edtf": "2005-10-20"},
        "partiesComplete": False,
        "parties": {
            "nodes": [
                {
                    "__typename": "Country",
                    "title": "Cambodia",
                    "code": "KH",
                    "conventions": {"nodes": [{"code": "2005-convention"}]},
                }
            ]
        },
        "participations": {
            "nodes": [
                {
                    "kind": "ACCESSION",
                    "deposited": {"edtf": "2007-09-19"},
                    "party": {"__typename": "Country", "title": "Cambodia"},
                    "convention": {"code": "2005-convention"},
                }
            ]
        },
    }


def test_blocks_are_json_and_words(ask, activity, project):
    query = """{ activity(slug: "workshop") { kind online body { lang text blocks } projects { nodes { id } } } }"""
    found = ask(query)["activity"]
    blocks = found["body"].pop("blocks")
    assert [block["type"] for block in blocks] == ["heading", "paragraph", "quote", "project"]
    assert blocks[1]["value"] == "<p>We met.</p>"
    assert blocks[3]["value"] == {"resource": iri(id_of(project))}
    assert all(block["id"] for block in blocks)
    assert found == {
        "kind": "PEER_REVIEW",
        "online": False,
        "body": {"lang": "en", "text": "Day one\nWe met.\nIt worked.\nA. Person"},
        "projects": {"nodes": [{"id": iri(id_of(project))}]},
    }


def test_links_in_formatted_text_lead_to_pages(ask, activity, project):
    activity.summary = f'<p>See <a linktype="page" id="{project.pk}">the project</a>.</p>'
    publish(activity)
    found = ask("{ activities { nodes { summary { html text } } } }")["activities"]["nodes"][0]["summary"]
    assert found == {
        "html": f'<p>See <a data-resource="{iri(id_of(project))}" href="{project.full_url}">the project</a>.</p>',
        "text": "See the project.",
    }


@pytest.mark.parametrize("code", ["KH", "kh", "KHM", "khm", "116"])
def test_a_country_is_found_by_any_of_its_codes(ask, cambodia, code):
    assert ask("query ($code: String) { country(code: $code) { title } }", code=code)["country"] == {
        "title": "Cambodia"
    }


def test_a_resource_is_found_by_its_id_in_every_way(ask, project):
    query = """query ($id: ID!, $iri: String!) {
        project(id: $id) { id }
        node(id: $id) { id ... on Project { title } }
        resource(iri: $iri) { id title }
    }"""
    resource = iri(id_of(project))
    assert ask(query, id=resource, iri=resource) == {
        "project": {"id": resource},
        "node": {"id": resource, "title": project.title},
        "resource": {"id": resource, "title": project.title},
    }


def test_several_are_found_in_the_order_of_their_ids_with_gaps(ask, cambodia, korea):
    ids = [iri("country/KR"), iri("country/XX"), iri("country/KH"), "nonsense", iri("country/KR")]
    found = ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)["nodes"]
    assert [each and each["id"] for each in found] == [ids[0], None, ids[2], None, ids[4]]


@pytest.mark.parametrize(
    "field",
    [
        '{ project(id: "http://testserver/id/country/KH") { id } }',
        '{ project(id: "http://elsewhere.example/id/project/1") { id } }',
        '{ project(id: "") { id } }',
        '{ project(slug: "KH") { id } }',
        '{ country(code: "XX") { id } }',
        '{ node(id: "country/KH") { id } }',
        '{ resource(iri: "http://testserver/id/") { id } }',
        '{ neighbours(id: "http://testserver/id/country/XX") { totalCount } }',
        '{ paths(from: "http://testserver/id/country/XX", to: "http://testserver/id/country/KH") { complete } }',
    ],
)
def test_what_is_not_there_is_null(ask, cambodia, field):
    assert list(ask(field).values()) == [None]


def test_a_part_is_a_node_but_has_no_root_field(ask, project):
    funding = project.fundings.get()
    query = 'query ($id: ID!) { node(id: $id) { __typename } __type(name: "Query") { fields { name } } }'
    found = ask(query, id=iri(f"funding/{funding.translation_key}"))
    assert found["node"] == {"__typename": "Funding"}
    assert not {"funding", "fundings"} & {field["name"] for field in found["__type"]["fields"]}
