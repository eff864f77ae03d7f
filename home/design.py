"""/design/: the components of the website on one page, for designers and for those who override its templates."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from graph import presentation
from graph.declarations import registry

COLOURS = ("paper", "shade", "ink", "muted", "rule", "strong-rule", "accent", *(f"hue-{number}" for number in range(8)))


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Show every component once; none of it is content."""
    shown = {"colours": COLOURS, "kinds": [presentation.kind(each) for each in registry().resources]}
    return TemplateResponse(request, "home/design.html", shown)
