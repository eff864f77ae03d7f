"""Make records editable even if their newest draft cannot be read, as in a restored or hand-edited database."""

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
        except (OperationalError, InterfaceError):  # a failure of the database, not of the draft
            raise
        except Exception:  # a draft can be invalid in any way, and editors must still be able to open it
            logger.exception("A draft of %s cannot be read: its form shows what its own row says.", name(self))
            stored = type(self)._default_manager.get(pk=self.pk)
            stored.draft_is_unreadable = True
            return stored

    def read_draft(self, content):
        """Return the record with the draft's content; subclasses override this and not `with_content_json`."""
        return super().with_content_json(content)
