"""Where the sample's pages go, in a new site and in one that has a home page."""

import pytest
from wagtail.models import Page, Site

from cms.data.sample.publishing import Sample
from cms.data.sample.site import write_site

pytestmark = pytest.mark.django_db


def test_wagtails_welcome_page_gives_way_to_the_samples_home_page():
    write_site(Sample())
    site = Site.objects.get()
    assert site.root_page.title == "Accord"
    assert (site.hostname, site.port) == ("testserver", 80)
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_a_site_that_has_a_home_page_keeps_it(home):
    write_site(Sample())
    assert Site.objects.get().root_page.specific == home
    home.refresh_from_db()
    below = home.get_children().values_list("slug", flat=True)
    assert list(below) == ["projects", "programmes", "toolkits", "news"]


def test_a_page_of_the_same_address_keeps_it(index):
    write_site(Sample())
    slugs = Page.objects.filter(title="Projects").values_list("slug", flat=True)
    assert sorted(slugs) == ["projects", "projects-1"]


def test_a_page_that_an_editor_has_deleted_is_not_made_again():
    sample = Sample()
    write_site(sample)
    sample.page("projects").delete()
    write_site(Sample())
    assert sample.page("projects") is None
