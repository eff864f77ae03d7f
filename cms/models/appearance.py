"""What makes the website somebody's own: name, logo, colours and footer, set in the admin for each site."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from cms.fields import MultilingualTextField
from cms.fields.colour import ColourField
from cms.models.media import ImageFile

PAPER, DARK_PAPER = "#fbfaf7", "#15181a"
"""The colours of the page, as home/static/home/tokens.css has them."""


@register_setting(icon="site", order=10)
class Appearance(ClusterableModel, BaseSiteSetting):
    """The website's appearance. What is empty is as Accord has it."""

    names = MultilingualTextField(
        _("name"), required_languages=(), blank=True, help_text=_("The name of the website, in its head and in titles.")
    )
    logo = models.ForeignKey(
        ImageFile,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Shown before the name, and therefore public. At least 160 pixels high, on a transparent ground."),
    )
    accent = ColourField(
        _("colour of links and buttons"),
        behind=PAPER,
        help_text=_("On light pages: # and six digits, such as #0b5c6b."),
    )
    dark_accent = ColourField(
        _("the same on dark pages"), behind=DARK_PAPER, help_text=_("For readers whose system is dark.")
    )
    footers = MultilingualTextField(
        _("text of the footer"),
        required_languages=(),
        blank=True,
        paragraphs=True,
        help_text=_("Who is responsible for the website, for example."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("names"), FieldPanel("logo")], heading=_("Name and logo")),
        FieldRowPanel([FieldPanel("accent"), FieldPanel("dark_accent")], heading=_("Colours")),
        FieldPanel("footers"),
        InlinePanel("footer_links", heading=_("Links of the footer"), label=_("link")),
    ]

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")


class FooterLink(Orderable):
    """A link in the footer, such as to an imprint or to a statement on accessibility."""

    appearance = ParentalKey(Appearance, on_delete=models.CASCADE, related_name="footer_links")
    labels = MultilingualTextField(_("text"), help_text=_("The text by language; English is required."))
    address = models.CharField(
        _("address"),
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("A whole address that begins with https://."),
    )

    panels = [FieldPanel("labels"), FieldPanel("address")]

    class Meta(Orderable.Meta):
        verbose_name = _("link of the footer")
        verbose_name_plural = _("links of the footer")

    def __str__(self):
        return str(self.labels)
