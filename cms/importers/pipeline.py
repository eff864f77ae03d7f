"""From a source to a page: new, a further version of one that exists, or nothing new.

Every change goes through Wagtail's revisions, log and publishing, as an editor's
would. A source that has been imported is recognised by its digest and changes nothing
when it comes again, whatever editors have done to the page since.
"""

import hashlib
from dataclasses import dataclass, field
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Revision

from cms.models import Organisation, ProjectPage, SourceVersion
from graph.identity import id_of, iri

from . import AUTO, parse_source
from .filling import fill, fill_source
from .places import locale_of, parent_of, same_page
from .record import Record
from .references import References
from .rows import keep_unplaced
from .source import UnreadableSource, decode


class Action(Enum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass
class Result:
    """What became of one source."""

    action: Action
    page: Page
    published: bool = False
    note: str = ""
    new_organisations: list[str] = field(default_factory=list)

    @property
    def iri(self) -> str:
        return iri(id_of(self.page))


def import_source(content: bytes, *, format_name: str = AUTO, url: str = "", publish: bool = False) -> Result:
    """Import one source, or raise `UnreadableSource` and leave everything as it was."""
    # Read anew for each source: another one that failed has taken its drafts with it.
    references = References()
    record = parse_source(content, references.vocabulary, format_name=format_name, url=url)
    try:
        with transaction.atomic():
            return _Import(decode(content), record, references, publish).run()
    except ValidationError as error:
        problems = " ".join(error.messages)
        raise UnreadableSource(f"The page cannot be saved: {problems}") from error


class _Import:
    def __init__(self, text: str, record: Record, references: References, publish: bool):
        self.text = text
        self.record = record
        self.references = references
        self.publish = publish
        self.digest = digest(text, record.source_url)

    def run(self) -> Result:
        known = SourceVersion.objects.filter(digest=self.digest).first()
        page = known.page.specific if known else same_page(self.record)
        if page is None:
            result = self._create()
        elif known:
            result = self._publish_draft(page)
        else:
            result = self._add_version(page)
        if not known:
            result.page.source_versions.create(
                format=self.record.format,
                digest=self.digest,
                captured_at=self.record.captured_at,
            )
        result.page.refresh_from_db()
        return result

    def _create(self) -> Result:
        locale, language_known = locale_of(self.record)
        page = ProjectPage(locale=locale, live=False)
        organisations = self._fill(page)
        if not language_known:
            keep_unplaced(page, "Language", self.record.language)
        parent_of(page, self.publish).add_child(instance=page)
        revision = page.save_revision(log_action=True)
        if self.publish:
            revision.publish()
        return Result(Action.CREATED, page, self.publish, "", organisations)

    def _publish_draft(self, page: ProjectPage) -> Result:
        """The same source again: at most, a draft that it made becomes public."""
        wanted = self.publish and not page.first_published_at
        if not wanted or _edited_since_import(page):
            note = "a draft that an editor has changed stays a draft" if wanted else ""
            return Result(Action.UNCHANGED, page, note=note)
        page.get_latest_revision().publish()
        return Result(Action.CHANGED, page, published=True)

    def _add_version(self, page: ProjectPage) -> Result:
        latest = page.get_latest_revision_as_object()
        captured = self.record.captured_at
        if captured and latest.captured_at and captured < latest.captured_at:
            note = "captured earlier than the version that the page has"
            return Result(Action.UNCHANGED, page, note=note)
        before = latest.serializable_data()
        organisations = []
        if page.source_versions.filter(digest=digest(self.text, "")).exists():
            fill_source(latest, self.record)
        else:
            organisations = self._fill(latest)
        if latest.serializable_data() == before:
            return Result(Action.UNCHANGED, page)
        edited = _edited_since_import(page)
        revision = latest.save_revision(log_action=True)
        result = Result(Action.CHANGED, page, new_organisations=organisations)
        if self.publish and edited:
            result.note = "editors have changed the page: publish the new draft there"
        elif self.publish:
            revision.publish()
            result.published = True
        return result

    def _fill(self, page: ProjectPage) -> list[str]:
        """Fill the page; the names of organisations that did not exist before."""
        last = Organisation.objects.order_by("pk").last()
        fill(page, self.record, self.references)
        new = Organisation.objects.filter(pk__gt=last.pk if last else 0)
        return [str(organisation) for organisation in new]


def digest(text: str, source_url: str) -> str:
    """Recognises what was imported: the same words from the same address."""
    words = " ".join(text.split())
    return hashlib.sha256(f"{source_url}\n{words}".encode()).hexdigest()


def _edited_since_import(page: ProjectPage) -> bool:
    """Whether a person has saved the page since it was last imported.

    Revisions without a user are made by imports and by references that resolve.
    """
    imported = page.source_versions.order_by("imported_at").last()
    edits = Revision.objects.for_instance(page).filter(user__isnull=False)
    if imported:
        edits = edits.filter(created_at__gt=imported.imported_at)
    return edits.exists()
