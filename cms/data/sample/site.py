"""The sample's site: its home page, the pages that hold all others, and its address."""

from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from cms.acting import system
from cms.data.sample.lists import holders
from cms.data.sample.publishing import Sample, put
from cms.data.sample.records import Holder
from cms.models import HomePage, ProjectIndexPage

LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
PORTS = {"http": 80, "https": 443}


def write_site(sample: Sample) -> None:
    """Create the pages that hold all others, below the site's home page, which is created if there is none."""
    site = Site.objects.filter(is_default_site=True).first()
    root = site.root_page.specific if site else None
    top, *below = holders()
    if isinstance(root, HomePage):
        home = root
    else:
        _write_holder(sample, top, HomePage, Page.get_first_root_node())
        home = sample.page(top.name)
        if home:
            take_over(site, home)
    if home:
        for holder in below:
            _write_holder(sample, holder, ProjectIndexPage, home)


def keep_address_in_step() -> None:
    """Set the site's address to the one it is started with, if it runs on a local host."""
    hostname, port = _address()
    site = Site.objects.filter(is_default_site=True).first()
    if site and hostname in LOCAL_HOSTS and (site.hostname, site.port) != (hostname, port):
        site.hostname, site.port = hostname, port
        site.save()


def _write_holder(sample: Sample, holder: Holder, model: type[HomePage | ProjectIndexPage], parent: Page) -> None:
    original, *translations = holder.texts.items()
    sample.write_page(holder.name, lambda: model(**vars(original[1])), parent)
    for language, texts in translations:
        sample.write_translation(holder.name, language, partial(put, values=vars(texts)))


def take_over(site: Site | None, home: Page) -> None:
    """Make the page the site's home page, and delete Wagtail's welcome page if it has no children and no revision."""
    site = site or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.root_page = home
    site.hostname, site.port = _address()
    site.save()
    if welcome and not welcome.numchild and not welcome.latest_revision_id:
        system.on_command().delete(welcome)


def _address() -> tuple[str, int]:
    parts = urlsplit(settings.GRAPH_BASE_IRI)
    return parts.hostname, parts.port or PORTS[parts.scheme]
