"""Reviews of a toolkit's module by peers: the round, the reviewers, what they say, and what is published of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel
from wagtail.models import Orderable, Page, Revision

from cms.fields import PartialDateField
from cms.models.reference import Country
from cms.models.relations import PageRow
from cms.models.signed_link import Resolved, SignedLink
from graph.declarations import ACCORD, SCHEMA, GraphType, Integer, Link, PartialDate, String, Text


class Topic(models.TextChoices):
    """The standard questions of a round, in the language of whoever reads them."""

    WORKS = "works", _("What works well in this module, and for whom?")
    SUCCESS = "success", _("What helps such work to succeed where you are?")
    RISKS = "risks", _("What endangers it, and what have you done about that?")
    GAPS = "gaps", _("What is missing, outdated or hard to understand?")


def all_topics() -> list[str]:
    return list(Topic.values)


class ReviewRound(models.Model):
    """A version of a module that peers review until a date, with the questions that they answer."""

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="review_rounds", verbose_name=_("page"), editable=False
    )
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    topics = models.JSONField(_("questions"), default=all_topics)
    further_questions = models.TextField(
        _("further questions"), blank=True, max_length=2000, help_text=_("One in each line, as reviewers read them.")
    )
    message = models.TextField(
        _("message to the reviewers"),
        blank=True,
        max_length=5000,
        help_text=_("In the mail and above the form: why you ask, and what happens with the answers."),
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    opened_at = models.DateTimeField(_("began"), auto_now_add=True)
    closes_at = models.DateTimeField(_("closes"), help_text=_("Reviewers can answer until then."))
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("peer review")
        verbose_name_plural = _("peer reviews")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.page.get_admin_display_title()

    def questions(self) -> dict[str, str]:
        """Return the words of the questions, by the names under which answers are kept."""
        topics = {name: str(Topic(name).label) for name in self.topics if name in Topic.values}
        own = [line.strip() for line in self.further_questions.splitlines() if line.strip()]
        return topics | {f"own-{number}": line for number, line in enumerate(own, start=1)}

    def is_open(self) -> bool:
        return self.ended_at is None and self.closes_at > timezone.now()


class Reviewer(SignedLink):
    """A peer who was invited to a round, as they wish to be named."""

    purpose = "review"
    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="reviewers", editable=False)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country"),
        help_text=_("The country from which the reviewer knows such work; it is published with the review."),
    )  # fmt: skip
    shown_as = models.CharField(
        _("public name"), max_length=255, blank=True, editable=False, help_text="Empty: the reviewer is not named."
    )

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        ordering = ["pk"]
        default_permissions = ()

    def is_open(self) -> bool:
        return super().is_open() and self.round.is_open()


class ReviewAnswer(Resolved):
    """One answer, comment or suggestion of one reviewer; no other reviewer writes it."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("answer")
        COMMENT = "comment", _("comment on a part")
        PRACTICE = "practice", _("suggested practice")

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=10, choices=Kind)
    about = models.CharField(max_length=100, help_text="The name of the question, part or suggestion.")
    heading = models.CharField(max_length=255, blank=True, help_text="The question, or the beginning of the part.")
    title = models.CharField(max_length=255, blank=True)
    text = models.TextField()
    source = models.URLField(max_length=500, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["kind", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["reviewer", "kind", "about"], name="one_answer_of_a_reviewer_to_each")
        ]

    def __str__(self):
        return f"{self.reviewer}: {self.about}"


class PeerReview(ClusterableModel, PageRow):
    """A finished review of a module by peers, as readers see it."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="finished_reviews")
    date = PartialDateField(_("date"), help_text=_("When the review was finished."))
    what_changed = models.TextField(
        _("what changed"),
        blank=True,
        help_text=_("The changes that the module owes to the reviewers."),
    )

    graph_type = GraphType("PeerReview", title=None, rdf=(SCHEMA.Review,))
    graph_fields = [
        PartialDate("date", SCHEMA.datePublished),
        String("reviewers", ACCORD.reviewer, source="credits__name", many=True,
               definition="Peers who reviewed it, as they wish to be named."),
        Integer("number_of_reviewers", ACCORD.reviewers, depends_on=("credits",),
                definition="The number of reviewers, with those who are not named."),
        Link("countries", ACCORD.reviewerCountry, source="credits__country", to="Country", inverse="peer_reviews",
             definition="Countries of the reviewers.",
             inverse_definition="Reviews of modules by peers from the country."),
        Text("what_changed", ACCORD.whatChanged),
    ]  # fmt: skip
    panels = ["date", InlinePanel("credits", heading=_("Reviewers"), label=_("reviewer")), "what_changed"]

    class Meta(PageRow.Meta):
        verbose_name = _("review by peers")
        verbose_name_plural = _("reviews by peers")

    def number_of_reviewers(self) -> int:
        return len(self.credits.all())


class ReviewerCredit(Orderable):
    """A reviewer of a finished review."""

    review = ParentalKey(PeerReview, on_delete=models.CASCADE, related_name="credits")
    name = models.CharField(
        _("public name"), max_length=255, blank=True, help_text=_("As the reviewer wishes; empty: not named.")
    )
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country"),
        help_text=_("The country of the reviewer."),
    )  # fmt: skip
    panels = ["name", "country"]
