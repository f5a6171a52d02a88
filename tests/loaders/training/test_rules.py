"""Learning the rules' weights: deterministic by seed, of use on what was not seen, and clear errors."""

from pathlib import Path

import pytest

from kg.errors import InputError, SettingsError
from loaders.nlp import Parser
from loaders.rules.attribution.scorer import FILE, read_scorer, scorer
from loaders.training.evaluate import evaluate
from loaders.training.rules.lessons import Lesson, count_rates, lessons
from loaders.training.rules.train import learn, train, written
from tests.loaders.training.corpus import annotated, corpus

SIZE = 18


@pytest.fixture(scope="module")
def taught() -> tuple[Lesson, ...]:
    return tuple(lessons(corpus(SIZE), Parser()))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained") / "model"
    train(corpus(SIZE), folder, seed=3, tell=str)
    return folder


def test_the_same_texts_and_seed_give_the_same_bytes(model: Path, taught: tuple[Lesson, ...]) -> None:
    again, _ = learn(taught, seed=3)
    about = f"counted and fitted on {SIZE} texts with {3 * SIZE} attributions, seed 3"
    assert (model / FILE).read_text(encoding="utf-8") == written(again, about)


def test_another_seed_holds_out_other_texts(model: Path, taught: tuple[Lesson, ...]) -> None:
    other, _ = learn(taught, seed=4)
    assert other.rates == read_scorer((model / FILE).read_text(encoding="utf-8")).rates
    assert other.confidence != read_scorer((model / FILE).read_text(encoding="utf-8")).confidence


def test_what_was_learned_reads_texts_that_were_not_seen(model: Path) -> None:
    marks = evaluate(str(model), [annotated(SIZE + i) for i in range(4)])
    assert marks.all.recall > 0.6
    assert marks.all.precision > 0.6


def test_a_lesson_knows_which_candidates_are_right(taught: tuple[Lesson, ...]) -> None:
    right = [c for c, label in zip(taught[0].candidates, taught[0].labels, strict=True) if label]
    grammar = taught[0].grammar
    assert {grammar.text[c.cue] for c in right} <= {"said", "argued", "warned", "announced", "believes", "claimed"}
    assert {c.family for c in right} <= {"clause", "parenthetical"}
    assert len(right) >= 2


def test_rates_count_cues_among_all_verbs(taught: tuple[Lesson, ...]) -> None:
    rates = count_rates(taught)
    assert rates.verbs["warn"][0] == rates.verbs["warn"][1]
    assert "fall" not in rates.verbs
    assert rates.verb("warn") > 0.7 > rates.verb("fall")


def test_the_shipped_weights_say_what_they_were_learned_from() -> None:
    known = scorer()
    assert 0 < known.threshold <= known.least < 0.6
    assert known.rates.pair("say", "clause") > 0.7 > known.rates.pair("build", "object")
    assert known.confidence


@pytest.mark.parametrize("size", [0, 5])
def test_too_few_texts_are_named(tmp_path: Path, size: int) -> None:
    with pytest.raises(InputError, match=f"{size} texts"):
        train(corpus(size), tmp_path / "model", seed=1, tell=str)
    assert not (tmp_path / "model").exists()


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="holds no model"):
        evaluate(str(tmp_path), corpus(1))
