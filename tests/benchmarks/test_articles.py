"""Our own articles and their annotation: spans are exact, and the marks that extraction must reach on each half."""

import json
from pathlib import Path

import pytest

from benchmarks.articles import ARTICLES, HALVES
from benchmarks.score_seeds import score_texts

MARKS = (
    ("tuning", "claims", 0.92), ("tuning", "claims_span", 0.95), ("tuning", "roles", 0.78), ("tuning", "tariffs", 0.80),
    ("held_apart", "claims", 0.77), ("held_apart", "claims_span", 0.87), ("held_apart", "roles", 0.82),
    ("held_apart", "tariffs", 0.50),
)  # fmt: skip
"""F1 a little below what was measured."""


@pytest.mark.parametrize("half", HALVES)
def test_the_annotation_quotes_its_texts(half: str) -> None:
    documents = json.loads((ARTICLES / half / "gold.json").read_text(encoding="utf-8"))["documents"]
    assert sorted(d["doc_id"] for d in documents) == sorted(path.stem for path in (ARTICLES / half).glob("*.txt"))
    for document in documents:
        text = (ARTICLES / half / f"{document['doc_id']}.txt").read_text(encoding="utf-8")
        spans = [*document["meta"]["boilerplate"], *(span for claim in document["claims"] for span in claim["content"])]
        assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


@pytest.mark.parametrize("half", HALVES)
def test_marks_are_reached(shared: Path, half: str) -> None:
    figures = score_texts(shared, ARTICLES / half / "gold.json", texts=ARTICLES / half)[0]
    assert {kind: figures[kind]["F1"] for of, kind, floor in MARKS if of == half and figures[kind]["F1"] < floor} == {}
    assert not [row for row in figures["spurious"] if "IN BOILERPLATE" in row]
