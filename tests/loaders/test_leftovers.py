"""What other programs left in a text becomes what it stood for, one for one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.leftovers import without_leftovers
from loaders.nlp import legible

CASES = (
    ("She said &quot;no&quot; twice.", 'She said      "no"      twice.'),
    ("&#8220;No,&#8221; she said.", "      “No,”       she said."),
    ("Bar&amp;nbsp;ton &amp; sons", "Bar&    nbsp;ton     & sons"),
    ("the mill&#8217;s owner", "the mill’      s owner"),
    ("steel&nbsp;mills", "steel      mills"),
    ("fish &chips; &#0; &nosuch; R&D", "fish &chips;    \ufffd &nosuch; R&D"),
    ("<p>She left.</p>", "\n  She left.\n   "),
    ('a <a href="https://example.org/x">link</a> here', "a                                 link     here"),
    ("one<br/>two<!-- three -->", "one\n    two              "),
    ("less < more <b and > less", "less < more <b and > less"),
    ("write to <jane@example.org>", "write to <jane@example.org>"),
    (r"\"No,\" she said.", ' "No, " she said.'),
    ('""No,"" she said.', ' "No,"  she said.'),
    ('"""No,""" she said.', '  "No,"   she said.'),
    ('<tweet pic="" by="her">', '<tweet pic="" by="her">'),
    ("<<No,>> she said.", " «No,»  she said."),
    ("1 << 2 >> 1", "1 << 2 >> 1"),
    (",,No,'' she said.", " „No,'' she said."),
    ("‘‘No,’’ she said.", " “No,”  she said."),
    ("``No,'' she said.", "``No,'' she said."),
    ("`No,' she said.", "'No,' she said."),
    ("• No.\n  * Yes, 2 * 3.", "  No.\n    Yes, 2 * 3."),
    ("| a | b |\nRuth | Sample\nc|d|e", "\n a \n b \n\nRuth | Sample\nc\nd\ne"),
)


@pytest.mark.parametrize(("text", "read"), CASES)
def test_leftovers_become_what_they_stood_for(text: str, read: str) -> None:
    assert without_leftovers(text) == read


def test_rare_marks_and_half_pairs_have_a_plain_form() -> None:
    assert legible("＂No″ 「yes」 ‹so› don´t \ud800!") == '"No" “yes” “so” don’t \ufffd!'


PIECES = st.sampled_from(
    (
        "<", ">", "<p>", "</p", "<a href=", "<!--", "-->", "&", "&amp;", "&#", "&#55296;", "&#x1F600;", ";", "\\", '"', '""',
        "``", "`", "‘‘", "’", "|", "||", "\n", "\r\n", "•", "* ", " ", "\t", "word", ",,", "<<", ">>", "…", "＂", "\ud83d",
    )
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_no_offset_moves_whatever_stands_there(text: str) -> None:
    read = legible(text)
    assert len(read) == len(text)
    assert not any(0xD800 <= ord(c) < 0xE000 for c in read)
