"""The translators' desk: the original beside each field, what has changed, files out and in, coverage."""

import io

import pytest
from django.urls import reverse
from lxml import etree
from wagtail.models import Locale

from cms import models
from cms.acting import as_user
from cms.admin.translations import po, texts, xliff
from cms.admin.translations.catalogue import UnreadableFile, catalogue_of
from cms.quality import check
from tests.cms.admin.test_remits import user
from tests.fixtures import publish
from tests.forms import form_data
from tests.kept import kept

pytestmark = pytest.mark.django_db
STEP = "7a0f0a2e-1f0d-4b51-8a10-000000000001"
WORDS = {"title": "Make a list of all who work", "text": "<p>Ask <b>all</b>.</p>"}
OVERVIEW = "<p>Why we ask the artists.</p><p>How we ask them.</p>"


@kept
def pair(home, index):
    """A module with a section of blocks, and its copy for translation into Arabic."""
    locale, _ = Locale.objects.get_or_create(language_code="ar")
    toolkit = index.add_child(instance=models.ToolkitPage(title="Policies", slug="policies"))
    page = models.ToolkitModulePage(title="Asking artists what they need", slug="asking", summary=OVERVIEW)
    page.body = [
        {
            "type": "step",
            "id": STEP,
            "value": {"title": "Make a list of all who work", "text": "<p>Ask <b>all</b>.</p>"},
        },
        {"type": "quote", "value": {"quotation": "We were asked at last.", "speaker": "Awa", "role": ""}},
    ]
    toolkit.add_child(instance=page)
    page = publish(page)
    return page, page.copy_for_translation(locale, copy_parents=True)


def edited(editor, page):
    return editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def fresh(page):
    return models.ToolkitModulePage.objects.get(pk=page.pk)


def change_original(original):
    draft = fresh(original)
    draft.summary = "<p>Why we ask the artists.</p><p>How we pay them.</p>"
    return publish(draft)


def files(page):
    return reverse("translation_files", args=[page.pk])


def test_the_form_says_its_language_and_the_original(editor, pair):
    original, arabic = pair
    shown = edited(editor, arabic)
    assert "Arabic" in shown and reverse("wagtailadmin_pages:edit", args=[original.pk]) in shown
    assert '<div lang="en" dir="ltr"><p>Why we ask the artists.</p><p>How we ask them.</p></div>' in shown
    assert "Make a list of all who work" in shown and "changed since the translation" not in shown
    [title] = etree.HTML(shown).xpath("//*[@id='id_title']")
    assert (title.get("lang"), title.get("dir")) == ("ar", "rtl")
    assert "You write in" not in edited(editor, original)


def test_what_has_changed_in_the_original_is_marked_word_by_word(editor, pair):
    original, arabic = pair
    change_original(original)
    shown = edited(editor, arabic)
    assert "<p>Why we ask the artists.</p><p>How we <del>ask</del><ins>pay</ins> them.</p>" in shown
    assert shown.count("changed since the translation") == 1
    listed = editor.get(reverse("content-toolkit-modules:index"), {"older": "true"}).content.decode()
    assert f"/{arabic.pk}/edit" in listed and f"/{original.pk}/edit" not in listed
    coverage = editor.get(reverse("translation_coverage")).content.decode()
    assert "1 older than the original" in coverage


def test_a_translator_says_that_it_is_up_to_date(editor, pair):
    original, arabic = pair
    change_original(original)
    data = form_data(editor.get(reverse("wagtailadmin_pages:edit", args=[arabic.pk]))) | {"body-count": "0"}
    editor.post(reverse("wagtailadmin_pages:edit", args=[arabic.pk]), data | {"title": "سؤال الفنانين"})
    assert fresh(arabic).translation_state.is_older
    editor.post(reverse("wagtailadmin_pages:edit", args=[arabic.pk]), data | {"translation_is_current": "1"})
    assert not fresh(arabic).translation_state.is_older
    assert "changed since the translation" not in edited(editor, arabic)


def test_untranslated_texts_are_findings(pair):
    _original, arabic = pair
    told = [each.message for each in check(arabic)]
    assert "“Summary” has the words of the original: translate it." in told
    arabic.title, arabic.summary = "سؤال الفنانين عما يحتاجون", "<p>لماذا نسأل.</p>"
    told = [each.message for each in check(arabic)]
    assert not [each for each in told if "Summary" in each or "Title" in each]


@pytest.mark.parametrize(("name", "write", "read"), [
    ("xliff1", xliff.write_1, xliff.read), ("xliff2", xliff.write_2, xliff.read), ("po", po.write, po.read),
])  # fmt: skip
def test_files_go_out_and_come_back(editor, pair, name, write, read):
    _original, arabic = pair
    content = editor.get(files(arabic), {"format": name}).content
    assert content == write(catalogue_of(arabic))
    there = {each.name: each for each in catalogue_of(arabic).entries}
    assert there[f"body.{STEP}.title"].original == "Make a list of all who work"
    assert read(content).target == "ar" and read(content).name == str(arabic.translation_key)
    words = {"title": "سؤال الفنانين", f"body.{STEP}.text": "<p>اسأل <b>الجميع</b>.</p><script>x</script>"}
    back = io.BytesIO(translated(content, name, words))
    back.name = f"back.{name}"
    assert editor.post(files(arabic), {"file": back}).status_code == 302
    draft = fresh(arabic).get_latest_revision_as_object()
    assert draft.title == "سؤال الفنانين" and not fresh(arabic).live
    assert draft.body[0].value["text"].source == "<p>اسأل <b>الجميع</b>.</p>"
    assert draft.summary == OVERVIEW and draft.body[1].value["speaker"] == "Awa"


def translated(content: bytes, name: str, words: dict[str, str]) -> bytes:
    """Return the file as a translator's tool gives it back."""
    if name == "po":
        catalogue = po.read_po(io.BytesIO(content))
        for each in catalogue:
            each.string = words.get(each.context, each.string)
        written = io.BytesIO()
        po.write_po(written, catalogue)
        return written.getvalue()
    root = etree.fromstring(content)
    space = etree.QName(root).namespace
    tag, attribute = ("trans-unit", "id") if space == xliff.V1 else ("unit", "name")
    for unit in root.iter(f"{{{space}}}{tag}"):
        if text := words.get(unit.get(attribute)):
            source = next(unit.iter(f"{{{space}}}source"))
            target = etree.Element(f"{{{space}}}target")
            target.text = text
            source.addnext(target)
    return etree.tostring(root)


def test_a_text_whose_original_has_changed_is_left_out(editor, pair):
    original, arabic = pair
    content = editor.get(files(arabic), {"format": "xliff1"}).content
    change_original(original)
    back = io.BytesIO(translated(content, "xliff1", {"summary": "<p>قديم</p>", "title": "سؤال"}))
    back.name = "back.xlf"
    shown = editor.post(files(arabic), {"file": back}, follow=True).content.decode()
    assert "1 text was taken" in shown and "1 text was left out" in shown
    assert fresh(arabic).get_latest_revision_as_object().summary == OVERVIEW


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff xmlns="%s"><file>&b;</file></xliff>'


@pytest.mark.parametrize("content", [
    b"", b"<xliff", b"<html/>", b"\xff\xfe\x00", b"msgid \"a", BOMB % xliff.V1.encode(),
    f'<xliff xmlns="{xliff.V1}"><file original="another" target-language="ar"/></xliff>'.encode(),
])  # fmt: skip
def test_other_files_are_refused_with_a_sentence(editor, pair, content):
    _original, arabic = pair
    file = io.BytesIO(content or b" ")
    file.name = "a.xlf"
    shown = editor.post(files(arabic), {"file": file})
    assert shown.status_code == 200 and "error" in shown.content.decode()
    assert fresh(arabic).get_latest_revision_as_object().title == "Asking artists what they need"


def test_no_entity_is_expanded():
    with pytest.raises(UnreadableFile):
        xliff.read(BOMB % xliff.V1.encode())


def test_who_may_not_change_the_translation_gets_and_sends_no_file(client, pair, home):
    _original, arabic = pair
    assert client.get(files(arabic), {"format": "po"}).status_code == 302
    assert client.get(reverse("translation_coverage")).status_code == 302


def test_writing_a_text_keeps_the_rest(editor, pair):
    _original, arabic = pair
    before = {name: unit.text for name, unit in texts.units(arabic).items()}
    assert texts.write(arabic, {"title": "سؤال"}) == {"title"}
    as_user(user(editor)).save(arabic)
    after = {name: unit.text for name, unit in texts.units(fresh(arabic).get_latest_revision_as_object()).items()}
    assert after == before | {"title": "سؤال"}
