"""Where quotation marks open and close, in every make of mark, and in damaged text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.rules.quotations import find_quotations

MARKS = (
    ('He said "yes" twice.', ("yes",)),
    ("He said “yes” and “no”.", ("yes", "no")),
    ("He said «yes» and then „no“.", ("yes", "no")),
    ("``Yes,'' he said. ''No.''", ("Yes,", "No.")),
    ("He said ‘we cannot accept this’ and left.", ("we cannot accept this",)),
    ("He said 'we cannot accept this' and left.", ("we cannot accept this",)),
    ("The workers' rights and the minister's plan", ()),
    ("It's the '90s again, isn't it?", ()),
    ("She is 5'10\" tall.", ()),
    ("“One.\nTwo” three.", ("One.",)),
    ("“Open to the end of the line", ("Open to the end of the line",)),
    ("“He told me, ‘never again,’ and left,” she said.", ("He told me, ‘never again,’ and left,", "never again,")),
    ("‘Don’t go to the miners’ hall,’ she said.", ("Don’t go to the miners’ hall,",)),
    ("\"He said, 'we have a deal,'\" she recalled.", ("He said, 'we have a deal,'", "we have a deal,")),
    ("“First one is lost. “Second stands.” End.", ("First one is lost.", "Second stands.")),
    ("a closing mark” alone", ()),
    ("“”", ()),
)


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(text[q.inner_start : q.inner_end] for q in find_quotations(text)) == expected


def test_an_inner_quotation_knows_that_it_is_one() -> None:
    outer, inner = find_quotations("“He said, ‘no.’ And left,” she said.")
    assert (outer.depth, inner.depth) == (0, 1)
    assert outer.start < inner.start
    assert inner.end < outer.end


def test_a_lost_closing_mark_costs_its_own_line_only() -> None:
    text = "“We are ready, said the captain.\n“We go,” she said."
    first, second = find_quotations(text)
    assert not first.closed
    assert text[second.inner_start : second.inner_end] == "We go,"


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„`s"))
def test_any_text_is_read_and_every_quotation_lies_in_one_line(text: str) -> None:
    for quotation in find_quotations(text):
        assert 0 <= quotation.start <= quotation.inner_start < quotation.inner_end <= quotation.end <= len(text)
        assert "\n" not in text[quotation.inner_start : quotation.inner_end]


def test_time_is_linear_in_the_number_of_marks() -> None:
    assert len(find_quotations("“a " * 50_000)) == 50_000
    assert find_quotations("the workers' " * 50_000) == ()
