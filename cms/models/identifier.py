"""External identifiers: the names by which other systems know a page or an organisation."""

import re
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

from cms.models.organisation import Organisation
from cms.models.relations import PageRow
from graph.declarations import SCHEMA, URL, Choice, GraphType, String


class ExternalIdentifier(models.Model):
    """An identifier of the same thing in another system, such as an IATI activity identifier."""

    class Scheme(models.TextChoices):
        IATI = "iati", _("IATI")
        DOI = "doi", _("DOI")
        WIKIDATA = "wikidata", _("Wikidata")
        ROR = "ror", _("ROR")
        ISNI = "isni", _("ISNI")
        OTHER = "other", _("Other")

    scheme = models.CharField(
        _("scheme"), max_length=20, choices=Scheme, help_text=_("The system to which the identifier belongs.")
    )
    value = models.CharField(
        _("identifier"), max_length=255, help_text=_("Without the address before it, such as Q7809 for Wikidata.")
    )

    graph_type = GraphType(
        "ExternalIdentifier",
        title=None,
        rdf=(SCHEMA.PropertyValue,),
        definition="An identifier of the same thing in another system, such as an IATI activity identifier.",
    )
    graph_fields = [
        Choice("scheme", SCHEMA.propertyID, choices=Scheme, definition="The system to which the identifier belongs."),
        String("value", SCHEMA.value, definition="The identifier as it is written."),
        URL("address", SCHEMA.url, definition="The address to which the identifier leads."),
    ]
    panels = ["scheme", "value"]

    SYNTAX = {
        Scheme.IATI: (r"[^\s/&|?]+-[^\s/&|?]+", ""),
        Scheme.DOI: (r"10\.\d{4,9}/\S+", "https://doi.org/{}"),
        Scheme.WIKIDATA: (r"Q[1-9]\d*", "http://www.wikidata.org/entity/{}"),
        Scheme.ROR: (r"0[a-hj-km-np-tv-z0-9]{6}\d{2}", "https://ror.org/{}"),
        Scheme.ISNI: (r"\d{15}[\dX]", "https://isni.org/isni/{}"),
    }
    """For each scheme, the regular expression of its identifiers, and the template of the address for an identifier."""
    NAMES_THE_SAME = (Scheme.WIKIDATA, Scheme.ROR, Scheme.ISNI)
    """Schemes whose addresses name the thing itself and not a record about it."""

    class Meta:
        abstract = True
        verbose_name = _("external identifier")
        verbose_name_plural = _("external identifiers")

    def __str__(self):
        return f"{self.get_scheme_display()} {self.value}"

    def clean(self):
        super().clean()
        self.value = self.value.strip()
        pattern, _address = self.SYNTAX.get(self.scheme, (".+", ""))
        if not re.fullmatch(pattern, self.value):
            sentence = _("This is not how identifiers of %(scheme)s are written: give it without an address.")
            raise ValidationError({"value": sentence % {"scheme": self.get_scheme_display()}})

    def address(self) -> str:
        _pattern, address = self.SYNTAX.get(self.scheme, ("", ""))
        return address.format(self.value)

    def same_as(self) -> str:
        return self.address() if self.scheme in self.NAMES_THE_SAME else ""


class PageIdentifier(ExternalIdentifier, PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="identifiers")

    class Meta(PageRow.Meta, ExternalIdentifier.Meta):
        pass


class OrganisationIdentifier(ExternalIdentifier, Orderable):
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    translation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta(Orderable.Meta, ExternalIdentifier.Meta):
        pass
