"""Records as rows of a sheet: one row for a page and all its translations.

Cells show the newest draft, as the form does, where the user may change the page, and else the public version.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.db import DatabaseError
from django.db.models import prefetch_related_objects
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.admin.sheets.columns import ID, VERSIONS, Column, columns
from cms.admin.sheets.lists import Parts, Plain
from cms.isolation import isolated
from graph.declarations import DeclaredType
from graph.identity import id_of
from graph.visibility import languages_in_order

logger = logging.getLogger(__name__)

CHUNK = 200


@dataclass
class Record:
    """A page and its translations by language; the first one holds the facts."""

    pages: dict[str, Page]

    @cached_property
    def id(self) -> str:
        return id_of(self.facts) or ""

    @property
    def facts(self) -> Page:
        return next(iter(self.pages.values()))

    def page_of(self, column: Column) -> Page | None:
        return self.pages.get(column.language) if column.language else self.facts

    def render(self, column: Column) -> str:
        page = self.page_of(column)
        return column.values.render(page) if page else ""

    def shown(self, column: Column) -> str:
        page = self.page_of(column)
        return column.values.shown(page) if page else ""

    @property
    def versions(self) -> str:
        """The newest revision of each language, by which an import notices that a page was changed after the export."""
        return " ".join(f"{language}:{page.latest_revision_id or 0}" for language, page in self.pages.items())


class Sheet:
    """The sheet of a page type, as one user may see it."""

    def __init__(self, declared: DeclaredType, user: Any):
        self.declared, self.user = declared, user
        self.languages = languages_in_order()
        self.columns = columns(declared, list(self.languages.values()))

    @property
    def headers(self) -> list[str]:
        found = [ID, VERSIONS]
        for column in self.columns:
            found += filter(None, (column.header, column.names_header))
        return found

    def rows(self, keys: Iterable[Any]) -> Iterator[list[str]]:
        yield self.headers
        for record in self.records(keys):
            row: list[str] = []
            with isolated("Writing the row of a sheet", record.facts):
                row = self._row(record)
            if row:
                yield row

    def _row(self, record: Record) -> list[str]:
        row = [record.id, record.versions]
        for column in self.columns:
            row.append(record.render(column))
            if column.names_header:
                row.append(record.shown(column))
        return row

    def records(self, keys: Iterable[Any]) -> Iterator[Record]:
        """Yield the records with these translation keys, in this order, without drafts that the user may not open."""
        waiting = iter(dict.fromkeys(keys))
        while chunk := list(islice(waiting, CHUNK)):
            found = self._load(chunk)
            yield from (found[key] for key in chunk if key in found)

    def _load(self, keys: Sequence[Any]) -> dict[Any, Record]:
        """Return the records with these keys, without records that cannot be read.

        If reading fails, each half is read again until the broken record is found. It is left out, because a row of
        empty cells would empty its fields when the sheet is imported.
        """
        try:
            return self._read(keys)
        except DatabaseError:
            raise
        except Exception:
            if len(keys) == 1:
                logger.exception("The sheet leaves out %s: it cannot be read.", keys[0])
                return {}
            half = len(keys) // 2
            return self._load(keys[:half]) | self._load(keys[half:])

    def _read(self, keys: Sequence[Any]) -> dict[Any, Record]:
        pages = self.declared.model.objects.filter(translation_key__in=keys, alias_of=None)
        pages = list(pages.order_by("-live", "locale_id").select_related("latest_revision"))
        editable = self._editable(pages)
        seen = (page for page in pages if page.live or page.pk in editable)
        shown = [self._draft(page) if page.pk in editable else page for page in seen]
        prefetch_related_objects([each for each in shown if not each.has_unpublished_changes], *self._relations)
        found: dict[Any, dict[str, Page]] = defaultdict(dict)
        for page in shown:
            found[page.translation_key][self.languages[page.locale_id]] = page
        return {key: Record(versions) for key, versions in found.items()}

    def _editable(self, pages: Iterable[Page]) -> set[int]:
        policy = policy_registry.get_by_type(Page)
        mine = policy.instances_user_has_permission_for(self.user, "change")
        return set(mine.filter(pk__in=[page.pk for page in pages]).values_list("pk", flat=True))

    def _draft(self, page: Page) -> Page:
        return page.latest_revision.as_object() if page.has_unpublished_changes and page.latest_revision else page

    @cached_property
    def _relations(self) -> list[str]:
        return list({each.values.relation for each in self.columns if isinstance(each.values, Plain | Parts)})
