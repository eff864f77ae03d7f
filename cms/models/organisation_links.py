"""Rows that link a page with the organisations that fund it or take part in it."""

import pycountry
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Page

from cms.models.organisation import Organisation
from cms.models.relations import PageRow
from graph.declarations import ACCORD, FRAPO, PROV, SCHEMA, Amount, Choice, GraphType, Integer, Link


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
        verbose_name_plural = _("fundings")

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
