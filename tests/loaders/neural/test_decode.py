"""Decoding: what pieces become, which attributions are kept, and how sure they are."""

import numpy as np
import pytest

from loaders.neural.confidence import FEATURES, Confidence
from loaders.neural.decode import Part, Reading, candidates, decode
from loaders.neural.model import SHIPPED, VOCABULARY
from loaders.neural.pieces import WordPieces
from loaders.neural.tokens import Tokens, read_tokens

PIECES = WordPieces.read((SHIPPED / VOCABULARY).read_text(encoding="utf-8"))
EVEN = Confidence(0.0, (0.0,) * len(FEATURES), 0.4)
BY_CUE = Confidence(0.0, (1.0, *(0.0,) * (len(FEATURES) - 1)), 0.4)
TEXT = "The mayor said the bridge would reopen . The clerk denied it"


def reading(tokens: Tokens, cue: str, parts: dict[str, Part], tag: float = 0.9) -> Reading:
    """A reading that is nearly certain of the parts of the stretches given."""
    probabilities = np.full((len(tokens), 3), 0.01)
    probabilities[:, Part.NEITHER] = 0.98
    for stretch, part in parts.items():
        first, end = tokens.between(tokens.text.index(stretch), tokens.text.index(stretch) + len(stretch))
        probabilities[first:end] = 0.01
        probabilities[first:end, part] = 0.98
    start = tokens.text.index(cue)
    return Reading(tokens.between(start, start + len(cue)), tag, 0.9, 0, np.log(probabilities).astype(np.float32))


def test_source_and_content_are_read_off() -> None:
    tokens = read_tokens(PIECES, TEXT)
    said = reading(tokens, "said", {"The mayor": Part.SOURCE, "the bridge would reopen": Part.CONTENT})
    (one,) = decode(tokens, [said], EVEN)
    assert one.source is not None
    assert tokens.written(*one.source) == "The mayor"
    assert [tokens.written(*piece) for piece in one.content] == ["the bridge would reopen"]


def test_without_content_nothing_is_attributed() -> None:
    tokens = read_tokens(PIECES, TEXT)
    assert candidates(tokens, [reading(tokens, "said", {"The mayor": Part.SOURCE})], EVEN) == []


def test_a_cue_is_never_its_own_content() -> None:
    tokens = read_tokens(PIECES, TEXT)
    greedy = reading(tokens, "said", {"The mayor said the bridge would reopen": Part.CONTENT})
    (one,) = decode(tokens, [greedy], EVEN)
    assert all(end <= one.cue[0] or first >= one.cue[1] for first, end in one.content)


def test_of_two_that_claim_the_same_content_the_surer_stays() -> None:
    tokens = read_tokens(PIECES, TEXT)
    sure = reading(tokens, "said", {"the bridge would reopen": Part.CONTENT}, tag=0.99)
    less = reading(tokens, "denied", {"bridge would reopen": Part.CONTENT}, tag=0.8)
    (one,) = decode(tokens, [less, sure], BY_CUE)
    assert tokens.written(*one.cue) == "said"


def test_what_shares_no_content_stays_in_the_order_of_the_text() -> None:
    tokens = read_tokens(PIECES, TEXT)
    said = reading(tokens, "said", {"the bridge would reopen": Part.CONTENT}, tag=0.7)
    denied = reading(tokens, "denied", {"it": Part.CONTENT}, tag=0.9)
    assert [tokens.written(*one.cue) for one in decode(tokens, [denied, said], BY_CUE)] == ["said", "denied"]


def test_below_the_threshold_nothing_is_kept() -> None:
    tokens = read_tokens(PIECES, TEXT)
    said = reading(tokens, "said", {"the bridge would reopen": Part.CONTENT}, tag=0.1)
    assert decode(tokens, [said], BY_CUE) == ()


@pytest.mark.parametrize(("given", "kept"), [("we shall all go", "we shall all go home"), ("home", None)])
def test_a_quotation_is_content_as_a_whole_or_not_at_all(given: str, kept: str | None) -> None:
    tokens = read_tokens(PIECES, "The coach said “we shall all go home before the very last bus of the night” .")
    whole = "we shall all go home before the very last bus of the night"
    parts = {whole[: len(whole) - 20]: Part.CONTENT} if kept else {given: Part.CONTENT}
    found = decode(tokens, [reading(tokens, "said", parts)], EVEN)
    assert [tokens.written(*piece) for one in found for piece in one.content] == ([whole] if kept else [])


def test_confidence_is_a_probability_and_reads_what_it_writes() -> None:
    confidence = Confidence(-1.5, tuple(0.1 * i for i in range(len(FEATURES))), 0.42)
    assert Confidence.read(confidence.written()) == confidence
    assert 0 < confidence.of([1e9] * len(FEATURES)) <= 1
    assert 0 <= confidence.of([-1e9] * len(FEATURES)) < 1
