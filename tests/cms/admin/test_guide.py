"""The guide for editors is in the admin, and every form leads to its section on what is asked there."""

import re

import pytest
from django.urls import reverse

from cms.admin.guide import DOCS, PICTURES

pytestmark = pytest.mark.django_db


def sections(html):
    return set(re.findall(r'<h[1-6] id="([^"]+)"', html))


def test_every_tab_of_a_form_leads_to_a_section(editor, project):
    guide = editor.get(reverse("guide")).content.decode()
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[project.pk])).content.decode()
    named = re.findall(rf'href="{reverse("guide")}#([^"]+)"', form)
    assert len(named) >= 8
    assert set(named) <= sections(guide)


def test_its_pictures_are_there_and_nothing_else_is(editor):
    guide = editor.get(reverse("guide")).content.decode()
    names = re.findall(rf'<img alt="[^"]+" src="{PICTURES}/([^"]+)"', guide)
    assert len(names) >= 6
    for name in names:
        answer = editor.get(f"{reverse('guide')}{PICTURES}/{name}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert sum(each.stat().st_size for each in (DOCS / PICTURES).iterdir()) < 1_500_000
    for name in ("..%2Feditors.md", "..", "nothing.webp"):
        assert editor.get(f"{reverse('guide')}{PICTURES}/{name}", follow=True).status_code == 404


def test_nobody_reads_it_from_outside(client, home):
    assert client.get(reverse("guide")).status_code == 302
