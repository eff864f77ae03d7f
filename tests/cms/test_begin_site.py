"""A new installation's home page."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Site

from cms.models import HomePage


def test_a_new_site_shows_its_name_and_begins_once(db, client, settings, capsys):
    settings.GRAPH_BASE_IRI = "http://testserver"
    call_command("begin_site", "Creative Futures")
    assert "shows Creative Futures" in capsys.readouterr().out
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port, site.root_page.specific.title) == ("testserver", 80, "Creative Futures")
    assert "Creative Futures" in client.get("/en/").content.decode()
    with pytest.raises(CommandError, match="There is a home page already"):
        call_command("begin_site", "Another")
    assert HomePage.objects.count() == 1
