"""Import the pages of a source: create a page, add a version to an existing page, or recognise a known source.

Every change goes through `cms.acting`, so the importing user needs the rights that the admin's forms require. A source
that was imported before is recognised by its digest and does not change the page's content again, whatever editors have
done to the page since.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Model
from django.utils.translation import gettext

from cms.acting import Actor, NotAllowed
from cms.importers.destination import (
    MODELS,
    identified_page,
    in_a_language_here,
    language_name,
    locale_of,
    own_key,
    page_named,
    parent_of,
    same_page,
)
from cms.importers.donors import import_donor, left_over
from cms.importers.filling import fill, fill_source, translate
from cms.importers.formats import AUTO, misread
from cms.importers.matching import References, likenesses
from cms.importers.reading import Parsed, because_of_an_error, read_file
from cms.importers.record import Record
from cms.importers.results import Action, Problem, Result, Stated, stated, written_by
from cms.importers.source import PageText, UnreadableSource, digest
from cms.importers.traces import follow, is_untouched, is_work_of_imports, note_state
from cms.models import ImportRun, ResourcePage, SourceVersion
from graph.declarations import primary_language
from graph.identity import id_of
from graph.journal import succeed

logger = logging.getLogger(__name__)


class Memory:
    """What activities refer to, read once for many of them; forgotten when a transaction is rolled back."""

    def __init__(self) -> None:
        self._references: References | None = None

    def references(self) -> References:
        self._references = self._references or References()
        return self._references

    def forget(self) -> None:
        self._references = None


@dataclass(frozen=True)
class Options:
    """The options of an import.

    They are the acting user, the source format, the page's address, whether to publish, and in `match` the IRI of the
    resource of which the source is a version.
    """

    actor: Actor
    format_name: str = AUTO
    url: str = ""
    publish: bool = False
    match: str = ""
    memory: Memory = field(default_factory=Memory)
    progress: Callable[[int], None] = lambda done: None
    """Called with the number of pages of the present file that were taken in so far."""


def read_pages_of(content: bytes, options: Options) -> Iterator[list[Parsed]]:
    """Yield the pages of a file, a few at a time; raise `UnreadableSource`.

    Take each list outside of a transaction: reading it may take long.
    """
    batches = read_file(content, options.format_name, options.url, References().vocabulary)
    for number, pages in enumerate(batches):
        if (number or len(pages) > 1) and (options.url or options.match):
            raise UnreadableSource(
                gettext("The file holds several pages, and an address or a match can be given for one only.")
            )
        yield pages


def import_or_name(parsed: Parsed, options: Options, run: ImportRun | None = None) -> Result | Problem:
    """Import one page, or return the problem with it, so that the other pages of its file can still be imported."""
    page = parsed.page
    try:
        with transaction.atomic():
            return import_page(parsed, options, run)
    except UnreadableSource as error:
        options.memory.forget()
        return Problem(page.url, str(error))
    except (OperationalError, InterfaceError):  # a failure of the database, which would affect the other pages too
        raise
    except Exception:  # a bug that one page triggers must not stop the import of the others
        options.memory.forget()
        logger.exception("The page %s could not be imported.", page.url or page.title)
        return Problem(page.url, because_of_an_error())


def import_page(parsed: Parsed, options: Options, run: ImportRun | None = None) -> Result:
    """Import a page of a file; raise `UnreadableSource` if it could not be read or cannot be saved."""
    if parsed.failure:
        logger.error("The page %s could not be read:\n%s", parsed.page.url or parsed.page.title, parsed.failure)
    if parsed.record is None:
        raise UnreadableSource(parsed.problem)
    record = in_a_language_here(parsed.record)
    # Read again for each page: the page before may have created organisations, or failed and rolled back its drafts.
    references = options.memory.references() if record.activity else References()
    return import_record(record, parsed.page, references, options, run)


def import_record(
    record: Record, page: PageText, references: References, options: Options, run: ImportRun | None = None
) -> Result:
    """Import the record of a page; raise `UnreadableSource` if it cannot be saved or the user may not save it."""
    try:
        with transaction.atomic():
            if record.kind == "donor":
                result = _import_donor(record, references, options, run)
            else:
                result = _Import(page.text, record, references, options, run).run()
    except ValidationError as error:
        problems = " ".join(error.messages)
        raise UnreadableSource(gettext("The page cannot be saved: %(problems)s") % {"problems": problems}) from error
    except NotAllowed as error:
        raise UnreadableSource(
            gettext("“%(title)s” is not imported. %(reason)s") % {"title": record.title, "reason": error}
        ) from error
    result.note = "; ".join(filter(None, [result.note, misread(f"{page.title}\n{page.text}")]))
    return result


def _import_donor(record: Record, references: References, options: Options, run: ImportRun | None) -> Result:
    if options.match:
        raise UnreadableSource(
            gettext("--match joins pages, and this is a donor: add its name to the organisation’s other names.")
        )
    imported = import_donor(record, references, options.actor, options.publish)
    if run and imported.action is not Action.UNCHANGED:
        imported.trace.run = run
        imported.trace.save()
        note_state(imported.trace, imported.organisation)
    unplaced = list(left_over(record, imported.organisation))
    return Result(
        imported.action,
        imported.organisation,
        imported.published,
        note=imported.note,
        ignored=record.ignored,
        unplaced=unplaced,
    )


class _Import:
    def __init__(
        self, text: str, record: Record, references: References, options: Options, run: ImportRun | None
    ) -> None:
        self.words = text
        self.actor = options.actor
        self.record = record
        self.references = references
        self.publish = options.publish
        self.match = options.match
        self.import_run = run
        self.digest = digest(text, record.source_url)
        self.previous_revision: int | None = None
        self.was_live = False

    def run(self) -> Result:
        known = SourceVersion.objects.filter(digest=self.digest).first()
        page = known.page.specific if known else self._known_page()
        if self.match:
            page, known = self._matched(page, known)
        untouched = page is not None and is_untouched(page)
        if page is None:
            result = self._create()
        elif known:
            result = self._publish_draft(page)
        else:
            result = self._add_version(page)
        if not known:
            self._keep_version(result)
            self._translate(result)
        if untouched or result.action is not Action.UNCHANGED:
            follow(result.page)
        result.ignored = self.record.ignored
        result.page.refresh_from_db()
        return result

    def _known_page(self) -> ResourcePage | None:
        """Return the page with the record's address, else the page imported from this text without an address, if any.
        The title is not compared: different pages may have the same one.
        """
        without_address = SourceVersion.objects.filter(digest=digest(self.words, "")).first()
        if self.record.activity:
            return identified_page(self.record.activity, self.references)
        return same_page(self.record) or (without_address and without_address.page.specific)

    def _matched(
        self, page: ResourcePage | None, known: SourceVersion | None
    ) -> tuple[ResourcePage, SourceVersion | None]:
        """Return the page that `match` names, and the version by which the source is known there, if any.

        A page that an earlier import made from the same source is merged into the named page and deleted; raise
        `UnreadableSource` if editors have changed it or it has pages below it.
        """
        named = page_named(self.match, self.record)
        if page is None or page.pk == named.pk:
            return named, known
        if not is_untouched(page) or page.get_children().exists():
            raise UnreadableSource(
                gettext(
                    "The source has become “%(title)s”, which editors have changed since: move what is worth keeping "
                    "to the other page and delete that one, then import again."
                )
                % {"title": page.title}
            )
        merged, into = id_of(page), id_of(named)
        self.actor.delete(page)
        succeed(merged, into)
        named.refresh_from_db()
        return named, None

    def _keep_version(self, result: Result) -> None:
        result.page.source_versions.create(
            run=self.import_run,
            format=self.record.format,
            digest=self.digest,
            source_url=self.record.source_url,
            archive_url=self.record.archive_url,
            captured_at=self.record.captured_at,
            made=result.action is Action.CREATED,
            previous_revision=self.previous_revision,
            was_live=self.was_live,
        )

    def _create(self) -> Result:
        page = MODELS[self.record.kind](locale=locale_of(self.record), live=False)
        if key := own_key(self.record):
            page.translation_key = key
        organisations = self._fill(page)
        # An activity is known by its identifier, and comparing it with all others would take long.
        likely = [] if self.record.activity else likenesses(page)
        self.actor.add_page(page, parent_of(page, self.publish, self.actor), self.publish)
        if self.record.activity:
            self.references.note_page(page, self.record.activity.identifier)
        return Result(Action.CREATED, page, self.publish, "", organisations, likely)

    def _translate(self, result: Result) -> None:
        """Write the texts in further languages into translations of the page; those of other languages are kept."""
        activity = self.record.activity
        if activity and result.action is not Action.UNCHANGED:
            for page, made in translate(result.page, activity.translations, self.actor, result.published):
                version = page.source_versions.create(
                    run=self.import_run, format=self.record.format, digest=digest(self.digest, str(page.pk)), made=made
                )
                note_state(version, page)

    def _publish_draft(self, page: ResourcePage) -> Result:
        """Publish the draft that an earlier import of the same source made, if that is wanted; change nothing else."""
        wanted = self.publish and not page.first_published_at
        if not wanted or not is_work_of_imports(page):
            note = gettext("a draft that an editor has changed stays a draft") if wanted else ""
            return Result(Action.UNCHANGED, page, note=note)
        self.actor.publish(page)
        return Result(Action.CHANGED, page, published=True)

    def _check_language(self, page: ResourcePage) -> None:
        """Raise `UnreadableSource` if the record's language is not the page's, as which it would be published."""
        if self.record.language and page.locale != locale_of(self.record):
            names = {
                "title": page.title,
                "language": language_name(self.record.language),
                "other": language_name(primary_language(page.locale.language_code)),
            }
            raise UnreadableSource(
                gettext("The file is in %(language)s, and “%(title)s” is in %(other)s: translate that page first.")
                % names
            )

    def _add_version(self, page: ResourcePage) -> Result:
        self._check_language(page)
        latest = page.get_latest_revision_as_object()
        captured = self.record.captured_at
        if captured and latest.captured_at and captured < latest.captured_at:
            note = gettext(
                "captured earlier than the version that the page has: kept as a version of it, nothing overwritten"
            )
            return Result(Action.UNCHANGED, page, note=note, left_out=self._left_out(page, latest))
        before = latest.serializable_data()
        organisations = []
        if page.source_versions.filter(digest=digest(self.words, "")).exists():
            fill_source(latest, self.record)
        else:
            organisations = self._fill(latest)
        if latest.serializable_data() == before:
            return Result(Action.UNCHANGED, page)
        by_imports = is_work_of_imports(page)
        self.previous_revision, self.was_live = page.latest_revision_id, page.live
        self.actor.save(latest, publish=self.publish and by_imports)
        result = Result(Action.CHANGED, page, self.publish and by_imports, new_organisations=organisations)
        if not by_imports:
            result.note = self._note_of_other_work(page)
        return result

    def _note_of_other_work(self, page: ResourcePage) -> str:
        """Return a note that names the page and the author of the draft on which the import's draft is based."""
        told = gettext("a new draft of “%(title)s”, based on its newest version%(by)s") % {
            "title": page.draft_title,
            "by": written_by(page),
        }
        wish = gettext("editors have changed the page: publish the new draft there")
        return f"{told}; {wish}" if self.publish else told

    def _left_out(self, page: ResourcePage, latest: ResourcePage) -> list[Stated]:
        """Return the facts that this source states and the page does not.

        A copy of the page is filled in a transaction that is rolled back, so that no organisation is created.
        """
        copy = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        with transaction.atomic():
            fill(copy, self.record, References(), self.actor)
            filled = stated(copy)
            transaction.set_rollback(True)
        has = {each.field: each.values for each in stated(latest)}
        return [each for each in (each.without(has[each.field]) for each in filled) if each.values]

    def _fill(self, page: ResourcePage) -> list[str]:
        """Fill the page from the record; return the names of the organisations that were created for it."""
        made = fill(page, self.record, self.references, self.actor)
        if self.import_run:
            _remember(self.import_run, made)
        return [str(organisation) for organisation in made]


def _remember(run: ImportRun, made: Iterable[Model]) -> None:
    for organisation in made:
        kind = organisation._meta.model_name
        note_state(run.imported_organisations.create(kind=kind, number=organisation.pk, made=True), organisation)
