"""Bytes to text: what is decoded, and that nothing is guessed."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UnreadableError
from loaders.decoding import decode, decode_html

PROSE = "“We’re making progress,” Minister Mélanie Joly said in Montréal — the “naïve” plan costs €5 …"
RUSSIAN = "Министр заявил в среду, что переговоры продолжаются и что стороны достигли заметного прогресса. " * 4


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (PROSE.encode(), PROSE),
        (codecs.BOM_UTF8 + PROSE.encode(), "\ufeff" + PROSE),
        (PROSE.encode("utf-16"), PROSE),
        (codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be"), PROSE),
        (PROSE.encode("utf-32"), PROSE),
        (PROSE.encode("cp1252"), PROSE),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n"),
    ],
)
def test_text_is_decoded_character_by_character(content: bytes, text: str) -> None:
    assert decode(content, "talks.txt") == text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"He said \xff\xfe no.", "not UTF-8 at byte 8"),
        (b"caf\xc3\x28 talks", "not UTF-8 at byte 3"),
        ("Mélanie ".encode() + b"\xe9\xff", "not UTF-8 at byte 9"),
        (b"\xff" * 50, "not UTF-8 at byte 0"),
        (b"\xff\xfe\xfa", "not UTF-16"),
        (b"text\x00text", "NUL at byte 4"),
        (bytes(range(1, 9)) * 3, "control characters"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "talks.txt"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message) as caught:
        decode(content, "talks.txt")
    assert str(caught.value).startswith("talks.txt: ")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">', "iso-8859-15"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=no-such-thing>", "utf-8"),
        ("<meta charset=ascii>", "utf-8"),
    ],
)
def test_html_is_decoded_as_it_declares_or_as_it_is(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body>Mélanie Joly à Montréal</body></html>"
    assert decode_html(page.encode(encoding), "page.html") == page


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        text = decode(content, "x")
    except UnreadableError:
        return
    assert "\x00" not in text
    text.encode("utf-8")


@given(st.text(max_size=200).filter(lambda text: not any(ord(c) < 32 or ord(c) == 127 for c in text)))
def test_utf8_comes_back_as_it_went_in(text: str) -> None:
    assert decode(text.encode("utf-8"), "x") == text
