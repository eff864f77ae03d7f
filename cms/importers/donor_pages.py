"""Donor pages of the old site: an organisation with its kind; what the page tells of its projects is reported.

An organisation has no text of its own here, so the page's prose and its list of projects are told in the report.
"""

from wagtail.actions.create import CreateAction

from cms.models import Organisation

from .labels import fold
from .record import Record
from .references import References

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
    language = record.language or "en"
    known = references.organisations.get(fold(record.title))
    organisation = known or Organisation(labels={"en": record.title, language: record.title})
    changed = False
    kind = kind_of(record)
    if kind and not organisation.kind:
        organisation.kind, changed = kind, True
    if known is None:
        organisation.country = references.country(record.title)
        organisation.full_clean()
        CreateAction(organisation).execute(skip_permission_checks=True)
    elif changed:
        organisation.full_clean()
        revision = organisation.save_revision(log_action=True)
        if organisation.live:
            revision.publish()
    return organisation, known is None, changed


def kind_of(record: Record) -> str:
    choices = {fold(str(label)): value for value, label in Organisation.Kind.choices}
    written = fold(record.donor_type)
    return _KINDS.get(written) or choices.get(written, "")
