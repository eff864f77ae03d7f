"""Drafts that cannot be read, such as those of a restored or hand-edited database: the record can still be mended."""

import logging

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, models
from django.utils.translation import gettext as _

from cms.isolation import name

logger = logging.getLogger(__name__)


class ReadableDrafts(models.Model):
    """A record whose form opens even where its newest draft cannot be read: with what its own row says.

    What is shown so is marked, and no act but the form's publishes it: nobody may have approved that state.
    """

    draft_is_unreadable = False

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.draft_is_unreadable:
            raise ValidationError(
                _("The newest draft cannot be read: open the form, check what it shows, and save it there.")
            )
        super().save(*args, **kwargs)

    def with_content_json(self, content):
        try:
            return self.read_draft(content)
        except (OperationalError, InterfaceError):  # the database itself
            raise
        except Exception:  # whatever stands in the draft, its record must stay open to editors
            logger.exception("A draft of %s cannot be read: its form shows what its own row says.", name(self))
            stored = type(self)._default_manager.get(pk=self.pk)
            stored.draft_is_unreadable = True
            return stored

    def read_draft(self, content):
        """Return the record as a draft has it."""
        return super().with_content_json(content)
