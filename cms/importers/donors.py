"""Import donor pages of the old site as organisations with a kind, a description and a source.

Projects state their donors themselves, so the page's list of supported projects only goes into the report.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext

from cms.acting import Actor
from cms.importers.destination import language_name
from cms.importers.matching import References, fold
from cms.importers.record import Record
from cms.importers.results import Action, written_by
from cms.importers.source import UnreadableSource
from cms.models import ImportedOrganisation, Organisation
from graph.declarations import LANGUAGES

_KINDS = {
    "country": Organisation.Kind.GOVERNMENT,
    "government": Organisation.Kind.GOVERNMENT,
    "public": Organisation.Kind.GOVERNMENT,
    "international organization": Organisation.Kind.INTERGOVERNMENTAL,
    "international organisation": Organisation.Kind.INTERGOVERNMENTAL,
    "intergovernmental organization": Organisation.Kind.INTERGOVERNMENTAL,
    "regional organization": Organisation.Kind.INTERGOVERNMENTAL,
    "multilateral": Organisation.Kind.INTERGOVERNMENTAL,
    "foundation": Organisation.Kind.FOUNDATION,
    "ngo": Organisation.Kind.CIVIL_SOCIETY,
    "civil society": Organisation.Kind.CIVIL_SOCIETY,
    "university": Organisation.Kind.ACADEMIC,
    "private": Organisation.Kind.PRIVATE,
    "private sector": Organisation.Kind.PRIVATE,
    "company": Organisation.Kind.PRIVATE,
}


@dataclass
class ImportedDonor:
    """The result of importing a donor's page; `trace` holds the facts that undoing the import needs."""

    organisation: Organisation
    action: Action
    published: bool = False
    note: str = ""
    trace: ImportedOrganisation = field(default_factory=ImportedOrganisation)


def import_donor(record: Record, references: References, actor: Actor, publish: bool) -> ImportedDonor:
    """Create the organisation as a draft, or fill the empty fields of its newest draft; publish it if `publish`."""
    known = references.organisations.get(fold(record.title))
    if known is None:
        return _create(record, references, actor, publish)
    return _add(record, known, actor, publish)


def _create(record: Record, references: References, actor: Actor, publish: bool) -> ImportedDonor:
    organisation = Organisation(labels=_label(record), country=references.country(record.title))
    _fill(organisation, record)
    organisation.full_clean()
    actor.add(organisation)
    if publish:
        actor.publish(organisation)
    trace = ImportedOrganisation(number=organisation.pk, made=True)
    return ImportedDonor(organisation, Action.CREATED, publish, trace=trace)


def _add(record: Record, known: Organisation, actor: Actor, publish: bool) -> ImportedDonor:
    """Fill the empty fields of a known organisation's newest draft.

    The draft is published only if the import publishes, the organisation is public, and the draft has no other
    unpublished change, which would become public too.
    """
    draft = known.get_latest_revision_as_object()
    if not _fill(draft, record):
        return ImportedDonor(draft, Action.UNCHANGED)
    draft.full_clean()
    trace = ImportedOrganisation(number=known.pk, previous_revision=known.latest_revision_id, was_live=known.live)
    note = ""
    if known.has_unpublished_changes:
        note = gettext("added to the newest draft%(by)s, which is not public") % {"by": written_by(known)}
    publishes = publish and known.live and not note
    actor.save(draft, publish=publishes)
    return ImportedDonor(draft, Action.CHANGED, publishes, note, trace)


def _fill(organisation: Organisation, record: Record) -> bool:
    """Fill the organisation's empty fields from the record; return whether any field was filled."""
    facts = {"kind": kind_of(record), "source": record.archive_url or record.source_url}
    news = {name: value for name, value in facts.items() if value and not getattr(organisation, name)}
    if record.prose and _language(record) not in organisation.description:
        news["description"] = {**organisation.description, _language(record): _story(record)}
    for name, value in news.items():
        setattr(organisation, name, value)
    return bool(news)


def left_over(record: Record, organisation: Organisation) -> Iterator[tuple[str, str]]:
    """Yield the values that the page states and the organisation does not, as (label, value) pairs."""
    if record.prose and organisation.description.get(_language(record)) != _story(record):
        yield "Text", _story(record)
    for name in record.supported_projects:
        yield "Supported project", name
    if record.donor_type and not kind_of(record):
        yield "Type of donor", record.donor_type
    yield from record.unplaced


def kind_of(record: Record) -> str:
    choices = {fold(str(label)): value for value, label in Organisation.Kind.choices}
    written = fold(record.donor_type)
    return _KINDS.get(written) or choices.get(written, "")


def _language(record: Record) -> str:
    """Return the language of the text; raise `UnreadableSource` if organisations have no texts in that language."""
    if record.language and record.language not in LANGUAGES:
        raise UnreadableSource(
            gettext("The page is in %(language)s, in which organisations have no texts. Translate it, then import it.")
            % {"language": language_name(record.language)}
        )
    return record.language or "en"


def _label(record: Record) -> dict[str, str]:
    return {"en": record.title, _language(record): record.title}


def _story(record: Record) -> str:
    """Return all running text of a record, with the headings of its sections."""
    sections = ((section.title, section.description) for section in record.sections)
    texts = [record.overview, record.aim, record.results, *(text for each in sections for text in each)]
    return "\n\n".join(filter(None, texts))
