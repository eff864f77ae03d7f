"""Template tags and filters of the website's pages in Markdown."""

from bs4 import BeautifulSoup
from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from graph.publishing.links import markdown_address
from home import markdown
from home.templatetags.site import localised

register = template.Library()

register.filter("md", markdown.escaped)
register.filter("md_item", markdown.item)
register.filter("md_row", markdown.row)
register.filter("md_html", markdown.from_html)
register.filter("md_resource", markdown.resource)


@register.simple_tag(takes_context=True)
def md_of(context: Context, name: str) -> SafeString:
    """Return the main part of an HTML page as Markdown, for pages that show something else than resources."""
    page = BeautifulSoup(render_to_string(name, context.flatten(), context["request"]), "html.parser")
    return mark_safe(markdown.from_html(str(page.find("main"))))  # noqa: S308 Markdown is no HTML


@register.filter
def md_line(html: str) -> str:
    return " ".join(markdown.from_html(html).split())


@register.simple_tag
def md_link(words: str, view: str, *args: str) -> str:
    """Return a link to a view of the site in Markdown, in the language of this page."""
    return markdown.link(markdown.escaped(words), markdown_address(localised(view, *args)))


@register.simple_tag(takes_context=True)
def md_next(context: Context, words: str, page: Page) -> str:
    """Return a link to the next page of a list, or an empty text on the last one."""
    request: HttpRequest = context["request"]
    if not page.has_next():
        return ""
    query = request.GET.copy()
    query["page"] = str(page.next_page_number())
    return markdown.link(markdown.escaped(words), markdown_address(f"{request.path}?{query.urlencode()}"))
