"""Pages are read in the encoding that their bytes prove, and what labels mean is what browsers take them for."""

import codecs

import pytest

from cms.importers import UnreadableSource
from cms.importers.formats.encodings import as_utf8, decoded_html, misread

TEXT = "Café “été” – œuvre"


def html(encoding, declared=""):
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}</head><body>{TEXT}</body></html>".encode(encoding)


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (html("cp1252", "iso-8859-1"), ""),
        (html("cp1252"), "ISO-8859-1"),
        (html("cp1252", "us-ascii"), ""),
        (html("utf-8", "iso-8859-1"), ""),
        (html("utf-8"), "iso-8859-1"),
        (html("utf-8", "utf-8"), "windows-1251"),
        (codecs.BOM_UTF8 + html("utf-8", "iso-8859-1"), ""),
        (codecs.BOM_UTF16_LE + html("utf-16-le", "utf-8"), ""),
        (codecs.BOM_UTF16_BE + html("utf-16-be"), "utf-8"),
        (html("cp1252", "windows-1252"), "no-such-encoding"),
        (html("utf-8", "punycode"), "hex"),
    ],
)
def test_a_page_is_read_as_browsers_read_it(content, charset):
    text = decoded_html(content, charset)
    assert TEXT in text
    assert not misread(text)


@pytest.mark.parametrize(
    ("encoding", "declared", "words"),
    [
        ("gb18030", "gb2312", "中文“引号”"),
        ("koi8-r", "koi8-r", "Река поёт"),
        ("cp932", "shift_jis", "川の歌①"),
        ("iso2022_jp", "iso-2022-jp", "川の歌"),
        ("cp1254", "iso-8859-9", "Şarkı – “ırmak”"),
        ("cp1256", "windows-1256", "أغنية النهر"),
    ],
)
def test_pages_of_other_scripts_are_read(encoding, declared, words):
    content = f'<html><head><meta charset="{declared}"></head><body>{words}</body></html>'.encode(encoding)
    assert words in decoded_html(content, "")


def test_text_in_utf_16_becomes_utf_8():
    assert as_utf8(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")) == TEXT.encode()
    assert as_utf8(codecs.BOM_UTF16_LE + b"\x00\xd8x") == codecs.BOM_UTF16_LE + b"\x00\xd8x"
    assert as_utf8(TEXT.encode()) == TEXT.encode()


@pytest.mark.parametrize("text", [TEXT.encode().decode("cp1252", "replace"), TEXT.encode("cp1252").decode("latin-1")])
def test_letters_read_in_a_wrong_encoding_are_told(text):
    assert "wrong encoding" in misread(text)


@pytest.mark.parametrize("text", [TEXT, "Ã São Paulo", "À côté", "Âme", "5 €", "ÂNGELA"])
def test_letters_that_belong_there_are_not(text):
    assert misread(text) == ""


def test_bytes_of_no_encoding_are_refused_in_a_sentence():
    with pytest.raises(UnreadableSource, match="no encoding that can be told"):
        decoded_html(b"<html>" + bytes(range(128, 256)) * 3, "utf-8")
