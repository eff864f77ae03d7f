"""The blocks of StreamField content; each stands for a kind of content, and none for mere layout."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.fields.formatted_text import FormattedTextBlock
from graph.declarations import ACCORD, DCTERMS, SCHEMA

TITLED = {"title": SCHEMA.name, "text": SCHEMA.text}
"""The predicates of the parts that all blocks with a title have."""


class QuoteBlock(blocks.StructBlock):
    quotation = blocks.TextBlock(label=_("quotation"), help_text=_("The words, without quotation marks."))
    speaker = blocks.CharBlock(label=_("speaker"), help_text=_("The name of the speaker."))
    role = blocks.CharBlock(label=_("role"), required=False, help_text=_("Such as Director of Culture."))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        graph_class = SCHEMA.Quotation
        graph_predicates = {"quotation": SCHEMA.text, "speaker": ACCORD.speaker, "role": ACCORD.speakerRole}


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title")
    paragraph = FormattedTextBlock(label=_("Text"))
    quote = QuoteBlock()
    project = blocks.PageChooserBlock(label=_("Project"), page_type="cms.ProjectPage", icon="doc-full")


class TitledBlock(blocks.StructBlock):
    """A block with a title and a text."""

    title = blocks.CharBlock(label=_("title"), help_text=_("In a few words."))
    text = FormattedTextBlock(label=_("text"), required=False)

    class Meta:
        graph_predicates = TITLED


class StepBlock(TitledBlock):
    class Meta:
        icon = "list-ol"
        label = _("Step")
        graph_class = SCHEMA.HowToStep


class SuccessFactorBlock(TitledBlock):
    class Meta:
        icon = "check"
        label = _("Success factor")
        graph_class = ACCORD.SuccessFactor
        graph_definition = _("Something that helps such work to succeed.")


class RiskFactorBlock(TitledBlock):
    class Meta:
        icon = "warning"
        label = _("Risk factor")
        graph_class = ACCORD.RiskFactor
        graph_definition = _("Something that endangers such work.")


class GoodPracticeBlock(TitledBlock):
    source = blocks.URLBlock(label=_("source"), required=False, help_text=_("Where readers find more about it."))

    class Meta:
        icon = "success"
        label = _("Good practice")
        graph_class = ACCORD.GoodPractice
        graph_definition = _("A practice that has worked and that others can follow.")
        graph_predicates = {**TITLED, "source": DCTERMS.source}


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
        graph_class = ACCORD.CaseStudy
        graph_definition = _("An account of what projects did and learned.")
        graph_predicates = {**TITLED, "projects": SCHEMA.about, "countries": SCHEMA.spatialCoverage}


class ExerciseBlock(TitledBlock):
    duration = blocks.CharBlock(label=_("duration"), required=False, help_text=_("Such as 45 minutes."))
    material = blocks.TextBlock(label=_("material"), required=False, help_text=_("Materials that the group needs."))

    class Meta:
        icon = "form"
        label = _("Exercise")
        graph_class = ACCORD.Exercise
        graph_definition = _("Something for a group to try, with what it needs.")
        graph_predicates = {**TITLED, "duration": SCHEMA.timeRequired, "material": ACCORD.material}


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

    step = StepBlock()
    success_factor = SuccessFactorBlock()
    risk_factor = RiskFactorBlock()
    good_practice = GoodPracticeBlock()
    case_study = CaseStudyBlock()
    exercise = ExerciseBlock()
    documents = DocumentsBlock()
