"""Sites and locales: where pages have an address at all, by the numbers of the list of 28 events.

| event                                      | tests |
|--------------------------------------------|-------|
| 20 site changed or deleted                 | test_a_hostname_…, test_another_root_…, test_a_second_…, test_a_site_… |
| 21 root page of a site deleted             | test_a_site_whose_root_is_deleted_… |
| 22 locale changed or deleted               | test_a_locale_with_another_code_…, test_a_locale_that_is_deleted_… |
| 15 root of a language unpublished          | test_below_a_root_that_is_unpublished_in_one_language_… |
"""

import pytest
from wagtail.models import Locale, Page, Site

from cms import models
from graph import replica
from graph.identity import id_of
from graph.models import Change
from tests.fixtures import public, publish, restrict, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]


@pytest.fixture
def site(home):
    return Site.objects.get()


@pytest.fixture
def translation(project):
    """Return the project in French, under a French root and index that are pages of their own."""
    french = Locale.objects.create(language_code="fr")
    for page in (models.HomePage.objects.get(), models.ProjectIndexPage.objects.get()):
        publish(page.copy_for_translation(french))
    page = project.copy_for_translation(french)
    page.title = "Formation"
    return publish(page)


def site_form(site, **changed):
    fields = {"hostname": site.hostname, "port": site.port, "site_name": "", "root_page": site.root_page_id}
    return fields | {"is_default_site": "on"} | changed


def test_a_hostname_changed_in_the_admin_changes_addresses(admin, site, project, urls):
    public()
    admin("wagtailsites:edit", site.pk, **site_form(site, hostname="culture.example"))
    settle()
    assert urls(project)["en"] == "http://culture.example/en/projects/training/"


def test_another_root_page_hides_what_lies_beside_it(admin, site, project, index, home, urls):
    section = home.add_child(instance=models.ProjectIndexPage(title="Other", slug="other"))
    inside = section.add_child(instance=models.ProjectPage(title="Inside", slug="inside"))
    public()
    admin("wagtailsites:edit", site.pk, **site_form(site, root_page=section.pk))
    settle()
    assert id_of(project) not in public()
    assert urls(inside)["en"].endswith("/en/inside/")


def test_a_second_site_opens_pages_at_an_address_of_their_own(admin, project, urls, visit):
    outside = Page.get_first_root_node().add_child(instance=models.HomePage(title="Second", slug="second"))
    page = outside.add_child(instance=models.ProjectPage(title="Elsewhere", slug="elsewhere"))
    assert id_of(page) not in public()
    admin("wagtailsites:add", hostname="localhost", port=80, site_name="", root_page=outside.pk)
    settle()
    assert urls(page)["en"] == "http://localhost/en/elsewhere/"
    assert visit(Page.objects.get(pk=page.pk)) == "Elsewhere"


def test_a_site_deleted_in_the_admin_takes_its_pages_along(admin, site, project):
    assert id_of(project) in public()
    admin("wagtailsites:delete", site.pk)
    settle()
    assert id_of(project) not in public()


def test_a_site_whose_root_is_deleted_is_gone_with_all_its_pages(admin, home, project):
    assert id_of(project) in public()
    admin("wagtailadmin_pages:delete", home.pk, confirm_site_name="Accord")
    assert not Site.objects.exists()
    settle()
    assert public() == {"country/KH", "country/KR"}


def test_a_locale_with_another_code_gives_texts_and_addresses_in_its_language(admin, translation, values, urls):
    assert values(translation)["title"]["fr"] == "Formation"
    admin("wagtaillocales:edit", translation.locale_id, language_code="es")
    settle()
    assert values(translation)["title"] == {"en": "Training in Phnom Penh", "es": "Formation"}
    assert urls(translation)["es"].endswith("/es/projects/training/")


def test_a_locale_that_is_deleted_unused_changes_no_resource(admin, project):
    arabic = Locale.objects.create(language_code="ar")
    settle()
    before = Change.objects.count()
    admin("wagtaillocales:delete", arabic.pk)
    assert not Locale.objects.filter(pk=arabic.pk).exists()
    settle()
    assert Change.objects.count() == before


def test_below_a_root_that_is_unpublished_in_one_language_nothing_in_it_is_public(
    admin, translation, project, values, visit
):
    """Wagtail then looks for French addresses among the English pages, and finds none of the French ones."""
    root = models.HomePage.objects.get(locale=translation.locale)
    assert visit(translation) == "Formation"
    admin("wagtailadmin_pages:unpublish", root.pk)
    assert values(project)["title"] == {"en": "Training in Phnom Penh"}
    assert visit(translation) != "Formation"
    publish(models.HomePage.objects.get(pk=root.pk))
    assert values(project)["title"]["fr"] == "Formation"


def test_a_root_that_is_unpublished_closes_no_page_below_as_on_the_site(admin, home, project, visit):
    assert id_of(project) in public()
    admin("wagtailadmin_pages:unpublish", home.pk)
    assert id_of(project) in public()
    assert visit(project) == project.title


def test_a_private_root_closes_the_whole_site(home, project, visit):
    assert id_of(project) in public()
    restrict(home)
    assert id_of(project) not in public()
    assert visit(project) == 302


def test_a_site_that_is_gone_takes_its_pages_along(project):
    assert id_of(project) in public()
    Site.objects.all().delete()
    settle()
    assert id_of(project) not in public()


def test_another_hostname_changes_addresses(project):
    public()
    Site.objects.update(hostname="culture.example")
    settle()
    with replica.reading() as graph:
        assert graph.node(id_of(project))["urls"]["en"].startswith("http://culture.example/")
