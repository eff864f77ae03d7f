"""The blocks of StreamField content: each is one kind of thing an editor wants to say, none is mere layout."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link"]


class QuoteBlock(blocks.StructBlock):
    quotation = blocks.TextBlock(label=_("quotation"))
    speaker = blocks.CharBlock(label=_("speaker"))
    role = blocks.CharBlock(label=_("role"), required=False, help_text=_("Such as Director of Culture."))

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title")
    paragraph = blocks.RichTextBlock(label=_("Text"), features=FEATURES)
    quote = QuoteBlock()
    project = blocks.PageChooserBlock(label=_("Project"), page_type="cms.ProjectPage", icon="doc-full")
