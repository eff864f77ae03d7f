"""Donor pages of the old site: an organisation with its kind, its description and where these come from.

Which projects it supports is said by these: the page's list of them is told in the report.
"""

from collections.abc import Iterator

from django.utils.translation import gettext
from wagtail.actions.create import CreateAction

from cms.models import Organisation
from graph.languages import LANGUAGES

from .labels import fold
from .places import language_name
from .record import Record
from .references import References
from .source import UnreadableSource

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


def import_donor(record: Record, references: References) -> tuple[Organisation, bool, bool]:
    """The organisation, whether it is new, and whether it changed: only what was empty is filled."""
    known = references.organisations.get(fold(record.title))
    organisation = (
        known.get_latest_revision_as_object()
        if known
        else Organisation(labels=_label(record), country=references.country(record.title))
    )
    facts = {"kind": kind_of(record), "source": record.archive_url or record.source_url}
    news = {name: value for name, value in facts.items() if value and not getattr(organisation, name)}
    if record.prose and _language(record) not in organisation.description:
        news["description"] = {**organisation.description, _language(record): _story(record)}
    for name, value in news.items():
        setattr(organisation, name, value)
    if known is None:
        organisation.full_clean()
        CreateAction(organisation).execute(skip_permission_checks=True)
    elif news:
        organisation.full_clean()
        revision = organisation.save_revision(log_action=True)
        if organisation.live:
            revision.publish()
    return organisation, known is None, bool(news)


def left_over(record: Record, organisation: Organisation) -> Iterator[tuple[str, str]]:
    """What the page says and the organisation does not, by label."""
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
    """Return the language of the text, or refuse one in which organisations have no texts."""
    if record.language and record.language not in LANGUAGES:
        raise UnreadableSource(
            gettext("The page is in %(language)s, in which organisations have no texts. Translate it, then import it.")
            % {"language": language_name(record.language)}
        )
    return record.language or "en"


def _label(record: Record) -> dict[str, str]:
    return {"en": record.title, _language(record): record.title}


def _story(record: Record) -> str:
    """All of its running text, headings included."""
    sections = ((section.title, section.description) for section in record.sections)
    texts = [record.overview, record.aim, record.results, *(text for each in sections for text in each)]
    return "\n\n".join(filter(None, texts))
