"""How far a translation follows its original."""

from django.db import models
from wagtail.models import Page


class TranslationState(models.Model):
    """The version of the original that a translation says, and whether the original says something else by now."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="translation_state")
    revision = models.BigIntegerField(null=True, help_text="Of the original.")
    is_older = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.page_id}: {self.revision}"
