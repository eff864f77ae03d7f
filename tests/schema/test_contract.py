"""The names that the API promises: root fields, the interface, link fields, arguments."""

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLScalarType, get_named_type, is_non_null_type

from graph.declarations import registry
from schema.schema import current_schema

LINKS = [
    "Project.countries",
    "Project.donors",
    "Project.fundings",
    "Project.partners",
    "Project.themes",
    "Project.projectTypes",
    "Project.conventions",
    "Project.activities",
    "Project.relatedActivities",
    "Project.relatedProjects",
    "Activity.projects",
    "Activity.countries",
    "Activity.toolkits",
    "Activity.programmes",
    "Project.modules",
    "Toolkit.modules",
    "ToolkitModule.prerequisites",
    "ToolkitModule.caseStudies",
    "ToolkitModule.themes",
    "ToolkitModule.countries",
    "News.countries",
    "News.conventions",
    "News.about",
    "Country.projects",
    "Country.activities",
    "Country.conventions",
    "Country.participations",
    "Organisation.fundedProjects",
    "Organisation.partnerProjects",
    "Organisation.fundings",
    "Convention.parties",
    "Convention.participations",
    "Convention.projects",
]
ROOT = [
    "programme",
    "programmes",
    "project",
    "projects",
    "activity",
    "activities",
    "toolkit",
    "toolkits",
    "toolkitModule",
    "toolkitModules",
    "newsItem",
    "news",
    "country",
    "countries",
    "organisation",
    "organisations",
    "convention",
    "conventions",
    "theme",
    "themes",
    "projectType",
    "projectTypes",
    "node",
    "nodes",
    "resource",
    "neighbours",
    "paths",
]
PAGING = {"first", "after", "last", "before"}


@pytest.fixture(scope="module")
def types():
    return current_schema().graphql_schema.type_map


def is_connection(kind):
    return {"edges", "nodes", "pageInfo", "totalCount"} <= kind.fields.keys()


@pytest.mark.parametrize("link", LINKS)
def test_a_promised_link_is_a_connection(types, link):
    owner, name = link.split(".")
    field = types[owner].fields[name]
    assert is_connection(get_named_type(field.type))
    assert field.args.keys() >= PAGING


@pytest.mark.parametrize("name", ROOT)
def test_a_promised_root_field_exists(types, name):
    assert name in types["Query"].fields


def test_every_type_implements_resource_and_node(types):
    for declared in registry():
        assert {each.name for each in types[declared.name].interfaces} == {"Resource", "Node"}


def test_the_interface_has_what_every_resource_has(types):
    fields = types["Resource"].fields
    assert {name: str(field.type) for name, field in fields.items()} == {
        "id": "ID!",
        "iri": "String!",
        "url": "String!",
        "path": "String!",
        "slug": "String",
        "parent": "Resource",
        "breadcrumb": "[Resource!]!",
        "title": "String",
        "modified": "DateTime",
        "version": "Int!",
        "site": "Site",
        "languages": "[Language!]!",
        "types": "[String!]!",
        "translations": "[Translation!]!",
        "dataDocuments": "[DataDocument!]!",
        "jsonld": "JSON!",
        "related": "RelatedConnection!",
    }
    assert "lang" in fields["url"].args
    assert "lang" in fields["title"].args
    assert list(types["Node"].fields) == ["id"]


def test_one_and_many_of_each_resource(types):
    for declared in registry().resources:
        kind = declared.graph_type
        names = [field for field in types["Query"].fields.values() if get_named_type(field.type).name == declared.name]
        [singular] = names
        assert singular.args.keys() == {"id"} | ({"slug"} if declared.is_page else set()) | (
            {"code"} if "code" in declared.fields else set()
        )
        plural = [
            field
            for field in types["Query"].fields.values()
            if get_named_type(field.type).name == f"{declared.name}Connection"
        ]
        assert len(plural) == 1, kind.plural
        assert plural[0].args.keys() >= PAGING | {"orderBy"}


def test_many_are_connections_and_one_may_be_missing(types):
    for declared in registry():
        fields = types[declared.name].fields
        for name, link in {**declared.links, **declared.inverses}.items():
            first, *rest = name.split("_")
            field = fields[first + "".join(each.capitalize() for each in rest)]
            kind = get_named_type(field.type)
            if link.many:
                assert is_connection(kind)
                assert is_non_null_type(field.type)
            else:
                assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
                assert not is_non_null_type(field.type)


def test_every_scalar_names_its_specification(types):
    builtin = {"String", "Int", "Float", "Boolean", "ID"}
    scalars = {
        name: kind for name, kind in types.items() if isinstance(kind, GraphQLScalarType) and name not in builtin
    }
    assert scalars.keys() >= {"Language", "DateTime", "Decimal", "EDTF", "JSON", "Date"}
    for kind in scalars.values():
        assert kind.specified_by_url.startswith("https://"), kind
