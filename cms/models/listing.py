"""The home page and the index pages, which list other pages. The listed pages are in the graph; these are not."""

from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page

EXEMPT = "A page that lists others; what it lists is in the graph."


class HomePage(Page):
    """The front page of the site."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("What readers see first: what this site is."),
    )

    not_in_graph = EXEMPT
    content_panels = [*Page.content_panels, "introduction"]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")


class ProjectIndexPage(Page):
    """A place in the tree below which projects, programmes and activities lie."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("What readers find below this page."),
    )

    not_in_graph = EXEMPT
    content_panels = [*Page.content_panels, "introduction"]
    parent_page_types = ["cms.HomePage", "cms.ProjectIndexPage"]
    template = "cms/index_page.html"

    class Meta:
        verbose_name = _("index of projects")
        verbose_name_plural = _("indexes of projects")
