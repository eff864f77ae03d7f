"""The sample's draft, scheduled and private pages and what only these name, looked for in every answer."""

import pytest
from django.test import Client
from wagtail.models import Page

from cms.models import DocumentFile, ImageFile, Organisation, Outcome
from graph.identity import id_of
from tests.fixtures import public
from tests.thorough import mostly_slow
from tests.visitor import MACHINES, crawl, words

pytestmark = pytest.mark.django_db

QUERY = "{ projects(first: 100) { nodes { title url overview { html } donors { nodes { title } } } } }"


@pytest.fixture(scope="module", params=mostly_slow([300, 1000]))
def least(request):
    """How many answers there are at least: documents alone, or all that links lead to."""
    return request.param


@pytest.fixture(scope="module")
def answers(loaded, least):
    """Return every answer within reach of an anonymous visitor, by address."""
    client = Client()
    found = {"GraphQL": client.post("/graphql/", {"query": QUERY}, content_type="application/json")}
    addresses = ("/en/", "/fr/", "/es/", "/ar/", "/browse/")
    if least == 1000:
        crawl(client, [*addresses, *MACHINES], found)
    else:
        found |= {address: client.get(address) for address in (*addresses, *MACHINES)}
    for resource in public():
        for address in (f"/id/{resource}", f"/data/{resource}.ttl"):
            found.setdefault(address, client.get(address))
    return {address: words(response) for address, response in found.items()}


@pytest.fixture(scope="module")
def hidden(answers):
    """Return titles and identifiers of what must not be seen."""
    pages = [page.specific for page in Page.objects.filter(depth__gt=2)]
    visible = public()
    unseen = [
        page
        for page in pages
        if getattr(page, "graph_type", None) and f"{page.graph_type.slug}/{page.translation_key}" not in visible
    ]
    nameless, files = (
        [each for model in models for each in model.objects.all() if id_of(each) not in visible]
        for models in ((Organisation, Outcome), (ImageFile, DocumentFile))
    )
    assert len(unseen) >= 3
    assert {type(each) for each in (*nameless, *files)} == {Organisation, Outcome, ImageFile, DocumentFile}
    return [
        *(page.title for page in unseen),
        *(str(page.translation_key) for page in unseen),
        *(page.slug for page in unseen),
        *(each.labels["en"] for each in nameless),
        *(str(each.key) for each in (*nameless, *files)),
        *(each.title for each in files),
        *(each.filename.rpartition(".")[0] for each in files),
    ]


def test_every_link_of_the_site_leads_somewhere(answers, least):
    broken = [address for address, answer in answers.items() if answer[:3] not in ("200", "302", "303")]
    assert broken == []
    assert len(answers) > least


def test_what_is_public_is_there(answers):
    assert all("Republic of Korea" in answers[address] for address in ("GraphQL", "/data/all.ttl", "/data/all.jsonld"))


def test_what_is_not_public_is_in_no_answer(answers, hidden):
    leaks = [(address, word) for address, answer in answers.items() for word in hidden if word in answer]
    assert leaks == []
