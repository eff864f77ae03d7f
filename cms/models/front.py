"""The blocks of the home page. An editor chooses what stands on it; where nobody has, the default stands there."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from graph import presentation
from graph.declarations import registry

DEFAULT = [
    ("figures", {"heading": "", "figures": ["project", "project.countries", "project.donors", "activity"]}),
    ("map", {"heading": ""}),
    ("changes", {"heading": "", "number": 3}),
    ("doors", {"page": None}),
]
"""The blocks of a home page for which nobody has chosen any."""


def counted() -> list[tuple[str, str]]:
    """Return what figures can count: the resources of a type, and what they are linked to, as "project.countries"."""
    found = []
    for declared in registry().resources:
        kind = presentation.kind(declared)
        found.append((kind.slug, kind.plural))
        for name, facet in presentation.lists().facets(declared.name).items():
            if declared.is_page and facet.through is None and facet.target and not facet.target.is_page:
                label = presentation.label(declared, facet.field)
                what = {"resources": kind.plural, "linked": label}
                # Translators: what a figure on the home page counts: the countries of all projects, for example
                found.append((f"{kind.slug}.{name}", gettext("%(resources)s: %(linked)s") % what))
    return found


class HeadedBlock(blocks.StructBlock):
    """A block with a heading of its own, or the usual one."""

    heading = blocks.CharBlock(label=_("heading"), required=False, help_text=_("Leave it empty for the usual heading."))


class TextBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, help_text=_("In a few words."))
    text = blocks.RichTextBlock(label=_("text"), features=["bold", "italic", "link", "ul"])

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/front/text.html"


class FiguresBlock(HeadedBlock):
    figures = blocks.ListBlock(
        blocks.ChoiceBlock(choices=counted, label=_("figure")),
        label=_("figures"),
        min_num=1,
        max_num=6,
        help_text=_("What is counted. Each number leads to the list behind it."),
    )

    class Meta:
        icon = "order"
        label = _("Key figures")
        template = "cms/front/figures.html"


class MapBlock(HeadedBlock):
    class Meta:
        icon = "globe"
        label = _("Map of countries")
        template = "cms/front/map.html"


class ChangesBlock(HeadedBlock):
    number = blocks.IntegerBlock(
        label=_("number"), default=3, min_value=1, max_value=12, help_text=_("How many pages to show.")
    )

    class Meta:
        icon = "history"
        label = _("Latest changes")
        template = "cms/front/changes.html"


class SelectionBlock(HeadedBlock):
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("page")),
        label=_("pages"),
        help_text=_("Each is shown with its line of facts once it is public."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Selected pages")
        template = "cms/front/selection.html"


class DoorsBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(
        label=_("toolkit"),
        required=False,
        help_text=_("Where “Read the toolkit” leads. Left empty, it leads to the list of toolkits."),
    )

    class Meta:
        icon = "link"
        label = _("Read, take, pull in")
        template = "cms/front/doors.html"


class FrontBlock(blocks.StreamBlock):
    """What stands on the home page below its introduction and the search."""

    text = TextBlock()
    figures = FiguresBlock()
    map = MapBlock()
    changes = ChangesBlock()
    selection = SelectionBlock()
    doors = DoorsBlock()


def default_content(block: blocks.StreamBlock) -> blocks.StreamValue:
    return block.to_python([{"type": name, "value": value} for name, value in DEFAULT])
