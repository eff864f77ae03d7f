"""Key figures: the numbers that a page highlights, as its authors wrote them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from cms.models.relations import PageRow
from graph.declarations import ACCORD, SCHEMA, GraphType, Integer, String, Text


class KeyFigure(PageRow):
    """A figure with what it counts, such as “600+” professionals. It is text and nothing is computed from it."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="key_figures")
    value = models.CharField(_("figure"), max_length=100, help_text=_("As it is written, such as 600+ or 1.72."))
    label = models.CharField(
        _("label"), max_length=255, help_text=_("What it counts, such as “professionals trained” or “million EUR”.")
    )

    graph_type = GraphType("KeyFigure", title="label", rdf=(ACCORD.KeyFigure, SCHEMA.PropertyValue))
    graph_fields = [
        String("value", SCHEMA.value, definition="The figure as it is written."),
        Text("label", SCHEMA.name, definition="What it counts."),
        Integer("order", SCHEMA.position, source="sort_order", definition="Its position among the figures."),
    ]
    panels = ["value", "label"]

    class Meta(PageRow.Meta):
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
