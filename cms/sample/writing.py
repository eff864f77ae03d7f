"""From the sample's records to rows and pages."""

from collections.abc import Iterable
from dataclasses import asdict

from cms import models
from cms.ledger import lasting_key
from cms.reference_data.organisations import ORGANISATIONS as KNOWN_ORGANISATIONS
from cms.sample.activities import ACTIVITIES
from cms.sample.hidden import HIDDEN
from cms.sample.organisations import ORGANISATIONS
from cms.sample.programmes import PROGRAMMES
from cms.sample.projects import PROJECTS
from cms.sample.publishing import Sample
from cms.sample.records import (
    Donation,
    SampleActivity,
    SampleOrganisation,
    SamplePage,
    SampleProgramme,
    SampleProject,
)


def write_content(sample: Sample) -> None:
    """In the order in which things refer to each other."""
    for organisation in ORGANISATIONS:
        _write_organisation(sample, organisation)
    for programme in PROGRAMMES:
        _write_page(sample, programme, _programme(programme), "programmes")
    for project in (*PROJECTS, *HIDDEN):
        _write_page(sample, project, _project(sample, project), "projects")
        for language, translation in project.translations.items():
            sample.write_translation(
                project.name, language, translation.texts, translation.sections
            )
    for activity in ACTIVITIES:
        _write_page(sample, activity, _activity(sample, activity), activity.project)
