"""Content that uses every kind of field, with texts that are hard to write in one syntax or another."""

import pytest

from cms import models
from graph.identity import id_of
from graph.models import Resource
from graph.replica import reading
from tests.databases import begin_with
from tests.fixtures import publish, restrict
from tests.small_site import PARTS

HARD_TEXT = (
    'Quotes " and \' and """, a backslash \\n, <tags> & "entities" &amp;, a trap <http://testserver/data/x> .\n'
    "a second line\r\nand a third\tعربي 中文 \U0001f3ad ]]> }} #"
)
CONTROLS = "\x0b\x02\ufffe"


def make_convention(cambodia, donor):
    convention, is_new = models.Convention.objects.get_or_create(
        code="2005-convention",
        labels={"en": "Convention", "fr": "Convention"},
        kind="convention",
        adopted="2005-10-20",
        in_force="2007",
    )
    if is_new:
        for row in ({"country": cambodia, "kind": "ratification", "deposited": "2007-09"}, {"organisation": donor}):
            models.Participation.objects.create(convention=convention, **row)
    return convention


def make_content():
    """Describe most types in full."""
    index, cambodia, donor, project = (PARTS[name]() for name in ("index", "cambodia", "donor", "project"))
    convention = make_convention(cambodia, donor)
    donor.acronym, donor.kind, donor.homepage = HARD_TEXT[:28], "government", "https://culture.example/?a=1&b=2"
    donor.alternative_labels = {"en": ["Ministry", 'The "Ministry"'], "ar": ["وزارة الثقافة"]}
    donor.save_revision().publish()
    theme = models.Theme.objects.create(labels={"en": "Policy", "zh": "政策"}, definition={"en": HARD_TEXT})
    kind = models.ProjectType.objects.create(labels={"en": "Capacity development"})
    project.title = f"Training {CONTROLS}in Phnom Penh"
    project.overview = f"<p>{HARD_TEXT.replace('<', '&lt;')}</p><p>More.</p>"
    project.source_url = "https://example.org/source?x=1&y=é"
    project.theme_links = [models.ThemeLink(theme=theme)]
    project.project_type_links = [models.ProjectTypeLink(project_type=kind)]
    project.convention_links = [models.ConventionLink(convention=convention)]
    project.partnerships = [models.Partnership(partner=donor, role="lead")]
    project.sections = [models.Section(title="Activities", body="<p>What is done.</p>", sort_order=3)]
    activity = models.ActivityPage(
        title="Workshop", slug="workshop", kind="workshop", place=HARD_TEXT[:40], online=True
    )
    activity.body = [("heading", "A heading"), ("paragraph", "<p>Words &amp; <b>more</b> words.</p>")]
    programme = models.ProgrammePage(title="Facility", slug="facility", overview="<p>What for.</p>")
    project.add_child(instance=activity)
    index.add_child(instance=programme)
    publish(activity)
    publish(programme)
    publish(project)


@pytest.fixture
def convention(cambodia, donor):
    return make_convention(cambodia, donor)


@pytest.fixture
@begin_with(make_content)
def content(project):
    """Return the published project among a full description of most types."""
    if not models.ProgrammePage.objects.exists():
        make_content()
    return models.ProjectPage.objects.get(pk=project.pk)


@pytest.fixture
def hidden(index, cambodia):
    """What nobody may see, each with a word that must appear nowhere: a draft, a private page, an unlinked draft."""
    draft = index.add_child(instance=models.ProjectPage(title="Xdraft", slug="xdraft", live=False))
    draft.save_revision()
    private = publish(index.add_child(instance=models.ProjectPage(title="Xprivate", slug="xprivate")))
    restrict(private)
    organisation = models.Organisation.objects.create(labels={"en": "Xunlinked"}, country=cambodia, live=False)
    return [id_of(draft), id_of(private), id_of(organisation)]


def public_resources():
    """Return ids of all resources that have a document."""
    with reading():
        pass
    return list(Resource.objects.filter(status="public").values_list("pk", flat=True))


def body(response):
    return b"".join(response) if response.streaming else response.content
