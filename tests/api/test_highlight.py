"""Passages in a text: nothing lost, elements nest, every passage can be pointed at."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from api.pages.highlight import Piece, cut


def _html(pieces: tuple[Piece, ...]) -> str:
    tags = {"open": "<m>", "reopen": "<m>", "close": "</m>"}
    return "".join(piece.value if piece.kind == "text" else tags[piece.kind] for piece in pieces)


def _covered(pieces: tuple[Piece, ...], anchor: str) -> str:
    """The text inside the elements of one passage."""
    inside: list[str] = []
    found: list[str] = []
    for piece in pieces:
        if piece.kind in ("open", "reopen"):
            inside.append(piece.value)
        elif piece.kind == "close":
            inside.pop()
        elif anchor in inside:
            found.append(piece.value)
    return "".join(found)


def test_a_nested_passage_is_an_element_inside_the_outer_one() -> None:
    assert _html(cut("abcdef", [(0, 6), (2, 4)])) == "<m>ab<m>cd</m>ef</m>"


def test_a_crossing_passage_is_opened_again_behind_the_one_it_crosses() -> None:
    pieces = cut("abcdef", [(0, 4), (2, 6)])
    assert _html(pieces) == "<m>ab<m>cd</m></m><m>ef</m>"
    assert [piece.kind for piece in pieces if piece.value == "char=2,6"] == ["open", "reopen"]


def test_passages_outside_the_text_are_passed_over() -> None:
    assert _html(cut("abc", [(2, 9), (-1, 2), (1, 1)])) == "abc"


def test_the_same_passage_of_two_facts_is_one_element() -> None:
    assert _html(cut("abc", [(0, 2), (0, 2)])) == "<m>ab</m>c"


_TEXT = "0123456789ABCDEFGHIJ"
_PASSAGES = st.lists(st.tuples(st.integers(0, 19), st.integers(1, 20)).filter(lambda p: p[0] < p[1]), max_size=8)


@given(_PASSAGES, _PASSAGES)
def test_text_is_kept_and_each_passage_covers_its_own_characters(
    evidence: list[tuple[int, int]], furniture: list[tuple[int, int]]
) -> None:
    pieces = cut(_TEXT, evidence, furniture)
    assert "".join(piece.value for piece in pieces if piece.kind == "text") == _TEXT
    opened = [piece.value for piece in pieces if piece.kind == "open" and not piece.is_furniture]
    assert sorted(opened) == sorted({f"char={start},{end}" for start, end in evidence})
    for start, end in evidence:
        assert _covered(pieces, f"char={start},{end}") == _TEXT[start:end]


def test_elements_are_well_formed() -> None:
    depth: list[str] = []

    class Nesting(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            depth.append(tag)

        def handle_endtag(self, tag: str) -> None:
            depth.pop()

    Nesting().feed(_html(cut(_TEXT, [(0, 9), (3, 12), (5, 7), (8, 20), (0, 2)])))
    assert depth == []
