"""Fits how sure the reader may be of what network and rules propose, on annotated texts that the network has not seen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import InputError
from kg.model import Document
from loaders.neural.completion import completed
from loaders.neural.confidence import Confidence, Features, Weights
from loaders.neural.model import CONFIDENCE, Model, load_model
from loaders.neural.proposals import Finder, Proposal, propose, select
from loaders.nlp import Parsed, Parser
from loaders.rules.attribution.drafts import Draft
from loaders.rules.attribution.quoted import Quotes, find_quoted, index_quotes
from loaders.rules.attribution.repairs import repaired
from loaders.rules.grammar import Grammar, read_grammar
from loaders.training.brat import Annotated
from loaders.training.found import as_found
from loaders.training.marks import Found, Marks, is_right

_PENALTY = 3.0
_STEPS = 30
_FOLDS = 8
_THRESHOLDS = tuple(round(0.3 + 0.02 * i, 2) for i in range(16))
_EVEN = Weights(0.0, {})
UNFITTED = Confidence(0.0, _EVEN, _EVEN)
"""What a model holds before its confidence is fitted: everything is proposed."""

Array = NDArray[np.float64]


class Page:
    """An annotated text with everything that network and rules propose for it."""

    def __init__(self, annotated: Annotated, parsed: Parsed, model: Model) -> None:
        self.annotated = annotated
        self._parsed = parsed
        self._grammar: Grammar = repaired(read_grammar(parsed.doc))
        self._quotes: Quotes = index_quotes(find_quoted(self._grammar, parsed.furniture))
        self._proposed = propose(parsed, self._grammar, self._quotes, model)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What is to be weighed."""
        return self._proposed.proposals

    def kept(self, confidence: Confidence) -> list[Found]:
        """What the reader would report, claims inside claims and speech without marks left out, as annotators do."""
        kept = select(self.proposals, confidence)
        skipped = self._parsed.furniture
        drafts = completed(kept, self._proposed.layout, grammar=self._grammar, quoted=self._quotes.outer, skipped=skipped)
        return [found for draft in drafts if (found := self._found(draft)) is not None]

    def is_right(self, proposal: Proposal) -> bool:
        """Whether the annotation holds what is proposed."""
        found = self._found(proposal.draft)
        return found is not None and is_right(self.annotated.text, found, self.annotated)

    def _found(self, draft: Draft) -> Found | None:
        return as_found(draft, self._parsed, self._grammar, self._quotes)


def read_pages(model: Model, corpus: Sequence[Annotated]) -> Iterator[Page]:
    """The texts of a corpus, parsed and read."""
    documents = [Document(iri=f"urn:text:{i}", id=str(i), path="", text=one.text, sha256="") for i, one in enumerate(corpus)]
    for one, parsed in zip(corpus, Parser().parse(documents), strict=True):
        yield Page(one, parsed, model)


def refit(folder: Path, corpus: Sequence[Annotated]) -> Marks:
    """Write the confidence of the model in the folder anew, fitted on texts that its network has not seen; needs no torch."""
    confidence, marks = calibrate(load_model(folder), corpus)
    (folder / CONFIDENCE).write_text(confidence.written(), encoding="utf-8")
    load_model.cache_clear()  # what was loaded has the confidence of before
    return marks


def calibrate(model: Model, corpus: Sequence[Annotated]) -> tuple[Confidence, Marks]:
    """The confidence fitted on all texts, with the threshold of the best F1; and the marks where each text was held out."""
    pages = tuple(read_pages(model, corpus))
    judged = [(i % _FOLDS, one, page.is_right(one)) for i, page in enumerate(pages) for one in page.proposals]
    if not any(right for _, _, right in judged):
        raise InputError("nothing right is found in the texts held out: give more texts, or train for longer")
    held_out = [_confidence([(one, right) for fold, one, right in judged if fold != i]) for i in range(_FOLDS)]
    tried: list[tuple[float, float, Marks]] = []
    for threshold in _THRESHOLDS:
        marks = Marks()
        for i, page in enumerate(pages):
            marks.add(page.annotated, page.kept(replace(held_out[i % _FOLDS], threshold=threshold)))
        tried.append((marks.all.f1, threshold, marks))
    _, threshold, marks = max(tried, key=lambda one: one[:2])
    return replace(_confidence([(one, right) for _, one, right in judged]), threshold=threshold), marks


def _confidence(judged: Sequence[tuple[Proposal, bool]]) -> Confidence:
    def of(finder: Finder) -> Weights:
        chosen = [(one.features, right) for one, right in judged if one.finder is finder]
        return fit([features for features, _ in chosen], [right for _, right in chosen])

    return Confidence(0.0, of(Finder.NETWORK), of(Finder.RULES))


def fit(rows: Sequence[Features], right: Sequence[bool]) -> Weights:
    """A logistic regression with a penalty on its weights, by Newton's method over standardised features."""
    if not rows:
        return _EVEN
    names = sorted({name for row in rows for name in row})
    table: Array = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    labels: Array = np.array(right, dtype=np.float64)
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    scaled = np.hstack([(table - mean) / spread, np.ones((len(table), 1))])
    penalty = np.full(scaled.shape[1], _PENALTY)
    penalty[-1] = 1e-6
    weights = np.zeros(scaled.shape[1])
    for _ in range(_STEPS):
        probability = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (probability - labels) + penalty * weights
        curve = (scaled.T * (probability * (1 - probability))) @ scaled + np.diag(penalty)
        weights = weights - np.linalg.solve(curve, slope)
    plain = weights[:-1] / spread
    bias = float(weights[-1] - plain @ mean)
    return Weights(round(bias, 6), {name: round(float(w), 6) for name, w in zip(names, plain, strict=True)})
