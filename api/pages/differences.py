"""How one wording differs from another, word by word, as a page marks it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

_TOKEN = re.compile(r"\S+\s*")
_AROUND = ".,;:!?…\"“”‘’'()[]«»–—-"
_MOST = 2_000
"""Longer texts than so many words are not compared: nobody reads their differences."""


class Kept(StrEnum):
    """What became of some words."""

    SAME = "same"
    CUT = "left out"
    PUT_IN = "put in"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words, with the spaces behind them, and what became of them."""

    text: str
    kept: Kept


def differences(whole: str, other: str) -> tuple[Words, ...]:
    """The other wording in order, with what it leaves out of the whole one and what it puts in; case and points aside.

    Without what is left out it is the other wording itself, but for white space at its end.
    """
    before, after = _TOKEN.findall(f"{whole} "), _TOKEN.findall(f"{other} ")
    if max(len(before), len(after)) > _MOST:
        return (Words(other, Kept.SAME),)
    return tuple(_runs(before, after))


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[Words]:
    cut: list[str] = []
    put_in: list[str] = []
    for code in Indel.opcodes(list(map(_key, before)), list(map(_key, after))):
        if code.tag == "equal":
            yield from _changed(cut, put_in)
            cut, put_in = [], []
            yield Words("".join(after[code.dest_start : code.dest_end]), Kept.SAME)
        else:
            cut.extend(before[code.src_start : code.src_end])
            put_in.extend(after[code.dest_start : code.dest_end])
    yield from _changed(cut, put_in)


def _changed(cut: Sequence[str], put_in: Sequence[str]) -> Iterator[Words]:
    if cut:
        yield Words("".join(cut), Kept.CUT)
    if put_in:
        yield Words("".join(put_in), Kept.PUT_IN)


def _key(token: str) -> str:
    folded = token.replace("’", "'").casefold().strip()
    return folded.strip(_AROUND) or folded
