"""Link headers as the client of FAIR Signposting reads them (https://signposting.org/FAIR/)."""

import pytest
from django.conf import settings

from graph.identity import id_of, iri
from graph.publishing.distributions import distributions
from graph.publishing.formats import FORMATS


@pytest.fixture
def signposts(client, db):
    linkheader = pytest.importorskip(
        "signposting.linkheader", reason="The client `signposting` is not installed: run `make clients`."
    )
    return lambda address: linkheader.find_signposting_http_link(
        [client.get(address, headers={"Accept": "text/html"})["Link"]], f"http://testserver{address}"
    )


@pytest.mark.parametrize("address", ["/id/{}", "/en/projects/training/"])
def test_a_resource_says_how_to_cite_it_and_what_describes_it(project, signposts, address):
    found = signposts(address.format(id_of(project)))
    assert found.citeAs.target == iri(id_of(project))
    assert {each.type for each in found.describedBy} == {form.media_type for form in FORMATS}
    assert found.license.target == settings.LICENCE
    assert {str(each.target) for each in found.collection and [found.collection]} == {"http://testserver/dataset"}
    assert "http://schema.org/AboutPage" in {str(each.target) for each in found.types}


def test_the_dataset_names_its_files(project, signposts):
    found = signposts("/dataset")
    assert found.citeAs.target == "http://testserver/dataset"
    assert {each.target for each in found.items} == {each.address for each in distributions() if each.declared is None}
