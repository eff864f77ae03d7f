"""Remits: the countries and programmes for which the members of a group are responsible."""

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page

from cms.forms import LinksPanel
from cms.models.programme import ProgrammePage
from cms.models.reference import Country
from graph.declarations import registry


class Remit(ClusterableModel):
    """Narrows what a group may change, publish, lock and delete, wherever the pages lie in the tree.

    What the group may do at all, and where it may add pages, is said by its permissions.
    """

    group = models.OneToOneField(
        Group,
        on_delete=models.CASCADE,
        related_name="remit",
        verbose_name=_("group"),
        help_text=_("Its members change only what the countries and programmes below take in, and what they made."),
    )

    panels = [
        "group",
        LinksPanel("country_links", "country", heading=_("Countries"), label=_("country")),
        LinksPanel("programme_links", "programme", heading=_("Programmes"), label=_("programme")),
    ]

    class Meta:
        verbose_name = _("remit")
        verbose_name_plural = _("remits")
        ordering = ["group__name"]

    def __str__(self):
        return str(self.group)

    def pages(self) -> QuerySet[Page]:
        """Return the pages that are in the remit together with all pages below them.

        They are the chosen programmes, and the pages with a link to a chosen country or programme. All translations of
        a page belong together: a link on one of them puts all of them into the remit.
        """
        programmes = Page.objects.filter(translation_key__in=self._programme_keys()).values("pk")
        countries = self.country_links.values("country")
        keys = set(self._programme_keys())
        for model, path, target in _statements():
            chosen = countries if target is Country else programmes
            keys.update(model.objects.filter(**{f"{path}__in": chosen}).values_list("translation_key", flat=True))
        return Page.objects.filter(translation_key__in=keys)

    def _programme_keys(self) -> QuerySet:
        return self.programme_links.values_list("programme__translation_key", flat=True)


class RemitCountry(Orderable):
    remit = ParentalKey(Remit, on_delete=models.CASCADE, related_name="country_links")
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("Pages that name it, and all below them."),
    )
    panels = ["country"]


class RemitProgramme(Orderable):
    remit = ParentalKey(Remit, on_delete=models.CASCADE, related_name="programme_links")
    programme = models.ForeignKey(
        ProgrammePage,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("programme"),
        help_text=_("It, pages that name it, and all below them."),
    )
    panels = ["programme"]


def _statements():
    """Yield the page models with each path of a declared link to a country or programme, and the target's model."""
    targets = {each.graph_type.name: each for each in (Country, ProgrammePage)}
    for declared in registry().resources:
        links = [each for each in declared.links.values() if declared.is_page and each.target_types[0] in targets]
        for path, target in ((path, targets[each.target_types[0]]) for each in links for path in each.paths):
            if _target(declared.model, path.split("__")) is target:
                yield declared.model, path, target


def _target(model, names: list[str]):
    """Return the model at the end of a path of relations, or None if the path does not end at a model."""
    for name in names:
        model = model._meta.get_field(name).related_model if model else None
    return model
