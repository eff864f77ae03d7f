"""What administrators say of the whole dataset: it stands on the page about it, in catalogues and in citations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.fields.multilingual import MultilingualTextField


@register_setting(icon="table", order=670)
class DatasetDescription(BaseGenericSetting):
    """The one description of the dataset; what is empty has a default (`graph.publishing.about`)."""

    title = MultilingualTextField(_("title"), blank=True, help_text=_("As the dataset is cited."))
    abstract = MultilingualTextField(
        _("abstract"), blank=True, paragraphs=True, help_text=_("What is in it, in a few sentences.")
    )
    keywords = MultilingualTextField(
        _("keywords"), blank=True, multiple=True, help_text=_("Words by which catalogues find it.")
    )
    rights = MultilingualTextField(
        _("rights"),
        blank=True,
        paragraphs=True,
        help_text=_("What users must know beside the licence, such as who is to be named."),
    )
    contact_name = models.CharField(_("contact"), max_length=200, blank=True, help_text=_("Who answers questions."))
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)
    contact_page = models.URLField(_("page of the contact"), blank=True)
    theme = models.URLField(
        _("theme"),
        blank=True,
        help_text=_(
            "Address of a theme in a list that catalogues know. Empty: education, culture and sport of the EU."
        ),
    )
    coverage = models.URLField(
        _("area"),
        blank=True,
        help_text=_("Address of the area in a list that catalogues know. Empty: the whole Earth, in GeoNames."),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("abstract"),
        FieldPanel("keywords"),
        FieldPanel("rights"),
        MultiFieldPanel([FieldPanel(each) for each in ("contact_name", "contact_email", "contact_page")], _("Contact")),
        MultiFieldPanel([FieldPanel(each) for each in ("theme", "coverage")], _("For catalogues")),
    ]

    class Meta:
        verbose_name = _("description of the dataset")
        verbose_name_plural = _("descriptions of the dataset")

    def __str__(self):
        return str(self._meta.verbose_name)
