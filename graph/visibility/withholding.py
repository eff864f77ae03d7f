"""Withhold pages from the graph until an editor publishes them individually, although Wagtail serves them.

Wagtail stores privacy in separate rows. A recursive copy loses the rows of the pages below, an alias that becomes a
page of its own loses those of its source, and a page that is being created is live before its row is written. Content
that an editor meant to protect must not become public through any of these.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from graph.visibility.approval import approve_named
from graph.visibility.public import PageRules


class GuardedPage(Page):
    """A page with a memory of its own: no signal is needed, the copy itself carries what leads to its source.

    Revisions say nothing of these columns. Publishing one writes all columns, and so lifts the hold.
    """

    withheld = models.BooleanField(default=False, editable=False)
    """Whether the page is kept out of the graph until it is published individually, even if it is live."""
    copy_key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    """A unique key, which Wagtail copies with the page: when the copy is first saved, its source is found by it."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is None:
            self._start_as_copy()
        if "alias_of_id" in (kwargs.get("update_fields") or ()):
            self._save_conversion(*args, **kwargs)
        elif self.live and kwargs.get("update_fields") is None:
            # In one transaction, so that the records that the page names do not change between the two steps.
            with transaction.atomic():
                super().save(*args, **kwargs)
                approve_named(self)
        else:
            super().save(*args, **kwargs)

    @property
    def status_string(self) -> str:
        """The page's status as listings in the admin show it."""
        return _("live, but held back") if self.live and self.withheld else super().status_string

    def serializable_data(self) -> dict[str, Any]:
        """Return the content of a revision, without `withheld` and `copy_key`."""
        held = ("withheld", "copy_key")
        return {name: value for name, value in super().serializable_data().items() if name not in held}

    def with_content_json(self, content: dict[str, Any]) -> GuardedPage:
        """Return the page with the content of a revision, and with the current `copy_key`."""
        page: GuardedPage = super().with_content_json(content)
        page.copy_key = self.copy_key
        return page

    def _start_as_copy(self) -> None:
        source = type(self)._default_manager.filter(copy_key=self.copy_key).first()
        if source:
            self.copy_key = uuid.uuid4()
            self.withheld = source.withheld or self._loses_protection_of(source)

    def _save_conversion(self, *args: Any, **kwargs: Any) -> None:
        """Save an alias that becomes a page of its own; withhold it where it loses its source's protection."""
        with transaction.atomic():
            source = type(self)._default_manager.filter(aliases=self.pk).first()
            super().save(*args, **kwargs)
            if source and (source.withheld or self._loses_protection_of(source)):
                self.withheld = True
                super().save(update_fields=["withheld"], clean=False)

    def _loses_protection_of(self, source: Page) -> bool:
        """Return whether a restriction applies to the source that does not apply to this page."""
        rules = PageRules.at(timezone.now())
        return bool(rules.restrictions_above(source.path) - rules.restrictions_above(self.path))
