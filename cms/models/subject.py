"""The subjects of a page: other pages or reference data that it is about."""

import re

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import class_prepared
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, PageChooserPanel, Panel
from wagtail.models import Page

from cms.models.reference import ReferenceData
from cms.models.relations import PageRow

COLUMNS_IN_A_ROW = 3


def subject(to: type[models.Model], verbose_name: str, help_text: str, on_delete=models.PROTECT) -> models.ForeignKey:
    """Return a foreign key for one type of subject; it may be empty because each row uses only one of them."""
    return models.ForeignKey(
        to,
        on_delete=on_delete,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=verbose_name,
        help_text=help_text,
    )


class Subject(PageRow):
    """One thing that a page is about: a page, or reference data of a type that declares a column for it."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="subject_links")
    about_page = subject(
        Page,
        _("page"),
        _("A programme, a project, an activity, a toolkit, a module or another news page."),
        models.CASCADE,
    )

    class Meta(PageRow.Meta):
        verbose_name = _("subject")

    @classmethod
    def columns(cls) -> list[str]:
        """Return the names of the foreign keys of which each row uses one."""
        others = ("page", "locale")
        return [each.name for each in cls._meta.concrete_fields if each.is_relation and each.name not in others]

    @classproperty
    def panels(cls) -> list[Panel]:
        columns = sorted((name for name in cls.columns() if name != "about_page"), key=cls._position)
        rows = [columns[start : start + COLUMNS_IN_A_ROW] for start in range(0, len(columns), COLUMNS_IN_A_ROW)]
        return [PageChooserPanel("about_page"), *map(FieldRowPanel, rows)]

    @classmethod
    def _position(cls, name: str) -> int:
        return cls._meta.get_field(name).related_model.snippet_options.position

    def _named(self) -> list[models.Model]:
        return [thing for thing in (getattr(self, name) for name in self.columns()) if thing]

    @property
    def subject(self):
        return next(iter(self._named()), None)

    def clean(self):
        super().clean()
        if len(self._named()) != 1:
            raise ValidationError(_("Choose one thing in each row, such as a page, an organisation or a theme."))


def add_column(sender: type[models.Model], **kwargs) -> None:
    """Give a type of reference data its column. Receiver of `class_prepared`, because types may be loaded later."""
    # Models that migrations or tests make once all are loaded have no column in the database.
    if apps.models_ready or not issubclass(sender, ReferenceData) or sender._meta.app_label != Subject._meta.app_label:
        return
    if column := sender.snippet_options.subject:
        name = column.name or re.sub(r"(?<!^)(?=[A-Z])", "_", sender.__name__).lower()
        label = column.label or sender._meta.verbose_name
        Subject.add_to_class(name, subject(sender, label, column.help_text))


class_prepared.connect(add_column, dispatch_uid="cms.models.subject")
for model in apps.get_app_config(Subject._meta.app_label).models.copy().values():
    add_column(model)
