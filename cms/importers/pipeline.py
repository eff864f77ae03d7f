"""From a source to a page: new, a further version of one that exists, or nothing new.

Every change goes through Wagtail's revisions, log and publishing, as an editor's
would. A source that has been imported is recognised by its digest and changes nothing
when it comes again, whatever editors have done to the page since.
"""

import hashlib
import logging
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page, Revision

from cms.models import ImportRun, Organisation, ResourcePage, SourceVersion
from graph.identity import id_of
from graph.languages import primary_language
from graph.successors import succeed

from . import AUTO, parse_page, read_pages
from .donor_pages import import_donor, left_over
from .encodings import misread
from .filling import fill, fill_source
from .likeness import likenesses
from .places import MODELS, language_name, locale_of, page_named, parent_of, same_page
from .record import Record
from .references import References
from .results import Action, Problem, Result, Stated, stated
from .source import PageText, UnreadableSource

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    """What whoever imports decides: the page's address, whether to publish, of which resource it is a version.

    With a user, only what that user may do by hand is done; without one, whoever runs commands may do all.
    """

    format_name: str = AUTO
    url: str = ""
    publish: bool = False
    match: str = ""
    user: AbstractBaseUser | None = None

    def check(self, page: Page, action: str) -> None:
        if self.user and not getattr(page.permissions_for_user(self.user), action)():
            raise UnreadableSource(
                gettext("You may not change “%(title)s” or what is below it: ask an administrator.")
                % {"title": page.title}
            )


def import_file(content: bytes, options: Options, run: ImportRun | None = None) -> list[Result | Problem]:
    """Import each page of a file by itself and name those that cannot be; raise `UnreadableSource` where none can."""
    source_format, pages = read_pages(content, options.format_name)
    if len(pages) > 1 and (options.url or options.match):
        raise UnreadableSource(
            gettext("The file holds several pages, and an address or a match can be given for one only.")
        )
    outcomes = [_import_or_name(page, source_format.name, options, run) for page in pages]
    if all(isinstance(each, Problem) for each in outcomes):
        raise UnreadableSource(" ".join(map(str, outcomes)))
    return outcomes


def _import_or_name(page: PageText, format_name: str, options: Options, run: ImportRun | None) -> Result | Problem:
    try:
        if page.problem:
            return Problem(page.url, page.problem)
        with transaction.atomic():
            return import_page(page, format_name, options, run)
    except UnreadableSource as error:
        return Problem(page.url, str(error))
    except (OperationalError, InterfaceError):  # the database itself: no other page would fare better
        raise
    except Exception:  # an error of the program must not take the other pages with it
        logger.exception("The page %s could not be imported.", page.url or page.title)
        return Problem(page.url, gettext("This page was not imported because of an error: ask whoever runs the site."))


def import_page(page: PageText, format_name: str, options: Options, run: ImportRun | None = None) -> Result:
    # Read anew for each page: another one may have made organisations, or failed and taken its drafts with it.
    references = References()
    record = parse_page(page, references.vocabulary, format_name=format_name, url=options.url)
    try:
        with transaction.atomic():
            if record.kind == "donor":
                result = _import_donor(record, references, options, run)
            else:
                result = _Import(page.text, record, references, options, run).run()
    except ValidationError as error:
        problems = " ".join(error.messages)
        raise UnreadableSource(gettext("The page cannot be saved: %(problems)s") % {"problems": problems}) from error
    result.note = "; ".join(filter(None, [result.note, misread(f"{page.title}\n{page.text}")]))
    return result


def _import_donor(record: Record, references: References, options: Options, run: ImportRun | None) -> Result:
    if options.match:
        raise UnreadableSource(
            gettext("--match joins pages, and this is a donor: add its name to the organisation’s other names.")
        )
    organisation, created, changed = import_donor(record, references)
    if created and run:
        run.organisations.add(organisation)
    published = options.publish and not organisation.live and created
    if published:
        organisation.get_latest_revision().publish()
    action = Action.CREATED if created else Action.CHANGED if changed else Action.UNCHANGED
    unplaced = list(left_over(record, organisation))
    return Result(action, organisation, published, ignored=record.ignored, unplaced=unplaced)


class _Import:
    def __init__(
        self, text: str, record: Record, references: References, options: Options, run: ImportRun | None
    ) -> None:
        self.text = text
        self.record = record
        self.references = references
        self.options = options
        self.publish = options.publish
        self.match = options.match
        self.import_run = run
        self.digest = digest(text, record.source_url)
        self.previous_revision: int | None = None
        self.was_live = False

    def run(self) -> Result:
        known = SourceVersion.objects.filter(digest=self.digest).first()
        page = known.page.specific if known else same_page(self.record)
        if self.match:
            page, known = self._matched(page, known)
        if page is None:
            result = self._create()
        elif known:
            result = self._publish_draft(page)
        else:
            result = self._add_version(page)
        if not known:
            self._keep_version(result)
        result.ignored = self.record.ignored
        result.page.refresh_from_db()
        return result

    def _matched(
        self, page: ResourcePage | None, known: SourceVersion | None
    ) -> tuple[ResourcePage, SourceVersion | None]:
        """The page that is named; one that an earlier import made of this very source gives way to it."""
        named = page_named(self.match, self.record)
        if page is None or page.pk == named.pk:
            return named, known
        if edited_since_import(page) or page.get_children().exists():
            raise UnreadableSource(
                gettext(
                    "The source has become “%(title)s”, which editors have changed since: move what is worth keeping "
                    "to the other page and delete that one, then import again."
                )
                % {"title": page.title}
            )
        self.options.check(page, "can_delete")
        succeed(id_of(page), id_of(named))
        DeletePageAction(page, user=None).execute(skip_permission_checks=True)
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
            made_page=result.action is Action.CREATED,
            previous_revision=self.previous_revision,
            was_live=self.was_live,
        )

    def _create(self) -> Result:
        page = MODELS[self.record.kind](locale=locale_of(self.record), live=False)
        organisations = self._fill(page)
        likely = likenesses(page)
        parent = parent_of(page, self.publish)
        self.options.check(parent, "can_add_subpage")
        parent.add_child(instance=page)
        revision = page.save_revision(log_action=True)
        if self.publish:
            revision.publish()
        return Result(Action.CREATED, page, self.publish, "", organisations, likely)

    def _publish_draft(self, page: ResourcePage) -> Result:
        """The same source again: at most, a draft that it made becomes public."""
        wanted = self.publish and not page.first_published_at
        if not wanted or edited_since_import(page):
            note = gettext("a draft that an editor has changed stays a draft") if wanted else ""
            return Result(Action.UNCHANGED, page, note=note)
        page.get_latest_revision().publish()
        return Result(Action.CHANGED, page, published=True)

    def _check_language(self, page: ResourcePage) -> None:
        """Refuse a text in another language than the page's, as which it would be published."""
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
        self.options.check(page, "can_edit")
        before = latest.serializable_data()
        organisations = []
        if page.source_versions.filter(digest=digest(self.text, "")).exists():
            fill_source(latest, self.record)
        else:
            organisations = self._fill(latest)
        if latest.serializable_data() == before:
            return Result(Action.UNCHANGED, page)
        edited = edited_since_import(page)
        self.previous_revision, self.was_live = page.latest_revision_id, page.live
        revision = latest.save_revision(log_action=True)
        result = Result(Action.CHANGED, page, new_organisations=organisations)
        if self.publish and edited:
            result.note = gettext("editors have changed the page: publish the new draft there")
        elif self.publish:
            revision.publish()
            result.published = True
        return result

    def _left_out(self, page: ResourcePage, latest: ResourcePage) -> list[Stated]:
        """What this source states and the page does not. Tried on a copy: no organisation stays that it names."""
        copy = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        with transaction.atomic():
            fill(copy, self.record, self.references)
            filled = stated(copy)
            transaction.set_rollback(True)
        has = {each.field: each.values for each in stated(latest)}
        return [each for each in (each.without(has[each.field]) for each in filled) if each.values]

    def _fill(self, page: ResourcePage) -> list[str]:
        """Fill the page; the names of organisations that did not exist before."""
        last = Organisation.objects.order_by("pk").last()
        fill(page, self.record, self.references)
        new = Organisation.objects.filter(pk__gt=last.pk if last else 0)
        if self.import_run:
            self.import_run.organisations.add(*new)
        return [str(organisation) for organisation in new]


def digest(text: str, source_url: str) -> str:
    """Recognises what was imported: the same words from the same address."""
    words = " ".join(text.split())
    return hashlib.sha256(f"{source_url}\n{words}".encode()).hexdigest()


def edited_since_import(page: ResourcePage) -> bool:
    """Whether a person has saved the page since it was last imported.

    Revisions without a user are made by imports and by references that resolve.
    """
    imported = page.source_versions.order_by("imported_at").last()
    edits = Revision.objects.for_instance(page).filter(user__isnull=False)
    if imported:
        edits = edits.filter(created_at__gt=imported.imported_at)
    return edits.exists()
