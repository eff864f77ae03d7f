"""A small site to test with, of which each function returns a part: what is there already, or a new one."""

from django.conf import settings
from wagtail.models import Locale, Page, Site

from cms import models


def publish(page):
    """What the editor's button does: a revision, published."""
    page.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def home():
    """Return the root of an English site at the base IRI."""
    if there := models.HomePage.objects.filter(slug="accord-home").first():
        return there
    Locale.objects.get_or_create(language_code="en")
    Site.objects.all().delete()
    # A test that commits leaves an empty database behind.
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = root.add_child(instance=models.HomePage(title="Accord", slug="accord-home"))
    host = settings.GRAPH_BASE_IRI.removeprefix("http://")
    Site.objects.create(hostname=host, port=80, root_page=home, is_default_site=True)
    return home


def index(home):
    there = models.ProjectIndexPage.objects.filter(slug="projects").first()
    return there or home.add_child(instance=models.ProjectIndexPage(title="Projects", slug="projects"))


def country(code, **values):
    return models.Country.objects.get_or_create(code=code, defaults=values)[0]


def cambodia():
    return country("KH", code3="KHM", m49="116", labels={"en": "Cambodia", "fr": "Cambodge"})


def korea():
    return country("KR", code3="KOR", m49="410", labels={"en": "Republic of Korea"})


def donor(korea):
    """Return an organisation that is public only where something public names it."""
    labels = {"en": "Ministry of Culture"}
    there = models.Organisation.objects.filter(country=korea, labels=labels).first()
    return there or models.Organisation.objects.create(labels=labels, country=korea, live=False)


def unpublished(model, name):
    """Return a record that nobody has published, as a chooser makes it."""
    record = model(labels={"en": name}, live=False)
    record.save()
    record.save_revision()
    return record


def name_in(page, record):
    if isinstance(record, models.Organisation):
        page.fundings = [models.Funding(donor=record)]
    else:
        page.results = [models.Result(outcome=record)]


def draft_that_names(index, record):
    """Return a draft of a project that names a record."""
    page = models.ProjectPage(title="Names it", slug="names-it", live=False)
    name_in(page, record)
    return index.add_child(instance=page)


def project(index, cambodia, donor):
    """Return a published project in Cambodia with a donor."""
    if there := models.ProjectPage.objects.filter(slug="training").first():
        return there
    page = models.ProjectPage(
        title="Training in Phnom Penh",
        slug="training",
        overview="<p>Why it exists.</p>",
        start_date="2020-02",
        end_date="..",
    )
    page.country_links = [models.CountryLink(country=cambodia)]
    page.fundings = [models.Funding(donor=donor, amount="1000.50", currency="EUR", year=2020)]
    index.add_child(instance=page)
    return publish(page)


PARTS = {
    "home": home,
    "index": lambda: index(home()),
    "cambodia": cambodia,
    "korea": korea,
    "donor": lambda: donor(korea()),
    "project": lambda: project(index(home()), cambodia(), donor(korea())),
}
"""What returns each part, by the name of its fixture."""
