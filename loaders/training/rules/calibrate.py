"""What the rules read in annotated texts, whether it is right, and from which confidence on it is worth reporting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.rules.attribution.confidence import confidence_features, weighed
from loaders.rules.attribution.scorer import Scorer, Weights, probability
from loaders.rules.claims import find_drafts, finished
from loaders.training.brat import Annotated
from loaders.training.found import as_found
from loaders.training.logistic import Recipe, Row, fit
from loaders.training.marks import Found, Marks, is_right
from loaders.training.rules.lessons import Judged, Lesson

_FOLDS = 4
_THRESHOLDS = tuple(round(0.2 + 0.02 * i, 2) for i in range(16))


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one text before it is weighed: attributions with their features and whether they are right."""

    annotated: Annotated
    found: tuple[tuple[Found, Row, bool], ...]


def readings(taught: Iterable[Lesson], known: Scorer) -> Iterator[Reading]:
    """The attributions of texts that the scorer has not seen; those inside others are left out, as annotators do."""
    for one in taught:
        scene, drafts = find_drafts(one.grammar, one.quotes, frozenset(), known)
        found: list[tuple[Found, Row, bool]] = []
        for draft in drafts:
            read = as_found(draft, one.parsed, one.grammar, one.quotes)
            if read is not None and draft.cue_tokens:
                found.append(
                    (read, confidence_features(scene, one.quotes, draft), is_right(one.annotated.text, read, one.annotated))
                )
        yield Reading(one.annotated, tuple(found))


def judged(read: Iterable[Reading]) -> list[Judged]:
    """The features of everything that was read, with the truth."""
    return [(row, right) for one in read for _, row, right in one.found]


def chosen(read: Sequence[Reading], recipe: Recipe) -> tuple[float, Marks]:
    """The least confidence that gives the best F1, and the marks with it; each text is judged by weights fitted without it."""
    said: list[list[Found]] = [[] for _ in read]
    for part in range(_FOLDS):
        rows = judged(one for number, one in enumerate(read) if number % _FOLDS != part)
        weights: Weights = fit([row for row, _ in rows], [right for _, right in rows], recipe)
        for number in range(part, len(read), _FOLDS):
            said[number] = [replace(f, confidence=probability(weights, row)) for f, row, _ in read[number].found]
    least = max(_THRESHOLDS, key=lambda tried: (_f1(read, said, tried), tried))
    marks = Marks()
    for one, found in zip(read, said, strict=True):
        marks.add(one.annotated, [f for f in found if f.confidence >= least])
    return least, marks


def _f1(read: Sequence[Reading], said: Sequence[Sequence[Found]], least: float) -> float:
    """The F1 with this least confidence, as if no attribution were found twice."""
    judgements = (
        (f.confidence, right)
        for one, found in zip(read, said, strict=True)
        for f, (_, _, right) in zip(found, one.found, strict=True)
    )
    kept = [right for confidence, right in judgements if confidence >= least]
    return 2 * sum(kept) / (len(kept) + sum(len(one.annotated.attributions) for one in read))


def evaluate(taught: Iterable[Lesson], known: Scorer) -> Marks:
    """The marks of the rules with these weights, claims inside claims included."""
    marks = Marks()
    for one in taught:
        scene, drafts = find_drafts(one.grammar, one.quotes, frozenset(), known)
        drafts = finished(scene, weighed(scene, one.quotes, drafts, known), one.quotes, frozenset())
        every = (inner for draft in drafts for inner in (draft, *draft.inner))
        found = (as_found(draft, one.parsed, one.grammar, one.quotes) for draft in every)
        marks.add(one.annotated, [read for read in found if read is not None])
    return marks
