"""A synthetic programme is what the same seed always gives, whole, and mirrored like everything else."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from benchmarks.generation import reference
from benchmarks.generation.generator import Generator
from cms import models
from graph import identity, mirror, replica
from graph.declarations import LANGUAGES
from graph.declarations.partial_dates import PartialDate
from graph.models import PendingMark
from graph.replica import differences
from tests import small_site
from tests.databases import begin_with
from tests.fixtures import public

pytestmark = pytest.mark.django_db


def make_reference_data():
    """Make a little of each kind, so that the command does not load the whole."""
    small_site.cambodia()
    small_site.korea()
    models.Theme.objects.create(labels={"en": "Policy design"})
    models.ProjectType.objects.create(labels={"en": "Capacity development"})
    models.Convention.objects.create(code="2005-convention", labels={"en": "Convention of 2005"})


@pytest.fixture
def site(home):
    make_reference_data()
    return home


def make_programme():
    small_site.home()
    make_reference_data()
    generate(projects=40)


@pytest.fixture
@begin_with(make_programme)
def generated_programme(db):
    """A generated programme that several tests look at."""
    if not models.ProjectPage.objects.exists():
        make_programme()


def generate(projects=30, seed=1, **options):
    call_command("generate_programme", projects=projects, seed=seed, **options)


def content():
    """Return all that is public: values and texts by resource, without the moment at which a row was written."""
    with replica.reading() as graph:
        found = {each: (dict(graph.node(each)["values"]), graph.texts([each])) for each in public()}
    for values, _ in found.values():
        values.pop("modified", None)
    return found


def undone(act):
    """Return what `act` returns, with everything that it writes undone."""
    replica.forget()
    with transaction.atomic():
        result = act()
        transaction.set_rollback(True)
    replica.forget()
    return result


def test_the_mirror_of_a_generated_programme_is_exact(site):
    generate()
    assert not PendingMark.objects.exists()
    assert list(differences()) == []


@pytest.mark.slow
def test_without_rebuild_the_marks_lead_to_the_same(site):
    generate(rebuild=False)
    assert PendingMark.objects.exists()
    mirror.drain_completely()
    assert list(differences()) == []


def test_the_page_tree_is_sound(generated_programme):
    assert Page.find_problems() == ([], [], [], [], [])
    for page in Page.objects.filter(depth__gt=2):
        assert page.url_path == page.set_url_path(page.get_parent())
        assert page.specific_class is type(page.specific)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_content(site):
    def once():
        generate()
        return content()

    first = undone(once)
    assert len(first) > 100
    assert undone(once) == first


@pytest.mark.slow
def test_another_seed_gives_a_further_programme(site):
    generate(projects=5, seed=1)
    first = public()
    generate(projects=5, seed=2)
    assert public() > first
    assert models.ProjectPage.objects.filter(locale__language_code="en").count() == 10


def test_a_second_run_changes_nothing_and_says_so(site, capsys):
    generate(projects=5)
    before = content()
    generate(projects=5)
    assert "is there already" in capsys.readouterr().out
    assert content() == before


@pytest.mark.slow
def test_a_larger_programme_holds_the_smaller_one(site):
    def at_once():
        generate(projects=60)
        return content()

    def in_two_steps():
        generate(projects=30)
        return at_once()

    assert undone(in_two_steps) == undone(at_once)


def test_a_run_that_was_interrupted_goes_on_where_it_stopped(site):
    class Interrupted(Exception):
        pass

    def stop(done, total):
        raise Interrupted

    with pytest.raises(Interrupted):
        Generator(1).generate(60, stop)
    assert Generator(1).generate(60) == 10
    assert Page.find_problems() == ([], [], [], [], [])


def test_drafts_expired_and_private_projects_are_among_them_and_not_public(generated_programme):
    originals = models.ProjectPage.objects.filter(locale__language_code="en")
    drafts = originals.filter(live=False)
    expired = originals.filter(live=True, expire_at__lt=timezone.now())
    private = originals.filter(pk__in=PageViewRestriction.objects.values("page"))
    assert drafts and expired and private
    hidden = {identity.id_of(page) for page in drafts | expired | private}
    assert not hidden & public()
    assert {identity.id_of(page) for page in originals} - hidden <= public()


def test_texts_are_in_six_languages_and_dates_of_every_precision(generated_programme):
    pages = models.ProjectPage.objects.all()
    translated = pages.filter(locale__language_code="ar").first()
    translations = translated.get_translations(inclusive=True)
    assert {page.locale.language_code[:2] for page in translations} == set(LANGUAGES)
    assert len({page.overview for page in translations}) == len(LANGUAGES)
    starts = [page.start_date for page in pages if page.start_date]
    assert {date.precision for date in starts} == {"year", "month", "day"}
    assert any(date.approximate for date in starts)
    assert PartialDate() in {page.end_date for page in pages}
    for page in pages:
        page.specific.clean()


def test_one_donor_funds_far_more_than_others(generated_programme):
    assert head_of_donors() > 3


@pytest.mark.slow
def test_links_are_heavy_tailed(site):
    generate(projects=200, rebuild=False)
    assert head_of_donors() > 5


def head_of_donors():
    """Return how many times as many projects as a donor in the middle the first donor funds."""
    donors = Counter(models.Funding.objects.values_list("donor", flat=True)).most_common()
    return donors[0][1] / donors[len(donors) // 2][1]


def test_missing_reference_data_is_asked_for(home, monkeypatch):
    monkeypatch.setattr(reference, "load", make_reference_data)
    generate(projects=3)
    assert models.CountryLink.objects.exists()


@pytest.mark.slow
def test_missing_reference_data_is_loaded(home):
    generate(projects=3)
    assert models.Country.objects.filter(code="KH").exists()
    assert models.CountryLink.objects.exists()


def test_pages_that_editors_added_keep_their_place(site):
    generate(projects=5, rebuild=False)
    index = models.ProjectIndexPage.objects.get(slug="projects-1", locale=Locale.objects.get(language_code="en"))
    own = index.add_child(instance=models.ProjectPage(title="Ours", slug="ours"))
    generate(projects=10, rebuild=False)
    assert Page.objects.get(pk=own.pk).path == own.path
    assert Page.find_problems() == ([], [], [], [], [])


def test_without_a_site_it_says_what_to_do(site):
    Site.objects.all().delete()
    with pytest.raises(CommandError, match="create one"):
        generate()


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_a_wrong_number_of_projects_is_refused(db, number):
    with pytest.raises(CommandError, match="whole number above 0"):
        call_command("generate_programme", f"--projects={number}")


def test_a_programme_has_a_toolkit_with_modules_and_projects_have_news(generated_programme):
    with replica.reading() as graph:
        [toolkit] = [graph.node(each)["values"] for each in graph.of_type("Toolkit")]
        modules = [graph.node(each)["values"] for each in toolkit["modules"]]
        news = [graph.node(each)["values"] for each in graph.of_type("News")]
    assert len(modules) == 6
    assert all(each["case_studies"] for each in modules)
    assert any("prerequisites" in each for each in modules)
    assert news and all(each["about"] for each in news)
