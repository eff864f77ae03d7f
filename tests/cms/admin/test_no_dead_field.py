"""Every field of a form does something for readers."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from cms import models
from tests.fixtures import publish

pytestmark = pytest.mark.django_db


def test_position_and_style_of_a_section_are_seen(client, project):
    project.sections = [
        models.Section(title="Folded", body="<p>Inside.</p>", style="collapsed", position="bottom-left"),
        models.Section(title="First", body="<p>At once.</p>", style="open", position="top-right"),
    ]
    publish(project)
    shown = client.get(project.url).content.decode().partition("<article")[2]
    assert shown.index("At once.") < shown.index("Why it exists.") < shown.index("Inside.")
    folded = shown[shown.index(">Folded<") : shown.index("Inside.")]
    assert "<details>" in folded and "<details>" not in shown[shown.index(">First<") : shown.index("At once.")]


def test_no_form_asks_for_menus(editor, project):
    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[project.pk])).content.decode()
    assert "show_in_menus" not in shown and 'name="seo_title"' in shown


def test_a_picture_takes_over_what_the_library_says(project):
    image = models.ImageFile.objects.create(
        title="Loom", description="Two women at a loom", credit="A. Photographer", file=get_test_image_file()
    )
    row = models.Picture(image=image, page=project)
    row.clean()
    assert (row.alternative_text, row.credit) == ("Two women at a loom", "A. Photographer")
    own = models.Picture(image=image, page=project, alternative_text="A loom", credit="B")
    own.clean()
    assert (own.alternative_text, own.credit) == ("A loom", "B")


def test_a_translation_takes_over_no_description_in_another_language(project):
    project.locale.language_code = "fr"
    image = models.ImageFile(pk=1, title="Loom", description="Two women at a loom", credit="A")
    row = models.Picture(image=image, page=project)
    with pytest.raises(ValidationError, match="alternative_text"):
        row.clean()
    assert (row.alternative_text, row.credit) == ("", "A")
