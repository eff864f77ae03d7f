"""Rows that link a page with the organisations that fund it or take part in it."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Page

from cms.fields.amount_input import currencies
from cms.models.organisation import Organisation
from cms.models.relations import PageRow
from graph.declarations import ACCORD, DCTERMS, FRAPO, PROV, SCHEMA, Amount, Choice, GraphType, Integer, Link, PartLink


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
    share_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="shares",
        verbose_name=_("share of"),
        help_text=_(
            "The grant to the programme that includes this money, so that it is counted once. The grants of the "
            "programme that the project was last saved with are offered, once that programme is published."
        ),
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
        PartLink(
            "share_of",
            DCTERMS.isPartOf,
            to="Funding",
            definition="The grant to a programme that includes this one: add grants without it to count money once.",
        ),
    ]
    panels = ["donor", FieldRowPanel(["amount", "currency", "year"])]

    class Meta(PageRow.Meta):
        verbose_name = _("funding")
        verbose_name_plural = _("fundings")

    def __str__(self):
        amount = _("amount not stated") if self.amount is None else f"{self.amount:,.0f} {self.currency}"
        return ", ".join(map(str, filter(None, (self.donor, amount, self.year))))

    def clean(self):
        super().clean()
        self.currency = self.currency.strip().upper()
        if self.amount is not None and not self.currency:
            raise ValidationError({"currency": _("An amount needs its currency, such as EUR.")})
        if self.currency and self.currency not in currencies():
            raise ValidationError({"currency": _("There is no currency of this code: use ISO 4217, such as EUR.")})
        if self.share_of:
            self._check_share(self.share_of)

    def _check_share(self, whole: "Funding") -> None:
        if whole.share_of_id:
            raise ValidationError({"share_of": _("That grant is a share itself: choose the grant that includes it.")})
        if whole.donor_id != self.donor_id:
            raise ValidationError({"share_of": _("That grant is by another donor: choose a grant of the same one.")})
        if self.amount is None:
            return
        if whole.amount is None:
            raise ValidationError({"share_of": _("That grant states no amount: state it first, or leave this empty.")})
        if self.currency == whole.currency and self.amount > whole.amount:
            raise ValidationError({"amount": _("A share cannot be more than the grant that includes it.")})


class Partnership(PageRow):
    """An organisation takes part in a project or activity, in a role."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        LOCAL_PARTNER = "local-partner", _("Local partner")
        ORGANISER = "organiser", _("Organiser")
        PARTICIPANT = "participant", _("Participant")
        ACCOUNTABLE = "accountable", _("Accountable")
        EXTENDING = "extending", _("Passes money on")
        IMPLEMENTING = "implementing", _("Implementing")

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
        blank=True,
        help_text=_("The role of the organisation."),
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
        Choice("role", PROV.hadRole, choices=Role, definition="The role of the organisation."),
    ]
    panels = ["partner", "role"]

    class Meta(PageRow.Meta):
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
