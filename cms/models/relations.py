"""Rows that connect a page with reference data, and the sections of a page.

Their foreign key is to Wagtail's Page, so that every page type can use them with one line of panels and one line of
`graph_fields`. A row's translation key identifies it in the graph; the rows of a copied page get new keys.
"""

from babel import Locale
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, TranslatableMixin

from cms.models.convention import Convention
from cms.models.reference import Country, ProjectType, Theme
from graph.declarations import ACCORD, DCTERMS, SCHEMA, Choice, GraphType, Integer, Link, RichText, Text


def language_choices() -> list[tuple[str, str]]:
    """Return the tags and names of all languages that Babel has a name for, ordered by name in the active language.

    The field's choices are this function, and not its result, so that migrations do not list the languages.
    """
    own = Locale.parse(get_language() or "en", sep="-").languages
    names = {tag.replace("_", "-"): own.get(tag, name) for tag, name in Locale.parse("en").languages.items()}
    return sorted(names.items(), key=lambda each: each[1].casefold())


class PageRow(TranslatableMixin, Orderable):
    """A row of a page, in the editor's order."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class CountryLink(PageRow):
    """A country of a project, and how much of the project is for it."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="country_links")
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("A country that it is about."),
    )
    share = models.PositiveSmallIntegerField(
        _("share in percent"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("The country's share of the project in percent; all shares add up to 100. Empty: not stated."),
    )

    graph_type = GraphType("CountryShare", title=None, rdf=(ACCORD.CountryShare,))
    graph_fields = [
        Link("country", ACCORD.recipientCountry, also=(DCTERMS.spatial,), to="Country", many=False, required=True,
             inverse="shares", definition="The country that it is for.",
             inverse_definition="The country's shares of projects."),
        Integer("share", ACCORD.share, definition="The share of the project that is for the country, in percent."),
    ]  # fmt: skip
    panels = ["country"]

    class Meta(PageRow.Meta):
        verbose_name = _("share of a country")
        verbose_name_plural = _("shares of countries")


class ThemeLink(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(
        Theme,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("theme"),
        help_text=_("A field of work."),
    )
    panels = ["theme"]


class ProjectTypeLink(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="project_type_links")
    project_type = models.ForeignKey(
        ProjectType,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("type of project"),
        help_text=_("What kind of project it is."),
    )
    panels = ["project_type"]


class ConventionLink(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="convention_links")
    convention = models.ForeignKey(
        Convention,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("convention"),
        help_text=_("An instrument under which it works or that it is about."),
    )
    panels = ["convention"]


class LanguageLink(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="language_links")
    language = models.CharField(
        _("language"), max_length=12, choices=language_choices, help_text=_("A language in which it works.")
    )
    panels = ["language"]


class Section(PageRow):
    """A further piece of a page's text, with its place and style in the layout."""

    class Position(models.TextChoices):
        TOP_LEFT = "top-left", _("Top left")
        TOP_RIGHT = "top-right", _("Top right")
        BOTTOM_LEFT = "bottom-left", _("Bottom left")
        BOTTOM_RIGHT = "bottom-right", _("Bottom right")

    class Style(models.TextChoices):
        OPEN = "open", _("Open")
        COLLAPSED = "collapsed", _("Collapsed")

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(
        _("title"),
        max_length=255,
        help_text=_("The heading of the section."),
    )
    short_description = RichTextField(
        _("short description"),
        blank=True,
        help_text=_("The section in brief."),
    )
    body = RichTextField(
        _("text"),
        blank=True,
        help_text=_("The text of the section."),
    )
    position = models.CharField(
        _("position"),
        max_length=20,
        choices=Position,
        blank=True,
        help_text=_("At the top it stands before the other texts of the page; otherwise after them."),
    )
    style = models.CharField(
        _("style"),
        max_length=20,
        choices=Style,
        blank=True,
        help_text=_("Whether readers see the text at once or open it."),
    )

    graph_type = GraphType("Section", rdf=(SCHEMA.WebPageElement,))
    graph_fields = [
        Text("title", SCHEMA.name, definition="The heading of the section."),
        RichText("short_description", SCHEMA.description, definition="The section in brief."),
        RichText("body", SCHEMA.text, definition="The text of the section."),
        Choice(
            "position",
            ACCORD.layoutPosition,
            choices=Position,
            definition="Its position on the page.",
        ),
        Choice(
            "style",
            ACCORD.layoutStyle,
            choices=Style,
            definition="Whether it is open or collapsed at first.",
        ),
        Integer(
            "order",
            SCHEMA.position,
            source="sort_order",
            definition="Its position among the sections.",
        ),
    ]
    panels = ["title", "short_description", "body", "position", "style"]

    class Meta(PageRow.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
