"""The blocks of StreamField content; each stands for a kind of content, and none for mere layout."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.fields.formatted_text import FormattedTextBlock


class QuoteBlock(blocks.StructBlock):
    quotation = blocks.TextBlock(label=_("quotation"), help_text=_("The words, without quotation marks."))
    speaker = blocks.CharBlock(label=_("speaker"), help_text=_("The name of the speaker."))
    role = blocks.CharBlock(label=_("role"), required=False, help_text=_("Such as Director of Culture."))

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title")
    paragraph = FormattedTextBlock(label=_("Text"))
    quote = QuoteBlock()
    project = blocks.PageChooserBlock(label=_("Project"), page_type="cms.ProjectPage", icon="doc-full")


class TitledBlock(blocks.StructBlock):
    """A block with a title and a text."""

    title = blocks.CharBlock(label=_("title"), help_text=_("In a few words."))
    text = FormattedTextBlock(label=_("text"), required=False)


class GoodPracticeBlock(TitledBlock):
    source = blocks.URLBlock(label=_("source"), required=False, help_text=_("Where readers find more about it."))

    class Meta:
        icon = "success"
        label = _("Good practice")


class CaseStudyBlock(TitledBlock):
    projects = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("project"), page_type="cms.ProjectPage"),
        label=_("projects"),
        default=[],
        help_text=_("The projects that it describes."),
    )
    countries = blocks.ListBlock(
        SnippetChooserBlock("cms.Country", label=_("country")),
        label=_("countries"),
        default=[],
        help_text=_("Where it took place."),
    )

    class Meta:
        icon = "search"
        label = _("Case study")


class ExerciseBlock(TitledBlock):
    duration = blocks.CharBlock(label=_("duration"), required=False, help_text=_("Such as 45 minutes."))
    material = blocks.TextBlock(label=_("material"), required=False, help_text=_("Materials that the group needs."))

    class Meta:
        icon = "form"
        label = _("Exercise")


class DocumentsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False, help_text=_("Such as “To read before you start”."))
    documents = blocks.ListBlock(
        DocumentChooserBlock(label=_("document")),
        label=_("documents"),
        help_text=_("One in a private collection is not offered."),
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Documents")


class ModuleBlock(BodyBlock):
    """The body of a toolkit's module."""

    step = TitledBlock(label=_("Step"), icon="list-ol")
    success_factor = TitledBlock(label=_("Success factor"), icon="check")
    risk_factor = TitledBlock(label=_("Risk factor"), icon="warning")
    good_practice = GoodPracticeBlock()
    case_study = CaseStudyBlock()
    exercise = ExerciseBlock()
    documents = DocumentsBlock()
