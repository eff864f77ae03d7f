"""What the templates of the website ask for beyond what their view gives them."""

import orjson
from django import template
from django.conf import settings
from django.core.validators import URLValidator
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from graph import presentation
from graph.identity import ResourceId
from graph.presentation import Document, Item, Kind
from graph.publishing import documents
from graph.replica import reading
from home import languages
from home.languages import LanguageLink
from home.listing import Listing, listing
from home.rich_text import public_html
from home.runs import runs

register = template.Library()

LATEST = 6


@register.simple_tag(takes_context=True)
def site_name(context: Context) -> str:
    site = Site.find_for_request(context["request"])
    return site.site_name if site and site.site_name else settings.WAGTAIL_SITE_NAME


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    shown = context.get("resource")
    return languages.language_links(context["request"], shown.urls if shown else {})


@register.filter
def leads_elsewhere(address: str) -> bool:
    """Tell if an address is one that a form takes: a browser runs some of the others as a program."""
    return address.partition(":")[0].lower() in URLValidator.schemes


@register.simple_tag
def localised(name: str, *args: str) -> str:
    """The address of one of our views, with the language, so that it stays when following links."""
    return f"{reverse(name, args=args)}?{languages.PARAMETER}={presentation.active_language()}"


@register.simple_tag
def active_language() -> str:
    return presentation.active_language()


@register.simple_tag
def dataset_documents() -> tuple[Document, ...]:
    return presentation.dataset_documents()


@register.simple_tag
def json_ld(resource: ResourceId) -> SafeString:
    """What machines find in the page itself; no text in it can end the element that holds it."""
    document = documents.json_ld(resource)
    text = orjson.dumps(document).decode() if document else "{}"
    return mark_safe(text.replace("<", "\\u003c"))  # noqa: S308 the only character that matters there


@register.filter
def public_richtext(source: str) -> SafeString:
    return public_html(source)


@register.filter
def shape(value: object) -> str:
    """How a block's value is laid out."""
    if isinstance(value, Item):
        return "item"
    if isinstance(value, dict):
        return "mapping"
    return "list" if isinstance(value, list) else "text"


register.filter("runs", runs)


@register.simple_tag
def counts() -> list[tuple[Kind, int]]:
    """Every type of which something is public, with how much."""
    with reading() as replica:
        return [(kind, count) for kind, count in presentation.counts(replica) if count]


@register.simple_tag
def latest_changes() -> list[tuple[Item, Item]]:
    """What changed last and when."""
    with reading() as replica:
        return presentation.latest(replica, LATEST, presentation.active_language())


@register.simple_tag(takes_context=True)
def listing_below(context: Context, page: Page) -> Listing:
    """The public pages below a page that lists them."""
    request: HttpRequest = context["request"]
    with reading() as replica:
        return listing(request, replica, presentation.below(replica, page.full_url or ""))
