"""Pieces have exact offsets in any text, and know how they are written and quoted."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.neural.distance import BUCKETS, buckets
from loaders.neural.model import SHIPPED, VOCABULARY
from loaders.neural.pieces import WordPieces
from loaders.neural.tokens import PARAGRAPH, Case, Quote, Tokens, read_tokens
from loaders.neural.windows import LENGTH, OVERLAP, cut_windows

PIECES = WordPieces.read((SHIPPED / VOCABULARY).read_text(encoding="utf-8"))


def read(text: str) -> Tokens:
    return read_tokens(PIECES, text)


def written(tokens: Tokens) -> list[str]:
    return [tokens.written(i, i + 1) for i in range(len(tokens))]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The levy hurts.", ["The", "levy", "hurts", "."]),
        ("unaffordability", ["una", "ff", "ord", "ability"]),
        ("Café À LA mode", ["Café", "À", "LA", "mode"]),
        ("don't", ["don", "'", "t"]),
        ("“Yes,” he", ["“", "Yes", ",", "”", "he"]),
        ("one\n\ntwo", ["one", "\n", "two"]),
        ("日本 said", ["日", "本", "said"]),
        ("x" * 300, ["x" * 300]),
        ("İstanbul", ["İstanbul"]),
    ],
)
def test_pieces_stand_where_the_text_has_them(text: str, pieces: list[str]) -> None:
    assert written(read(text)) == pieces


def test_line_breaks_become_one_paragraph_mark() -> None:
    tokens = read("\n\none\n \n\ntwo\n")
    assert [int(i) for i in tokens.ids if i == PARAGRAPH] == [PARAGRAPH, PARAGRAPH]
    assert tokens.ids[0] != PARAGRAPH


def test_letter_case_is_told() -> None:
    assert read("He said NATO 9 A").case.tolist() == [Case.CAPITALISED, Case.LOWER, Case.CAPITALS, Case.OTHER, Case.CAPITALISED]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “we will go” today", ["we", "will", "go"]),
        ('He said "we will go" today', ["we", "will", "go"]),
        ("He said ''we will go'' today", ["we", "will", "go"]),
        ("He said «we will go» today", ["we", "will", "go"]),
        ("He said “we will go\nToday", ["we", "will", "go"]),
        ("Nothing is quoted here", []),
    ],
)
def test_quotations_are_marked_whatever_their_marks(text: str, inside: list[str]) -> None:
    tokens = read(text)
    assert [word for word, state in zip(written(tokens), tokens.quote, strict=True) if state == Quote.INSIDE] == inside
    assert [tokens.text[tokens.start[a] : tokens.end[b - 1]].split() for a, b in tokens.quotations] == (
        [inside] if inside else []
    )


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_offsets_never_overlap_and_cover_every_letter(text: str) -> None:
    tokens = read(text)
    assert (tokens.start < tokens.end).all()
    assert (tokens.end[:-1] <= tokens.start[1:] + 1).all()
    assert len(tokens.case) == len(tokens.quote) == len(tokens.ids)
    covered = {i for a, b in zip(tokens.start, tokens.end, strict=True) for i in range(a, b)}
    assert all(i in covered for i, c in enumerate(text) if c.isascii() and c.isalnum())


@given(st.text(alphabet="ab “”\n", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_between_finds_the_pieces_that_share_a_character(text: str, start: int, end: int) -> None:
    tokens = read(text)
    first, stop = tokens.between(start, end)
    shared = [i for i in range(len(tokens)) if tokens.start[i] < end and start < tokens.end[i]]
    assert (list(range(first, stop)) if start < end else shared) == shared


@given(st.integers(0, 4000))
def test_windows_read_every_piece_once(count: int) -> None:
    windows = cut_windows(count)
    assert [i for window in windows for i in range(window.first, window.last)] == list(range(count))
    assert all(window.start <= window.first <= window.last <= window.end for window in windows)
    assert len({window.end - window.start for window in windows}) <= 1
    assert all(window.end - window.start <= LENGTH for window in windows)
    assert all(before.end - after.start >= OVERLAP - 1 for before, after in pairwise(windows))


def test_distance_is_counted_from_either_end_of_the_cue() -> None:
    found = buckets(12, np.array([4]), np.array([6]))[0].tolist()
    assert found[4:6] == [0, 0]
    assert found[6:10] == [1, 2, 3, 4]
    assert found[:4] == [24, 23, 22, 21]
    far = buckets(1200, np.array([600]), np.array([601]))[0]
    assert far.max() < BUCKETS
    assert far[0] == 39
    assert far[-1] == 19
