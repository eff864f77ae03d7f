"""What is not public appears in no answer: the whole schema is asked for it."""

import pytest
from graphql import get_named_type

from cms import models
from graph.identity import id_of, iri
from schema.execution import compiling
from schema.schema import current_schema
from tests.fixtures import publish, restrict
from tests.kept import kept
from tests.thorough import mostly_slow
from tests.visitor import selection

pytestmark = pytest.mark.django_db

SECRET = "classified"


@kept
def secrets(index, project, cambodia, korea):
    """Return a draft, a private page and an organisation that only they name; a public project links to both pages."""
    organisation = models.Organisation.objects.create(
        labels={"en": f"{SECRET} organisation"}, country=korea, acronym=SECRET.upper(), live=False
    )
    draft = models.ProjectPage(title=f"{SECRET} draft", slug=f"{SECRET}-draft", live=False)
    private = models.ProjectPage(title=f"{SECRET} page", slug=f"{SECRET}-page", overview=f"<p>{SECRET}</p>")
    for page in (draft, private):
        page.country_links = [models.CountryLink(country=cambodia)]
        page.fundings = [models.Funding(donor=organisation, amount=1, currency="EUR")]
        index.add_child(instance=page)
    restrict(publish(private))
    project.overview = "".join(f'<p><a linktype="page" id="{page.pk}">there</a></p>' for page in (draft, private))
    project.related_project_links = [models.RelatedProject(project=page) for page in (draft, private)]
    publish(project)
    return [draft, private, organisation]


@pytest.mark.parametrize("depth", mostly_slow([3, 4]))
def test_nothing_private_is_anywhere_in_the_schema(post, secrets, settings, monkeypatch, depth):
    monkeypatch.setattr(compiling, "MOST_FIELDS", 1_000_000)
    settings.GRAPHQL_LIMITS = dict.fromkeys(("tokens", "depth", "body", "resources", "cost", "rate"))
    query = current_schema().graphql_schema.query_type
    lists = [name for name, field in query.fields.items() if str(field.type).endswith("Connection")]
    asked = [name for name in lists if name != "neighbours"]
    assert len(asked) >= 8
    assert "search" in asked
    everything = ""
    for name in asked:
        kind = get_named_type(query.fields[name].type)
        given = f'(query: "{SECRET}", prefix: true)' if name == "search" else ""
        response = post(f"{{ {name}{given} {{ {selection(kind, depth)} }} }}")
        assert "errors" not in response.json(), response.json()["errors"]
        everything += response.content.decode().lower()
    assert "training in phnom penh" in everything
    assert SECRET not in everything


def test_nothing_private_is_found_by_name(ask, secrets):
    draft, private, organisation = secrets
    for each in secrets:
        found = ask(
            "query ($id: ID!, $iri: String!) { node(id: $id) { id } nodes(ids: [$id]) { id } "
            "resource(iri: $iri) { id } neighbours(id: $id) { totalCount } subgraph(id: $id) { complete } "
            "there: paths(from: $id, to: $id) { complete } }",
            id=iri(id_of(each)),
            iri=iri(id_of(each)),
        )
        assert found == {
            "node": None,
            "nodes": [None],
            "resource": None,
            "neighbours": None,
            "subgraph": None,
            "there": None,
        }
    for page in (draft, private):
        assert ask("query ($slug: String) { project(slug: $slug) { id } }", slug=page.slug) == {"project": None}
    assert ask("query ($id: ID) { organisation(id: $id) { id } }", id=iri(id_of(organisation))) == {
        "organisation": None
    }


def test_no_path_and_no_neighbour_is_private(ask, secrets, cambodia, korea):
    hidden = {iri(id_of(each)) for each in secrets}
    query = "query ($id: ID!) { neighbours(id: $id, first: 100) { nodes { id } } }"
    seen = {
        node["id"] for each in ("country/KH", "country/KR") for node in ask(query, id=iri(each))["neighbours"]["nodes"]
    }
    assert seen
    assert not seen & hidden
    query = "query ($id: ID!) { subgraph(id: $id, depth: 3, first: 100) { nodes { id } links { target { id } } } }"
    around = ask(query, id=iri("country/KH"))["subgraph"]
    assert {node["id"] for node in around["nodes"]} >= seen
    assert not {each["id"] for each in (*around["nodes"], *(link["target"] for link in around["links"]))} & hidden
    query = "query ($a: ID!, $b: ID!) { paths(from: $a, to: $b, maxHops: 6, first: 20) { nodes { resources { id } } } }"
    paths = ask(query, a=iri("country/KH"), b=iri("country/KR"))["paths"]["nodes"]
    assert paths
    assert not {each["id"] for path in paths for each in path["resources"]} & hidden


def test_what_is_private_is_related_to_nothing_and_counts_for_nothing(ask, secrets, project, index, cambodia):
    other = models.ProjectPage(title="Elsewhere in Cambodia", slug="elsewhere")
    other.country_links = [models.CountryLink(country=cambodia)]
    publish(index.add_child(instance=other))
    query = """query ($id: ID!) { node(id: $id) { ... on Resource {
        related { nodes { id } edges { reasons { sharing resource { id } } } }
    } } }"""
    found = ask(query, id=iri(id_of(project)))["node"]["related"]
    assert found["nodes"] == [{"id": iri(id_of(other))}]
    assert found["edges"] == [{"reasons": [{"sharing": 2, "resource": {"id": iri("country/KH")}}]}]


def test_counts_do_not_count_what_is_private(ask, secrets):
    found = ask('{ projects { totalCount } country(code: "KH") { projects { totalCount } } }')
    assert found == {"projects": {"totalCount": 1}, "country": {"projects": {"totalCount": 1}}}


def test_what_is_hidden_is_gone_from_the_next_answer(ask, project):
    query = "{ projects { totalCount } organisations { totalCount } }"
    assert ask(query) == {"projects": {"totalCount": 1}, "organisations": {"totalCount": 1}}
    restriction = restrict(project)
    assert ask(query) == {"projects": {"totalCount": 0}, "organisations": {"totalCount": 0}}
    restriction.delete()
    assert ask(query) == {"projects": {"totalCount": 1}, "organisations": {"totalCount": 1}}
