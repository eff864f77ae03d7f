"""Template tags and filters of the website."""

from collections.abc import Iterable
from typing import Any

import orjson
from django import template
from django.conf import settings
from django.core.validators import URLValidator
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from graph import presentation
from graph.declarations import direction, primary_language
from graph.declarations.partial_dates import PartialDate
from graph.identity import ResourceId, split
from graph.presentation import Document, Item, Kind, Presentation, Row
from graph.publishing import documents
from graph.replica import reading
from home import appearance, editing, front, languages
from home.atlas import WorldMap
from home.atlas.views import default_map
from home.front import Figure
from home.languages import Languages
from home.listing import Listing, listing
from home.lists.page import Choice
from home.metadata import Metadata, absolute, metadata
from home.rich_text import public_html
from home.runs import runs

register = template.Library()

LATEST = 6
CHECKBOX = (
    '<label class="choice"><input type="checkbox" name="{}" value="{}"{}> <span class="name"{}>{}</span> '
    '<span class="count">{}</span></label>'
)


@register.simple_tag(takes_context=True)
def site_name(context: Context) -> str:
    if name := str(getattr(appearance.appearance(context["request"]), "names", "")):
        return name
    site = Site.find_for_request(context["request"])
    return site.site_name if site and site.site_name else settings.WAGTAIL_SITE_NAME


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> Languages:
    shown, page = context.get("resource"), context.get("page")
    urls = shown.urls if shown else languages.translations_of(page) if isinstance(page, Page) else {}
    return languages.of_page(context["request"], urls)


@register.filter
def leads_elsewhere(address: str) -> bool:
    """Return whether an address has a scheme that URL fields accept: browsers run some others (javascript:) as code."""
    return address.partition(":")[0].lower() in URLValidator.schemes


@register.simple_tag
def written_in(page: Page) -> dict[str, str]:
    """Return the language of a page's texts, which may differ from that of the site around them."""
    code = primary_language(page.locale.language_code)
    return {"code": code, "direction": direction(code)}


@register.simple_tag
def localised(name: str, *args: str) -> str:
    """Return the address of a view with `?lang=`, so that the language is kept when a reader follows links."""
    return f"{reverse(name, args=args)}?{languages.PARAMETER}={presentation.active_language()}"


@register.simple_tag
def history_of(resource: ResourceId) -> str:
    """Return the address of the page with all public versions of a resource."""
    return localised("history", *split(resource))


@register.simple_tag
def active_language() -> str:
    return presentation.active_language()


@register.simple_tag
def dataset_documents() -> tuple[Document, ...]:
    return presentation.dataset_documents()


@register.simple_tag
def json_ld(resource: ResourceId) -> SafeString:
    """Return the JSON-LD of a resource for a script element of its page; no text in it can end that element."""
    document = documents.json_ld(resource)
    text = orjson.dumps(document).decode() if document else "{}"
    return mark_safe(text.replace("<", "\\u003c"))  # noqa: S308 only < could end the script element


@register.simple_tag
def page_metadata(shown: Presentation) -> Metadata:
    return metadata(shown)


register.filter("absolute", absolute)


@register.simple_tag
def licence() -> str:
    return settings.LICENCE


@register.simple_tag(takes_context=True)
def edit_address(context: Context) -> str:
    """Return where this reader may edit the shown resource, or "" for readers who may not."""
    return editing.address(context["request"], context["resource"].id)


@register.filter
def public_richtext(source: str) -> SafeString:
    return public_html(source)


@register.filter
def shape(value: object) -> str:
    """Return the layout of a block's value: "item", "mapping", "list" or "text"."""
    if isinstance(value, Item):
        return "item"
    if isinstance(value, dict):
        return "mapping"
    return "list" if isinstance(value, list) else "text"


register.filter("runs", runs)
register.filter("number", presentation.number)
register.filter("moment", presentation.moment)


@register.filter
def percent(share: float | None) -> str:
    return "–" if share is None else presentation.percent(share)


@register.filter
def day(value: str) -> str:
    """Return the day of a time (ISO 8601) as a date in the active language."""
    return PartialDate.parse(value[:10]).display(presentation.active_language()) if value else "–"


@register.simple_tag
def counts() -> list[tuple[Kind, int]]:
    """Return every type that has public resources, with their number."""
    with reading() as replica:
        return [(kind, count) for kind, count in presentation.counts(replica) if count]


@register.simple_tag
def latest_changes(number: int = LATEST) -> list[tuple[Item, Item]]:
    """Return the pages that changed last, each with the time of its change."""
    with reading() as replica:
        return presentation.latest(replica, number, presentation.active_language())


@register.simple_tag
def checkboxes(choices: Iterable[Choice]) -> SafeString:
    """Return the choices of a facet. A list has hundreds, and a template for each would take most of its time."""
    language = presentation.active_language()
    return format_html_join("\n", CHECKBOX, (_checkbox(each, language) for each in choices))


def _checkbox(choice: Choice, language: str) -> tuple[str, ...]:
    item = choice.item
    checked = mark_safe(" checked") if choice.chosen else ""
    differs = item.language not in ("", language)
    written = format_html(' lang="{}" dir="{}"', item.language, item.direction) if differs else ""
    return choice.name, choice.value, checked, written, item.text, presentation.number(choice.count)


@register.simple_tag
def figures(wanted: list[str]) -> list[Figure]:
    with reading() as replica:
        return list(front.figures(replica, wanted))


@register.simple_tag
def public_rows(pages: list[Page]) -> list[Row]:
    with reading() as replica:
        return front.public_rows(replica, pages)


@register.simple_tag
def public_item(page: Page | None) -> Item | None:
    with reading() as replica:
        return front.public_item(replica, page)


@register.simple_tag(takes_context=True)
def listing_below(context: Context, page: Page) -> Listing:
    """Return the public pages below a page as a listing."""
    request: HttpRequest = context["request"]
    with reading() as replica:
        return listing(request, replica, presentation.below(replica, page.full_url or ""))


@register.simple_tag
def world_map() -> WorldMap:
    """Return the map of the works by country: `{% world_map as map %}{% include "includes/map.html" %}`.

    A view that shows other resources on a map puts `home.atlas.drawn(…)` into its context as `map`.
    """
    with reading() as replica:
        return default_map(replica)


@register.filter
def coordinate(number: float) -> str:
    """Return a number for SVG, which no language writes in its own way."""
    return f"{number:g}"


@register.simple_tag(takes_context=True)
def site_appearance(context: Context) -> Any:
    """Return what editors have set for this site (`cms.models.Appearance`), or None."""
    return appearance.appearance(context["request"])


@register.simple_tag(takes_context=True)
def logo_address(context: Context) -> str:
    return appearance.logo_address(context["request"])
