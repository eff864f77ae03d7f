"""Every address at which records are looked at: from the URL resolver and from the registry, so that none is listed.

An address of a view that shows one record comes with that record; a list's comes without.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.urls import URLPattern, get_resolver
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from graph.declarations import registry
from graph.identity import id_of
from graph.publishing.formats import FORMATS

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
SHOWS_NO_RECORD = ("logout", "failwhale", "test404", "password", "sprite", "jsi18n", "login")
PRIMARY_KEYS = (
    "page_id", "pk", "object_id", "parent_page_id", "page_to_move_id", "image_id", "document_id", "doc_id", "page_pk",
)  # fmt: skip
CONSTANTS = {"revision_id_a": "live", "revision_id_b": "latest", "filter_spec": "width-100"}
LISTS = re.compile(r"admin/(reports/[\w-]+/|reports/[\w/-]+/|content/[\w-]+/|snippets/cms/\w+/)")
CHOOSES = re.compile("choose|search")
PUBLIC = (
    "/", "/en/", "/fr/", "/browse/", "/search/?q=canary", "/vocab", "/dataset", "/changes", "/shapes.ttl",
    "/context.jsonld", "/health/ready", "/health/live", "/graphql/schema.graphql", "/sitemap.xml", "/robots.txt",
    "/data/csv-metadata.json",
)  # fmt: skip


@dataclass(frozen=True)
class View:
    """What answers at an address; of two addresses with the same view, one is enough for a sample."""

    name: str
    model: type[Model] | None = None
    """Of the record that it shows."""
    template: str = ""

    def address(self, record: Model | None) -> str:
        """Return the address for a record; "" where it has none."""
        names = [first or second for first, second in PARAMETER.findall(self.template)]
        values = {name: _value(name, record) for name in names} if record else {}
        if None in values.values() or len(values) < len(set(names)):
            return ""
        return "/" + PARAMETER.sub(lambda found: str(values[found[1] or found[2]]), self.template)


def admin_views() -> Iterator[View]:
    """Yield each view of the admin with each type of record that it can show."""
    for route in _routes():
        if route.startswith("admin/"):
            if PARAMETER.search(route):
                yield from (View(f"{route} {model.__name__}", model, route) for model in _models(route))
            else:
                yield from (View(address, None, address) for address in _listed(route))


def _listed(route: str) -> Iterator[str]:
    yield route
    if LISTS.fullmatch(route):
        yield from (f"{route}?export={name}" for name in ("csv", "xlsx"))
    if CHOOSES.search(route):
        yield f"{route}?q=a"


def public_views() -> Iterator[View]:
    yield from (View(each, None, each[1:]) for each in PUBLIC)
    yield from (View(f"all.{form.extension}", None, f"data/all.{form.extension}") for form in FORMATS)
    for declared in registry().resources:
        slug = declared.graph_type.slug
        yield from (View(each, None, each) for each in (f"browse/{slug}/", f"data/{slug}.csv"))


def public_addresses(record: Model) -> Iterator[str]:
    """Yield each address of a record on the site."""
    resource = id_of(record)
    yield from (f"/id/{resource}", f"/browse/{resource}/")
    yield from (f"/data/{resource}.{form.extension}" for form in FORMATS)
    if isinstance(record, Page) and record.url:
        yield record.url


def _routes() -> Iterator[str]:
    def walk(patterns: Iterable, prefix: str = "") -> Iterator[str]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern).removeprefix("^")
            if isinstance(pattern, URLPattern):
                yield route.removesuffix("$").replace(r"\.", ".").replace("^", "")
            else:
                yield from walk(pattern.url_patterns, route)

    shown = (each for each in walk(get_resolver().url_patterns) if not any(word in each for word in SHOWS_NO_RECORD))
    return iter(dict.fromkeys(shown))


def _models(route: str) -> Iterator[type[Model]]:
    """Yield the models of the records that a route can show."""
    models = [declared.model for declared in registry().resources]
    if found := re.search(r"snippets/(?:choose/)?cms/(\w+)/", route):
        yield from (model for model in models if model._meta.model_name == found[1])
    elif "/documents/" in route or "/images/" in route:
        kind = get_document_model() if "/documents/" in route else get_image_model()
        yield from (model for model in models if model is kind)
    elif "snippet" in route:
        yield from (model for model in models if not issubclass(model, Page))
    elif re.search("page|workflow|editing-sessions|sheets", route):
        yield from (model for model in models if issubclass(model, Page))


def _value(name: str, record: Model) -> object:
    """Return what a parameter of a route is for a record; None where it is about something else."""
    if name in PRIMARY_KEYS:
        return record.pk
    meta = record._meta
    of_record: Mapping[str, object] = CONSTANTS | {
        "content_type_app_name": meta.app_label,
        "app_label": meta.app_label,
        "app_name": meta.app_label,
        "content_type_model_name": meta.model_name,
        "model_name": meta.model_name,
        "revision_id": getattr(record, "latest_revision_id", None),
        "type": record.graph_type.name,
    }
    if name == "destination_id":
        return Page.objects.filter(depth=2).values_list("pk", flat=True).first()
    return of_record.get(name)
