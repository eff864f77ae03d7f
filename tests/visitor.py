"""An anonymous visitor who looks everywhere: follows every link, unpacks what is packed, asks for every field."""

import base64
import gzip
import re
from collections import deque
from itertools import pairwise, product
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.test import Client, override_settings
from graphene.utils.str_converters import to_camel_case
from graphql import get_named_type, is_leaf_type, is_required_argument
from pyoxigraph import RdfFormat
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from graph.declarations import registry
from graph.identity import iri
from graph.publishing.formats import FORMATS
from graph.sparql.store import PublicStore
from schema.schema import current_schema

MACHINES = [
    "/vocab", "/map.geojson", "/dataset", "/dataset.nq", "/dataset.bib", "/dataset.datacite.json",
    "/context.jsonld", "/data/csv-metadata.json", "/health/ready", "/graphql/schema.graphql",
    *(f"/data/all.{form.extension}" for form in FORMATS),
    *(f"/vocab.{form.extension}" for form in FORMATS),
]  # fmt: skip
START = ["/en/", "/fr/", "/ar/", "/browse/", "/map/", "/sitemap.xml", "/robots.txt", "/search/?q=canary", *MACHINES]
SEARCHED = ["canary", "canary00000", "canray000001x"]
"""Some, all and none of what only an editor may know."""
UNKNOWN = ["/id/no/thing", "/data/project/nothing.ttl", "/data/all.nothing", "/browse/no/", "/browse/project/nothing/"]
FILE = re.compile(r"/(?:media|documents|renditions)/[^\s\"'<>,;\\)]+")
CURSOR = re.compile(r'[cC]ursor": ?"([^"]+)"')

BY_ID = """query ($ids: [ID!]!, $id: ID!, $iri: String!, $other: ID!) {
    node(id: $id) { id ... on Resource { title url } } nodes(ids: $ids) { id } resource(iri: $iri) { title }
    neighbours(id: $id, first: 100) { nodes { id title url } edges { cursor } }
    subgraph(id: $id, depth: 3, first: 100) { nodes { id title url } links { source { id } target { id } } }
    to: paths(from: $other, to: $id, maxHops: 4) { nodes { resources { id title } } }
    from: paths(from: $id, to: $other, maxHops: 4) { nodes { resources { id title } } }
}"""
SEARCH = """query ($text: String!) { search(query: $text, prefix: true, first: 100) {
    totalCount suggestions types { type count } nodes { id title } edges { cursor match { score title fragments } }
} }"""


PAST = re.compile("/(history|timemap|at/[^/]*)/?$")
"""Addresses of the public past, which says more than is public now; `tests.end_to_end.look.past` asks them."""


def crawl(client, addresses, found, languages=()):
    """Get the addresses and all that they lead to; of the addresses with `?lang=`, those of the languages."""
    waiting = deque(addresses)
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        response = found[address] = client.get(address, headers={"Accept": "text/html,*/*;q=0.5"})
        if response.headers.get("Location"):
            waiting.append(local(address, response.headers["Location"], languages))
        elif response.headers["Content-Type"].startswith(("text/html", "application/xml")):
            links = re.findall(r'(?:href="|<loc>)([^"<]+)', response.content.decode(errors="replace"))
            waiting.extend(filter(None, (local(address, link, languages) for link in links)))


def local(page, link, languages=()):
    """Return a link of a page as a path of our own; "" where it leads elsewhere or is not to be followed."""
    target = urlsplit(urldefrag(urljoin(f"{settings.GRAPH_BASE_IRI}{page}", link.replace("&amp;", "&")))[0])
    other_language = set(parse_qs(target.query).get("lang", ())) - set(languages)
    if target.netloc != urlsplit(settings.GRAPH_BASE_IRI).netloc or other_language or "static" in target.path:
        return ""
    if PAST.search(target.path):
        return ""
    # From one address of the explorer, links lead to all combinations of what it can show.
    if target.path.startswith("/explore/") and page.startswith("/explore/"):
        return ""
    return target.path + (f"?{target.query}" if target.query else "")


def words(response):
    """Return all that an answer says: status, headers and body, with what it packs or encodes laid open."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode(errors="replace")
    cursors = (base64.urlsafe_b64decode(each + "=" * (-len(each) % 4)) for each in CURSOR.findall(text))
    return unquote(f"{response.status_code} {response.headers} {text} {b' '.join(cursors).decode()}")


def selection(kind, depth, facets=True):
    """Every field of a GraphQL type that needs no argument, to this depth. `facets` of the outermost lists alone."""
    parts = ["__typename"]
    counted = facets and "facets" not in kind.fields
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        if any(map(is_required_argument, field.args.values())):
            continue
        if is_leaf_type(inner):
            parts.append(name)
        elif depth and (facets or name != "facets"):
            # What is above a page is a resource again, and would multiply the query at each level.
            above = name in ("parent", "breadcrumb")
            if not above or (counted and depth > 2):
                parts.append(f"{name} {{ {selection(inner, 0 if above else depth - 1, counted)} }}")
    return " ".join(parts)


def addresses_of(resource):
    return (f"/id/{resource}", f"/browse/{resource}/", f"/browse/{resource}/history/")


class Visitor:
    """Asks everything that can be asked, and comes back with what it was given while more was public."""

    def __init__(self):
        self.client = Client()
        self.sparql = PublicStore()
        self.etags = {}
        self.cursors = {}
        self.files = set()
        """Addresses of files that were ever seen."""

    def answers(self, resources, languages=("fr",)):
        """By their addresses; `resources` are ids to ask for by name, public or not."""
        found = {}
        of_resources = (each for name in resources for each in addresses_of(name))
        of_pages = (local("/", page.full_url) for page in Page.objects.filter(depth__gt=1) if page.full_url)
        crawl(self.client, [*START, *UNKNOWN, *of_resources, *of_pages], found, languages)
        found = {address: words(response) for address, response in found.items()}
        found |= {f"search {text}": self._post(SEARCH, text=text) for text in SEARCHED}
        found |= self._packed() | self._queried() | self.documents(resources)
        found |= self._everything() | self._by_id(resources)
        return found | self._uploaded(found)

    def _packed(self):
        addresses = [f"/data/all.{form.extension}.gz" for form in FORMATS]
        found = {address: words(self.client.get(address)) for address in addresses}
        part = self.client.get("/data/all.nq", headers={"Range": "bytes=100-100000"})
        return found | {"/data/all.nq Range": words(part)}

    def _uploaded(self, found):
        """Return every file at every address that was ever told, and where it lies, which somebody may guess."""
        images, documents = get_image_model(), get_document_model()
        rows = (*images.objects.all(), *images.get_rendition_model().objects.all(), *documents.objects.all())
        for name in (row.file.name for row in rows):
            self.files |= {f"/media/{name}", f"/media//{name}", f"/media/./{name}", f"/media/%2F{name}"}
        self.files |= {each.url for each in documents.objects.all()}
        self.files.update(*map(FILE.findall, found.values()))
        return {address: words(self.client.get(address)) for address in sorted(self.files)}

    def _queried(self):
        """Return all that queries of /sparql can find: the store that its workers are forked with."""
        self.sparql.catch_up()
        return {"SPARQL": self.sparql.store.dump(format=RdfFormat.N_QUADS).decode()}

    def documents(self, resources):
        """Return the documents of resources in each format, by their addresses."""
        found = {}
        for resource, form in product(resources, FORMATS):
            address = f"/data/{resource}.{form.extension}"
            response = self.client.get(address)
            found[address] = words(response)
            if form is FORMATS[0]:
                found |= self._again(address, found[address])
            if response.status_code == 200:
                self.etags[address] = (response.headers["ETag"], found[address])
        return found

    def _again(self, address, plain):
        """Return a document once more: its head, a range of it, and whether it is what was there when it was public."""
        etag, known = self.etags.get(address, ('"unknown"', plain))
        conditional = words(self.client.get(address, headers={"If-None-Match": etag}))
        assert not conditional.startswith("304") or plain == known, f"{address} is said not to have changed."
        return {
            f"{address} HEAD": words(self.client.head(address)),
            f"{address} Range": words(self.client.get(address, headers={"Range": "bytes=0-20000"})),
            f"{address} If-None-Match": conditional,
        }

    @override_settings(GRAPHQL_LIMITS=dict.fromkeys(("tokens", "depth", "body", "resources", "cost", "rate")))
    def _everything(self):
        """Return every list of the GraphQL schema with every field, and from where it was left the last time."""
        query = current_schema().graphql_schema.query_type
        found = {}
        for declared in registry().resources:
            name = to_camel_case(declared.graph_type.plural)
            kind = get_named_type(query.fields[name].type)
            found[f"GraphQL {name}"] = self._post(f"{{ {name}(first: 100) {{ {selection(kind, 3)} }} }}")
            assert '"errors"' not in found[f"GraphQL {name}"]
            for cursor in self.cursors.get(name, ["no cursor"]):
                page = f"query ($after: String) {{ {name}(after: $after) {{ nodes {{ title }} }} }}"
                found[f"GraphQL {name} {cursor}"] = self._post(page, after=cursor)
            self.cursors[name] = CURSOR.findall(found[f"GraphQL {name}"])[:2]
        return found

    def _by_id(self, resources):
        found = {}
        for resource, other in pairwise([*resources, resources[0]]):
            name, end = iri(resource), iri(other)
            found[f"GraphQL {resource} {other}"] = self._post(BY_ID, ids=[name], id=name, iri=name, other=end)
        return found

    def _post(self, query, **variables):
        body = {"query": query, "variables": variables}
        return words(self.client.post("/graphql/", body, content_type="application/json"))
