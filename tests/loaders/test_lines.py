"""Lines as the author meant them."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.lines import lines, soft_breaks

WRAPPED = """The trade minister said on Monday that the talks about steel would
resume next week in the capital, and that both sides had prepared for
them since March.

A heading

Mills on both sides of the border wait for an answer. Some of them have
begun to cut shifts.
"""


def test_a_text_with_one_line_per_paragraph_has_no_soft_breaks() -> None:
    text = (
        "The minister spoke on Monday\nMills wait for an answer.\nsteel\naluminum\nlumber and other goods that nobody listed\n"
    )
    assert soft_breaks(text) == ()
    assert [line.text for line in lines(text)] == text.splitlines()


def test_a_wrapped_paragraph_is_one_line() -> None:
    found = lines(WRAPPED)
    assert [line.text.split()[0] for line in found] == ["The", "A", "Mills"]
    assert found[0].text.endswith("since March.")
    assert "would resume next" in found[0].text


def test_wrapping_is_seen_with_windows_line_breaks_too() -> None:
    assert [line.text.split()[0] for line in lines(WRAPPED.replace("\n", "\r\n"))] == ["The", "A", "Mills"]


@given(st.text(alphabet=st.sampled_from("ab .\n\r\u2028\t\xa0“”"), max_size=200))
def test_lines_cover_all_that_is_not_white_space(text: str) -> None:
    found = lines(text)
    assert " ".join(text[line.start : line.end] for line in found).split() == text.split()
    for line in found:
        assert line.end - line.start == len(line.text)
        assert line.text == line.text.strip()
