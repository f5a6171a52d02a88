"""Decoding: what the pieces of a reading become."""

import numpy as np
import pytest

from loaders.neural.decode import Part, Reading, attributions
from loaders.neural.model import SHIPPED, VOCABULARY
from loaders.neural.pieces import WordPieces
from loaders.neural.tokens import Tokens, read_tokens

PIECES = WordPieces.read((SHIPPED / VOCABULARY).read_text(encoding="utf-8"))
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
    (one,) = attributions(tokens, [said])
    assert one.source is not None
    assert tokens.written(*one.source) == "The mayor"
    assert [tokens.written(*piece) for piece in one.content] == ["the bridge would reopen"]


def test_without_content_nothing_is_attributed() -> None:
    tokens = read_tokens(PIECES, TEXT)
    assert attributions(tokens, [reading(tokens, "said", {"The mayor": Part.SOURCE})]) == ()


def test_a_cue_is_never_its_own_content() -> None:
    tokens = read_tokens(PIECES, TEXT)
    greedy = reading(tokens, "said", {"The mayor said the bridge would reopen": Part.CONTENT})
    (one,) = attributions(tokens, [greedy])
    assert all(end <= one.cue[0] or first >= one.cue[1] for first, end in one.content)


@pytest.mark.parametrize(("given", "kept"), [("we shall all go", "we shall all go home"), ("home", None)])
def test_a_quotation_is_content_as_a_whole_or_not_at_all(given: str, kept: str | None) -> None:
    tokens = read_tokens(PIECES, "The coach said “we shall all go home before the very last bus of the night” .")
    whole = "we shall all go home before the very last bus of the night"
    parts = {whole[: len(whole) - 20]: Part.CONTENT} if kept else {given: Part.CONTENT}
    found = attributions(tokens, [reading(tokens, "said", parts)])
    assert [tokens.written(*piece) for one in found for piece in one.content] == ([whole] if kept else [])


def test_what_the_network_says_is_named_for_the_weighing() -> None:
    tokens = read_tokens(PIECES, TEXT)
    sure = reading(tokens, "said", {"The mayor": Part.SOURCE, "the bridge would reopen": Part.CONTENT})
    unsure = reading(tokens, "said", {"the bridge would reopen": Part.CONTENT}, tag=0.3)
    (one,), (other,) = attributions(tokens, [sure]), attributions(tokens, [unsure])
    assert one.features["cue, before reading on"] > 0 > other.features["cue, before reading on"]
    assert (one.features["source is missing"], other.features["source is missing"]) == (0, 1)
