"""Rows that connect a page with reference data and other pages.

They hang on Wagtail's Page, so every page type can use each of them with one line of panels and one of
`graph_fields`. A row's translation key names it in the graph; copying a page gives the copy's rows new ones.
"""

import pycountry
from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, TranslatableMixin

from cms.models.convention import Convention
from cms.models.organisation import Organisation
from cms.models.reference import Country, ProjectType, Theme
from graph.fields import Amount, Choice, GraphType, Integer, Link, RichText, Text
from graph.namespaces import ACCORD, FRAPO, PROV, SCHEMA


def language_choices() -> list[tuple[str, str]]:
    """Every language that Babel has a name for, by that name; a callable, so that no migration lists them."""
    own = Locale.parse(get_language() or "en", sep="-").languages
    names = {tag.replace("_", "-"): own.get(tag, name) for tag, name in Locale.parse("en").languages.items()}
    return sorted(names.items(), key=lambda each: each[1].casefold())


class PageRow(TranslatableMixin, Orderable):
    """A row of a page, in the editor's order."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class CountryLink(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="country_links")
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("A country that it is about."),
    )
    panels = ["country"]


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
        help_text=_("An instrument under which it works or of which it tells."),
    )
    panels = ["convention"]


class LanguageLink(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="language_links")
    language = models.CharField(
        _("language"), max_length=12, choices=language_choices, help_text=_("A language in which it works.")
    )
    panels = ["language"]


class RelatedActivity(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="related_activity_links")
    activity = models.ForeignKey(
        "cms.ActivityPage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("activity"),
        help_text=_("An activity that is part of its story."),
    )
    panels = ["activity"]


class RelatedProject(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="related_project_links")
    project = models.ForeignKey(
        "cms.ProjectPage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("project"),
        help_text=_("A project that is part of the same story."),
    )
    panels = ["project"]


class ProjectLink(PageRow):
    """A project to which an activity belongs, besides the one that it lies below."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="project_links")
    project = models.ForeignKey(
        "cms.ProjectPage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("project"),
        help_text=_("A project that this belongs to."),
    )
    panels = ["project"]


class Funding(PageRow):
    """An organisation funds a project or programme: how much, and when, as far as it is known."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="fundings")
    donor = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("donor"),
        help_text=_("The organisation that gives the money."),
    )
    amount = models.DecimalField(
        _("amount"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Leave empty if it is not stated; 0 means that no money was given."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        help_text=_("Three letters, ISO 4217, such as EUR."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2200)],
        help_text=_("The year for which it is given."),
    )

    graph_type = GraphType("Funding", title=None, rdf=(SCHEMA.MonetaryGrant, FRAPO.Grant))
    graph_fields = [
        Link(
            "funder",
            SCHEMA.funder,
            source="donor",
            to="Organisation",
            many=False,
            inverse="fundings",
            definition="The organisation that gives the money.",
        ),
        Amount("amount", SCHEMA.amount, definition="How much, in one currency."),
        Integer("year", ACCORD.fundingYear, definition="The year for which the money was given."),
    ]
    panels = ["donor", FieldRowPanel(["amount", "currency", "year"])]

    class Meta(PageRow.Meta):
        verbose_name = _("funding")

    def clean(self):
        super().clean()
        self.currency = self.currency.strip().upper()
        if self.amount is not None and not self.currency:
            raise ValidationError({"currency": _("An amount needs its currency, such as EUR.")})
        if self.currency and not pycountry.currencies.get(alpha_3=self.currency):
            raise ValidationError({"currency": _("There is no currency of this code: use ISO 4217, such as EUR.")})


class Partnership(PageRow):
    """An organisation takes part in a project or activity, in a role."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        LOCAL_PARTNER = "local-partner", _("Local partner")
        ORGANISER = "organiser", _("Organiser")
        PARTICIPANT = "participant", _("Participant")

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="partnerships")
    partner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("partner"),
        help_text=_("The organisation that takes part."),
    )
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=Role,
        default=Role.LOCAL_PARTNER,
        help_text=_("What it does there."),
    )

    graph_type = GraphType("Partnership", title=None, rdf=(PROV.Association,))
    graph_fields = [
        Link(
            "partner",
            PROV.agent,
            to="Organisation",
            many=False,
            inverse="partnerships",
            definition="The organisation that takes part.",
        ),
        Choice("role", PROV.hadRole, choices=Role, definition="What it does there."),
    ]
    panels = ["partner", "role"]

    class Meta(PageRow.Meta):
        verbose_name = _("partnership")


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
        default=Position.BOTTOM_LEFT,
        help_text=_("Where on the page it stands."),
    )
    style = models.CharField(
        _("style"),
        max_length=20,
        choices=Style,
        default=Style.OPEN,
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
            definition="Where on the page it stands.",
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
            definition="Its place among the sections.",
        ),
    ]
    panels = ["title", "short_description", "body", "position", "style"]

    class Meta(PageRow.Meta):
        verbose_name = _("section")


__all__ = [
    "ConventionLink", "CountryLink", "Funding", "LanguageLink", "PageRow", "Partnership", "ProjectLink",
    "ProjectTypeLink", "RelatedActivity", "RelatedProject", "Section", "ThemeLink",
]  # fmt: skip
