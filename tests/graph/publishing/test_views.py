"""Identifiers and documents over HTTP: where they lead, what they refuse, and how they are revalidated."""

import pytest
from wagtail.models import Locale

from cms import models
from graph.identity import document_iri, id_of, iri
from graph.publishing.formats import BY_EXTENSION, FORMATS
from tests.fixtures import publish, restrict
from tests.graph.publishing.conftest import body
from tests.graph.publishing.parsers import by_oxigraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def resource(project):
    return id_of(project)


@pytest.mark.parametrize("accept", ["text/html", "*/*", ""])
def test_people_are_led_from_the_identifier_to_the_page(project, resource, client, accept):
    response = client.get(f"/id/{resource}", headers={"Accept": accept})
    assert (response.status_code, response["Location"]) == (303, project.full_url)


@pytest.mark.parametrize("form", FORMATS)
def test_machines_are_led_from_the_identifier_to_the_document(resource, client, form):
    response = client.get(f"/id/{resource}", headers={"Accept": form.media_type})
    assert (response.status_code, response["Location"]) == (303, f"{document_iri(resource)}.{form.extension}")
    followed = client.get(response["Location"])
    assert followed.headers["Content-Type"].partition(";")[0] == form.media_type


def test_an_extension_behind_the_identifier_decides(resource, client):
    response = client.get(f"/id/{resource}.nt", headers={"Accept": "text/html"})
    assert response["Location"] == f"{document_iri(resource)}.nt"


def test_the_page_is_the_one_in_the_language_of_the_reader(project, resource, client):
    french = Locale.objects.create(language_code="fr")
    project.get_parent().copy_for_translation(french, copy_parents=True)
    translation = project.copy_for_translation(french)
    translation.get_parent().save_revision().publish()
    publish(translation)
    response = client.get(f"/id/{resource}", headers={"Accept": "text/html", "Accept-Language": "fr"})
    assert response["Location"] == translation.full_url
    assert {"Accept", "Accept-Language"} <= {each.strip() for each in response["Vary"].split(",")}


def test_a_resource_without_a_page_of_its_own_leads_to_where_it_is_shown(project, client):
    response = client.get("/id/country/KH", headers={"Accept": "text/html"})
    assert response.status_code == 303
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_a_part_leads_to_the_resource_that_holds_it(project, resource, client, accept):
    funding = id_of(project.fundings.get())
    response = client.get(f"/id/{funding}", headers={"Accept": accept})
    expected = project.full_url if accept == "text/html" else f"{document_iri(resource)}.ttl"
    assert (response.status_code, response["Location"]) == (303, expected)


@pytest.mark.parametrize("extension", ["", ".nt"])
def test_the_document_of_a_part_is_that_of_the_resource_that_holds_it(project, resource, client, extension):
    response = client.get(f"/data/{id_of(project.fundings.get())}{extension}")
    assert (response.status_code, response["Location"]) == (303, f"{document_iri(resource)}{extension}")


def test_a_document_without_extension_is_negotiated(resource, client):
    response = client.get(f"/data/{resource}", headers={"Accept": "application/n-triples"})
    assert response["Content-Type"] == "application/n-triples"
    assert response["Content-Location"] == f"{document_iri(resource)}.nt"
    assert "Accept" in response["Vary"]


@pytest.mark.parametrize("address", ["/id/{}", "/data/{}", "/vocab"])
def test_what_nobody_has_is_not_acceptable_and_the_alternatives_are_listed(resource, client, address):
    response = client.get(address.format(resource), headers={"Accept": "image/png"})
    assert response.status_code == 406
    for form in FORMATS:
        assert f"{form.media_type}  http" in response.content.decode()


@pytest.mark.parametrize("address", ["/id/{}", "/data/{}", "/data/{}.ttl", "/data/{}.jsonld"])
@pytest.mark.parametrize("hide", [models.ProjectPage.unpublish, models.ProjectPage.delete])
def test_what_was_public_is_gone(project, resource, client, hide, address):
    assert client.get(address.format(resource)).status_code in (200, 303)
    hide(project)
    response = client.get(address.format(resource))
    assert response.status_code == 410
    assert "withdrawn" in response.content.decode()
    assert "Phnom Penh" not in response.content.decode()


@pytest.mark.parametrize("address", ["/id/{}", "/data/{}", "/data/{}.ttl", "/data/{}.jsonld"])
def test_what_was_made_private_is_as_if_it_had_never_been_there(project, resource, client, address):
    assert client.get(address.format(resource)).status_code in (200, 303)
    restrict(project)
    assert client.get(address.format(resource)).status_code == 404


def test_a_deleted_snippet_is_gone(korea, client):
    assert client.get("/data/country/KR.ttl").status_code == 200
    korea.delete()
    assert client.get("/data/country/KR.ttl").status_code == 410


def test_a_condition_does_not_show_what_is_gone(project, resource, client):
    etag = client.get(f"/data/{resource}.ttl")["ETag"]
    project.unpublish()
    assert client.get(f"/data/{resource}.ttl", headers={"If-None-Match": etag}).status_code == 410


def test_what_is_hidden_was_never_there(hidden, client):
    for resource in hidden:
        for address in (f"/id/{resource}", f"/data/{resource}", f"/data/{resource}.nq"):
            response = client.get(address)
            assert response.status_code == 404, address
            assert b"X" not in response.content


@pytest.mark.parametrize(
    "name",
    [
        "country/XX",
        "country/",
        "country",
        "nothing/XX",
        "country/a/b/c",
        "country/..%2F..%2Fetc",
        "country/%00",
        "country/%ff%fe",
        "country/%F0%9F%8E%AD",
        "country/KH%20",
        "country/KH?x",
        "<script>/x",
        "country/" + "a" * 3000,
        "project/1",
        "funding/1",
        "funding/00000000-0000-0000-0000-000000000000",
    ],
)
@pytest.mark.parametrize("place", ["id", "data"])
def test_nonsense_is_not_found_with_a_sentence(project, client, place, name):
    response = client.get(f"/{place}/{name}".replace("?", "%3F"))
    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().strip().endswith((".", "trig."))
    assert len(response.content.splitlines()) == 1


@pytest.mark.parametrize(
    "address", ["/data/country/KH.xyz", "/data/all.xyz", "/data/all.gz", "/data/all.ttl.zip", "/vocab.xyz"]
)
def test_an_extension_that_does_not_exist_is_refused_with_those_that_do(project, client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert all(f".{extension}" in response.content.decode() for extension in BY_EXTENSION)


@pytest.mark.parametrize(
    ("accept", "extension"),
    [
        ("application/n-quads, application/trig;q=0.9, text/turtle;q=0.6", "ttl"),
        ("application/n-quads, application/ld+json;q=0.2, application/n-triples;q=0.3", "nt"),
        ("application/n-quads", "nq"),
        ("application/trig, */*;q=0.1", "trig"),
        ("application/json", "jsonld"),
        ("application/json, text/javascript, */*; q=0.01", "jsonld"),
        ("application/xml", "rdf"),
        ("text/xml", "rdf"),
        ("text/plain", "nt"),
    ],
)
def test_triples_come_before_graphs_and_general_media_types_mean_a_format(resource, client, accept, extension):
    response = client.get(f"/id/{resource}", headers={"Accept": accept})
    assert response["Location"] == f"{document_iri(resource)}.{extension}"
    document = client.get(f"/data/{resource}", headers={"Accept": accept})
    assert document["Content-Location"] == f"{document_iri(resource)}.{extension}"
    assert document["Content-Type"].partition(";")[0] in accept


@pytest.mark.parametrize("place", ["id", "data"])
@pytest.mark.parametrize("code", ["kh", "KHM", "khm", "116"])
@pytest.mark.parametrize("extension", ["", ".ttl"])
def test_other_codes_lead_to_the_name_of_the_resource(project, client, place, code, extension):
    response = client.get(f"/{place}/country/{code}{extension}")
    assert (response.status_code, response["Location"]) == (301, f"http://testserver/{place}/country/KH{extension}")


def test_the_name_of_a_page_is_no_identifier(project, client):
    assert client.get(f"/id/project/{project.slug}").status_code == 404


@pytest.mark.parametrize("address", ["/data", "/data/"])
def test_the_folder_of_data_leads_to_its_description(client, db, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, "/dataset")


def test_an_unchanged_document_is_not_sent_again(project, resource, client):
    first = client.get(f"/data/{resource}.ttl")
    again = client.get(f"/data/{resource}.ttl", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    project.title = "Another title"
    publish(project)
    changed = client.get(f"/data/{resource}.ttl", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "Another title" in changed.content.decode()


def test_formats_have_etags_of_their_own(resource, client):
    etags = {client.get(f"/data/{resource}.{extension}")["ETag"] for extension in BY_EXTENSION}
    assert len(etags) == len(BY_EXTENSION)


ADDRESSES = ["/id/{}", "/data/{}.ttl", "/data/all.nt", "/data/all.nt.gz", "/vocab.ttl", "/context.jsonld"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_has_the_headers_of_get_and_no_body(resource, client, address):
    got, head = client.get(address.format(resource)), client.head(address.format(resource))
    assert head.status_code == got.status_code
    for name in ("Content-Type", "ETag", "Link", "Location", "Vary", "Content-Length"):
        assert head.get(name) == got.get(name)
    assert body(head) == b""


@pytest.mark.parametrize("address", [*ADDRESSES, "/data/country/XX", "/vocab", "/health/live", "/health/ready"])
def test_no_answer_sets_a_cookie(resource, client, address):
    assert not client.get(address.format(resource)).cookies


@pytest.mark.parametrize("address", [*ADDRESSES, "/data/country/XX"])
def test_scripts_of_any_origin_may_read(resource, client, address):
    response = client.get(address.format(resource), headers={"Origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    preflight = client.options(address.format(resource))
    assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (204, "*")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused(resource, client, method):
    response = getattr(client, method)(f"/data/{resource}.ttl")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert "GET" in response.content.decode()


def test_links_lead_from_the_identifier_to_documents_and_back(resource, client):
    described = client.get(f"/id/{resource}")["Link"]
    assert f'<{iri(resource)}>; rel="cite-as"' in described
    for form in FORMATS:
        assert f'<{document_iri(resource)}.{form.extension}>; rel="describedby"; type="{form.media_type}"' in described
    document = client.get(f"/data/{resource}.ttl")["Link"]
    assert f'<{iri(resource)}>; rel="describes"' in document
    assert f'<{document_iri(resource)}.nt>; rel="alternate"; type="application/n-triples"' in document


def test_an_edit_is_in_the_very_next_document(project, client):
    country = models.Country.objects.get(code="KH")
    country.labels = {"en": "Kingdom of Cambodia"}
    country.save()
    triples = by_oxigraph(client.get("/data/country/KH.nt").content, "nt")
    assert any('"Kingdom of Cambodia"@en' in triple for triple in triples)
    assert not any('"Cambodge"@fr' in triple for triple in triples)
