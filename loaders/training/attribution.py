"""Learns the attribution scorer: `python -m loaders.training.attribution CORPUS… --out weights.json`.

A CORPUS is a folder of brat standoff (see `brat`). Rates are counted, then logistic regressions are fitted: which candidates
attribute, which cue speaks a quotation, and which parts of a clause belong to its content. Whatever a model sees in training
was scored by models that had not seen that document, so that it learns how far to trust them.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import Document
from loaders.nlp import Parser
from loaders.rules.attribution.constructions import Candidate, find_candidates
from loaders.rules.attribution.content import part_features, parts
from loaders.rules.attribution.features import features, surroundings
from loaders.rules.attribution.links import Option, Scene, Side, link_features, options
from loaders.rules.attribution.quoted import Quoted, Quotes, find_quoted, index_quotes
from loaders.rules.attribution.rates import Rates
from loaders.rules.attribution.repairs import repaired
from loaders.rules.attribution.scorer import Scorer
from loaders.rules.grammar import Grammar, read_grammar
from loaders.training.brat import Annotated, read_brat
from loaders.training.logistic import Recipe, Row, fit

_FOLDS = 3
_CANDIDATES = Recipe(penalty=3.0, occurrences=5, features=9000, iterations=250)
_HELD_OUT = Recipe(penalty=3.0, occurrences=5, features=50_000, iterations=80)
_PARTS = Recipe(penalty=2.0, occurrences=3, features=1500, iterations=250)
_LINKS = Recipe(penalty=2.0, occurrences=3, features=1800, iterations=250)
_THRESHOLD = 0.33
"""The least score that makes a claim: near the best F1 on held-out folds of the training corpus."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A parsed text with its truth: which candidates attribute, and which attribution owns which token as cue or content."""

    grammar: Grammar
    quotes: Quotes
    candidates: tuple[Candidate, ...]
    labels: tuple[bool, ...]
    cues: dict[int, int]
    contents: dict[int, int]


def lessons(corpus: Sequence[Annotated], parser: Parser) -> Iterator[Lesson]:
    """The annotated texts, parsed, in the order given."""
    documents = [Document(iri=f"urn:corpus:{a.id}", id=a.id, path=a.id, text=a.text, sha256="") for a in corpus]
    for annotated, parsed in zip(corpus, parser.parse(documents), strict=True):
        yield lesson(annotated, repaired(read_grammar(parsed.doc)))


def lesson(annotated: Annotated, grammar: Grammar) -> Lesson:
    """One annotated text over its parse."""
    cues = _owners(grammar, [a.cue for a in annotated.attributions])
    contents = _owners(grammar, [a.content for a in annotated.attributions])
    sources = [set(_owners(grammar, [a.source])) for a in annotated.attributions]
    candidates = tuple(find_candidates(grammar))
    labels = tuple(_is_right(candidate, cues, contents, sources) for candidate in candidates)
    return Lesson(grammar, index_quotes(find_quoted(grammar, frozenset())), candidates, labels, cues, contents)


def _is_right(candidate: Candidate, cues: Mapping[int, int], contents: Mapping[int, int], sources: Sequence[set[int]]) -> bool:
    """Whether cue, head of the content and source belong to one attribution, or it has no source in truth either."""
    number = cues.get(candidate.cue)
    if number is None or contents.get(candidate.content) != number:
        return False
    return candidate.source in sources[number] if candidate.source is not None else not sources[number]


def _owners(grammar: Grammar, parts: Sequence[tuple[tuple[int, int], ...]]) -> dict[int, int]:
    """Which attribution each token belongs to, by the token's first two characters (a quotation mark may be glued on)."""
    owner = {offset: number for number, spans in enumerate(parts) for start, end in spans for offset in range(start, end)}
    found: dict[int, int] = {}
    for token, start in enumerate(grammar.start):
        number = owner.get(start, owner.get(start + 1) if len(grammar.text[token]) > 1 else None)
        if number is not None:
            found[token] = number
    return found


def count_rates(taught: Sequence[Lesson]) -> Rates:
    """How often words and constructions attribute; what is too rare to tell is left out."""
    pairs, verbs, constructions = (
        (Counter[str](), Counter[str]()),
        (Counter[str](), Counter[str]()),
        (Counter[str](), Counter[str]()),
    )
    for one in taught:
        grammar = one.grammar
        for candidate, label in zip(one.candidates, one.labels, strict=True):
            key = f"{grammar.lemma[candidate.cue]} {candidate.construction}"
            for counted, name in ((pairs, key), (constructions, candidate.construction)):
                counted[0][name] += label
                counted[1][name] += 1
        for token, pos in enumerate(grammar.pos):
            if pos == "VERB":
                verbs[0][grammar.lemma[token]] += token in one.cues
                verbs[1][grammar.lemma[token]] += 1
    return Rates(
        {key: (pairs[0][key], n) for key, n in sorted(pairs[1].items()) if (pairs[0][key] and n > 1) or n >= 20},
        {key: (verbs[0][key], n) for key, n in sorted(verbs[1].items()) if verbs[0][key] and n > 1},
        {key: (constructions[0][key], n) for key, n in sorted(constructions[1].items()) if n > 5},
    )


def train(taught: Sequence[Lesson], *, seed: int = 0, threshold: float = _THRESHOLD) -> Scorer:
    """A scorer learned from the lessons; the seed decides which of them are held out together."""
    order = list(range(len(taught)))
    random.Random(seed).shuffle(order)  # noqa: S311 - folds, not secrets
    fold = {number: place % _FOLDS for place, number in enumerate(order)}
    held_out: list[Scorer] = []
    for left_out in range(_FOLDS):
        seen = [one for number, one in enumerate(taught) if fold[number] != left_out]
        held_out.append(_candidate_scorer(seen, threshold))
    rows, labels = _candidate_rows(taught, [held_out[fold[number]].rates for number in range(len(taught))])
    rates = count_rates(taught)
    candidate = fit(rows, labels, _CANDIDATES)
    links = [_link_rows(one, held_out[fold[number]]) for number, one in enumerate(taught)]
    link = fit([row for one in links for row, _ in one], [label for one in links for _, label in one], _LINKS)
    judged = [pair for number, one in enumerate(taught) for pair in _part_rows(one, held_out[fold[number]].rates)]
    part = fit([row for row, _ in judged], [label for _, label in judged], _PARTS)
    return Scorer(rates, candidate, link, part, threshold)


def _candidate_scorer(taught: Sequence[Lesson], threshold: float) -> Scorer:
    """A scorer of candidates alone, with rates that were counted on other lessons than those they describe."""
    counted = [count_rates([one for number, one in enumerate(taught) if number % _FOLDS != part]) for part in range(_FOLDS)]
    rows, labels = _candidate_rows(taught, [counted[number % _FOLDS] for number in range(len(taught))])
    return Scorer(count_rates(taught), fit(rows, labels, _HELD_OUT), {}, {}, threshold)


def _candidate_rows(taught: Sequence[Lesson], rates: Sequence[Rates]) -> tuple[list[Row], list[bool]]:
    rows: list[Row] = []
    labels: list[bool] = []
    for one, counted in zip(taught, rates, strict=True):
        around = surroundings(one.grammar, one.quotes, counted)
        rows.extend(features(around, candidate) for candidate in one.candidates)
        labels.extend(one.labels)
    return rows, labels


def _part_rows(one: Lesson, rates: Rates) -> Iterator[tuple[Row, bool]]:
    """The parts beside and in the contents of all true candidates; a part belongs if most of its words do."""
    for candidate, label in zip(one.candidates, one.labels, strict=True):
        if not label:
            continue
        number = one.cues[candidate.cue]
        for part in parts(one.grammar, candidate):
            words = [i for i in one.grammar.subtree(part.head) if one.grammar.text[i][:1].isalnum()]
            inside = sum(one.contents.get(i) == number for i in words)
            yield part_features(one.grammar, candidate, part, rates), 2 * inside > len(words)


def _link_rows(one: Lesson, known: Scorer) -> list[tuple[Row, bool]]:
    """The options of every quotation of a text, told from the truth for the quotations before."""
    marked = frozenset(i for q in one.quotes.outer for i in range(q.opening, q.closing + 1))
    scores = known.scores(one.grammar, one.quotes, frozenset())
    scene = Scene(one.grammar, marked, scores, known.rates, frozenset(), known.belongs)
    rows: list[tuple[Row, bool]] = []
    last: Option | None = None
    before: Quoted | None = None
    speaking: int | None = None
    for quoted in one.quotes.outer:
        owner = Counter(one.contents.get(i) for i in range(quoted.first, quoted.last + 1)).most_common(1)[0][0]
        chosen: Option | None = None
        for option in options(scene, quoted, last, before):
            true = owner is not None and (
                owner == speaking if option.side is Side.CONTINUED else one.cues.get(option.cue) == owner
            )
            rows.append((link_features(scene, quoted, option), true))
            if true and chosen is None:
                chosen = option
        if chosen is not None:
            last, before, speaking = Option(chosen.side, chosen.cue), quoted, owner
    return rows


def written(scorer: Scorer, about: str) -> str:
    """The scorer as the JSON that `read_scorer` reads."""
    rates = {"pairs": scorer.rates.pairs, "verbs": scorer.rates.verbs, "constructions": scorer.rates.constructions}
    table = {
        "about": about,
        "threshold": scorer.threshold,
        "rates": rates,
        "candidate": scorer.candidate,
        "link": scorer.link,
        "part": scorer.part,
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"') + "\n"


def main() -> None:
    """Read the command line, train, write."""
    command = argparse.ArgumentParser(prog="python -m loaders.training.attribution", description=__doc__)
    command.add_argument("corpus", nargs="+", type=Path, help="folder of brat standoff: text/ and attributions/")
    command.add_argument("--out", type=Path, required=True, help="where to write the weights")
    command.add_argument("--seed", type=int, default=0, help="which texts are held out together")
    arguments = command.parse_args()
    corpus = [annotated for folder in arguments.corpus for annotated in read_brat(folder)]
    taught = list(lessons(corpus, Parser()))
    known = sum(len(annotated.attributions) for annotated in corpus)
    about = f"counted and fitted on {len(taught)} texts with {known} attributions, seed {arguments.seed}"
    arguments.out.write_text(written(train(taught, seed=arguments.seed), about), encoding="utf-8")


if __name__ == "__main__":
    main()
