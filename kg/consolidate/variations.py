"""What outlets make of a statement: how each wording differs from the fullest one, and in which pieces."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from kg.consolidate.wordings import Wording

_FORMS = ("direct", "mixed", "indirect")
_CHANGED = 60.0
_LISTED = 12
_AROUND = " ,;:!?…\"“”‘’'()[]«»–—"


class Variation(StrEnum):
    """How a wording relates to the fullest wording of its statement."""

    FULLEST = "fullest wording"
    SAME = "same words"
    CUT = "cut"
    CHANGED = "changed words"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Varied:
    """One wording's variation; `pieces` read "They → it", "− cut words", "+ words put in"; none for a paraphrase."""

    wording: Wording
    variation: Variation
    pieces: tuple[str, ...] = ()


def fullest(wordings: Sequence[Wording]) -> Wording:
    """The wording that holds most of what was said: quoted rather than paraphrased, then the longest, then the first."""
    return min(wordings, key=lambda one: (_rank(one.form), -len(one.sense.words), one.precedence))


def variations(wordings: Sequence[Wording]) -> tuple[Varied, ...]:
    """How each wording differs from the fullest one, in the order given."""
    whole = fullest(wordings)
    return tuple(_varied(one, whole) for one in wordings)


def _rank(form: str) -> int:
    return _FORMS.index(form) if form in _FORMS else len(_FORMS)


def _varied(one: Wording, whole: Wording) -> Varied:
    if one is whole:
        return Varied(wording=one, variation=Variation.FULLEST)
    before, after = _words(whole.text), _words(one.text)
    folded = [[word.replace("’", "'").casefold() for word in words] for words in (before, after)]
    if folded[0] == folded[1]:
        return Varied(wording=one, variation=Variation.SAME)
    changes = tuple(_changes(before, after, folded))
    if all(not put_in for _, put_in in changes):
        variation = Variation.CUT
    elif fuzz.ratio(*folded) >= _CHANGED:
        variation = Variation.CHANGED
    else:
        return Varied(wording=one, variation=Variation.PARAPHRASE)
    return Varied(wording=one, variation=variation, pieces=tuple(_told(*change) for change in changes)[:_LISTED])


def _words(text: str) -> tuple[str, ...]:
    """The words as written, without the punctuation around them: "U.S." keeps its dots."""
    bare = (word.strip(_AROUND) for word in text.split())
    return tuple(word if "." in word[:-1] else word.rstrip(".") for word in bare if any(c.isalnum() for c in word))


def _changes(before: Sequence[str], after: Sequence[str], folded: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Each piece of the first that the second lacks, with what stands in its place; one of the two may be empty."""
    cut: list[str] = []
    put_in: list[str] = []
    for code in Indel.opcodes(*folded):
        if code.tag == "equal":
            if cut or put_in:
                yield " ".join(cut), " ".join(put_in)
            cut, put_in = [], []
        else:
            cut.extend(before[code.src_start : code.src_end])
            put_in.extend(after[code.dest_start : code.dest_end])
    if cut or put_in:
        yield " ".join(cut), " ".join(put_in)


def _told(cut: str, put_in: str) -> str:
    if not put_in:
        return f"− {cut}"
    return f"{cut} → {put_in}" if cut else f"+ {put_in}"
