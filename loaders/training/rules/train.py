"""From annotated texts to the rules' weights: counted, fitted, and calibrated on texts that were held out."""

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from kg.errors import InputError
from loaders.nlp import Parser
from loaders.rules.attribution.scorer import FILE, WEIGHTS, Scorer
from loaders.training.brat import Annotated
from loaders.training.logistic import Recipe, fit
from loaders.training.marks import Marks
from loaders.training.rules.calibrate import Reading, chosen, judged, readings
from loaders.training.rules.lessons import Judged, Lesson, candidate_rows, count_rates, lessons, link_rows, part_rows

_FOLDS = 3
_FEWEST = 2 * _FOLDS
_CANDIDATES = Recipe(penalty=3.0, occurrences=5, features=9000, iterations=120)
_HELD_OUT = Recipe(penalty=3.0, occurrences=5, features=50_000, iterations=60)
_PARTS = Recipe(penalty=2.0, occurrences=3, features=1500, iterations=250)
_LINKS = Recipe(penalty=2.0, occurrences=3, features=1800, iterations=250)
_CONFIDENCE = Recipe(penalty=3.0, occurrences=4, features=300, iterations=250)
_THRESHOLD = 0.2
"""The least score of a candidate that is looked at further; what becomes a claim is decided by confidence."""

Tell = Callable[[str], object]


def train(corpus: Sequence[Annotated], out: Path, *, seed: int, tell: Tell) -> Marks:
    """Write the weights to `out/weights.json`; the marks are of held-out texts, each read by weights that never saw it.

    The seed decides which texts are held out together. InputError for fewer than six texts, or none with an attribution.
    """
    known = sum(len(annotated.attributions) for annotated in corpus)
    if len(corpus) < _FEWEST or not known:
        raise InputError(f"{len(corpus)} texts with {known} attributions are too few to learn from: give at least {_FEWEST}")
    tell(f"reading {len(corpus)} texts with {known} attributions")
    taught = tuple(lessons(corpus, Parser()))
    scorer, marks = learn(taught, seed=seed, tell=tell)
    out.mkdir(parents=True, exist_ok=True)
    about = f"counted and fitted on {len(taught)} texts with {known} attributions, seed {seed}"
    (out / FILE).write_text(written(scorer, about), encoding="utf-8")
    return marks


def learn(taught: Sequence[Lesson], *, seed: int, tell: Tell = str) -> tuple[Scorer, Marks]:
    """A scorer learned from lessons, and the marks of held-out texts.

    Whatever a model sees in training was scored by models that had not seen that text, so that it learns how far to trust them.
    """
    fold = _folds(len(taught), seed)
    rates = [
        count_rates([one for one, part in zip(taught, fold, strict=True) if part != left_out]) for left_out in range(_FOLDS)
    ]
    rows = [list(candidate_rows(one, rates[part])) for one, part in zip(taught, fold, strict=True)]
    held_out: list[Scorer] = []
    for left_out in range(_FOLDS):
        tell(f"holding out part {left_out + 1} of {_FOLDS}")
        weights = _fitted((own for own, part in zip(rows, fold, strict=True) if part != left_out), _HELD_OUT)
        held_out.append(Scorer(rates[left_out], weights, {}, {}, {}, threshold=_THRESHOLD, least=0.0))
    links = [list(link_rows(one, held_out[part])) for one, part in zip(taught, fold, strict=True)]
    judgements = [list(part_rows(one, held_out[part].rates)) for one, part in zip(taught, fold, strict=True)]
    tell("reading what was held out")
    read: list[Reading] = []
    for left_out in range(_FOLDS):
        others = [number for number, part in enumerate(fold) if part != left_out]
        link, part = _fitted((links[i] for i in others), _LINKS), _fitted((judgements[i] for i in others), _PARTS)
        scorer = replace(held_out[left_out], link=link, part=part)
        read.extend(readings((one for one, own in zip(taught, fold, strict=True) if own == left_out), scorer))
    least, marks = chosen(read, _CONFIDENCE)
    tell("fitting on everything")
    scorer = Scorer(
        rates=count_rates(taught),
        candidate=_fitted(rows, _CANDIDATES),
        link=_fitted(links, _LINKS),
        part=_fitted(judgements, _PARTS),
        confidence=_fitted([judged(read)], _CONFIDENCE),
        threshold=_THRESHOLD,
        least=least,
    )
    return scorer, marks


def _folds(count: int, seed: int) -> list[int]:
    """To which part each of the texts belongs."""
    order = list(range(count))
    random.Random(seed).shuffle(order)  # noqa: S311 - folds, not secrets
    parts = [0] * count
    for place, number in enumerate(order):
        parts[number] = place % _FOLDS
    return parts


def _fitted(rows: Iterable[Iterable[Judged]], recipe: Recipe) -> dict[str, float]:
    given = list(chain.from_iterable(rows))
    return fit([row for row, _ in given], [label for _, label in given], recipe)


def written(scorer: Scorer, about: str) -> str:
    """The scorer as the JSON that `read_scorer` reads."""
    rates = {"pairs": scorer.rates.pairs, "verbs": scorer.rates.verbs, "constructions": scorer.rates.constructions}
    table: dict[str, object] = {"about": about, "threshold": scorer.threshold, "least": scorer.least, "rates": rates}
    table |= {name: getattr(scorer, name) for name in WEIGHTS}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"') + "\n"
