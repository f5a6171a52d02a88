"""What a candidate looks like to the scorer: named features of its cue, construction, content, source and quotation marks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from loaders.rules.attribution.constructions import Candidate
from loaders.rules.attribution.quoted import Quoted, Quotes
from loaders.rules.attribution.rates import Rates
from loaders.rules.cues import ATTITUDES, STATEMENTS, THOUGHTS
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import DOCUMENTS, HUMANS, ORGANISATIONS, POSTS, singular

_FUNCTION_DEPS = frozenset(("aux", "neg", "auxpass", "prt", "mark", "expl"))
_OTHER_DEPS = frozenset(("ccomp", "dobj", "dative", "xcomp", "oprd", "agent", "acomp", "attr", "prep", "advcl"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the features of all candidates of one document share."""

    grammar: Grammar
    quoted: Mapping[int, Quoted]
    first_line: int
    rates: Rates


def surroundings(grammar: Grammar, quotes: Quotes, rates: Rates) -> Surroundings:
    """Computed once per document."""
    first_line = next((i for i in range(len(grammar)) if grammar.is_break(i)), len(grammar))
    return Surroundings(grammar, quotes.holding, first_line, rates)


def features(around: Surroundings, candidate: Candidate) -> dict[str, float]:
    """The features of one candidate by name; all but the rates are 1 where they hold."""
    found = dict.fromkeys(_names(around, candidate), 1.0)
    grammar, rates = around.grammar, around.rates
    lemma = grammar.lemma[candidate.cue]
    pair = log(rates.pair(lemma, candidate.construction) + 0.005)
    found["pair rate"] = pair
    found["verb rate"] = log(rates.verb(lemma) + 0.005)
    found[f"pair rate/{candidate.family}"] = pair
    return found


def _names(around: Surroundings, candidate: Candidate) -> Iterator[str]:
    yield "bias"
    yield from _cue(around, candidate)
    yield from _content(around, candidate)
    yield from _source(around, candidate)
    yield from _marks(around, candidate)


def _cue(around: Surroundings, candidate: Candidate) -> Iterator[str]:
    g, cue, family = around.grammar, candidate.cue, candidate.family
    lemma, tag, dep = g.lemma[cue], g.tag[cue], g.dep[cue]
    yield f"construction={candidate.construction}"
    yield f"lemma={lemma}"
    yield f"lemma={lemma}/{candidate.construction}"
    yield f"tag={tag}"
    yield f"tag={tag}/{family}"
    yield f"dep={dep}"
    yield f"dep={dep}/{family}"
    for name, words in (("statement", STATEMENTS), ("thought", THOUGHTS), ("attitude", ATTITUDES)):
        if lemma in words:
            yield f"class={name}/{family}"
    head = g.head[cue]
    yield f"governor={g.lemma[head]}/{dep}"
    yield f"governor rate={_bucket(around.rates.verb(g.lemma[head]))}/{dep}"
    yield f"above={_above(around, cue)}"
    yield f"above={_above(around, cue)}/{family}"
    for child in g.children[cue]:
        if g.dep[child] in _FUNCTION_DEPS:
            yield f"child={g.dep[child]}:{g.lower[child]}"
            yield f"child={g.dep[child]}:{g.lower[child]}/{family}"
        elif g.dep[child] in _OTHER_DEPS and child != candidate.content:
            yield f"beside={g.dep[child]}/{family}"
    if cue < around.first_line:
        yield "first line"
        yield f"first line/{family}"


def _above(around: Surroundings, cue: int) -> str:
    """The strongest verb that has the cue inside its clause, by how often it is a cue itself."""
    g = around.grammar
    best, token = -1, cue
    for _ in range(8):
        head = g.head[token]
        if head == token:
            break
        if g.dep[token] in ("ccomp", "xcomp", "pcomp") and g.pos[head] == "VERB":
            best = max(best, _bucket(around.rates.verb(g.lemma[head])))
        token = head
    return "nothing" if best < 0 else str(best)


def _content(around: Surroundings, candidate: Candidate) -> Iterator[str]:
    g, head, family = around.grammar, candidate.content, candidate.family
    left, right = g.left[head], g.right[head]
    yield f"side={'left' if head < candidate.cue else 'right'}/{family}"
    yield f"length={min(12, (right - left + 1) // 2)}/{family}"
    yield f"content tag={g.tag[head]}"
    yield f"content tag={g.tag[head]}/{family}"
    yield f"content tag={g.tag[head]}/lemma={g.lemma[candidate.cue]}"
    yield f"content lemma={g.lemma[head]}"
    yield f"content lemma={g.lemma[head]}/{family}"
    yield f"content entity={g.entity[head] or '-'}/{family}"
    first = left
    while first < right and not g.text[first][:1].isalnum():
        first += 1
    yield f"first={g.lower[first]}"
    yield f"first={g.lower[first]}/{family}"
    yield f"gap={min(6, abs(head - candidate.cue) // 2)}/{family}"
    for child in g.children[head]:
        if g.dep[child] in ("mark", "aux", "nsubj", "expl", "poss", "det", "neg"):
            yield f"content {g.dep[child]}={g.lower[child] if g.dep[child] != 'nsubj' else g.tag[child]}/{family}"
    noun = singular(g.lower[head])
    for name, words in _NOUNS:
        if noun in words:
            yield f"content noun={name}/{family}"


def _source(around: Surroundings, candidate: Candidate) -> Iterator[str]:
    g, source, family, cue = around.grammar, candidate.source, candidate.family, candidate.cue
    if source is None:
        yield "source=none"
        yield f"source=none/{family}"
        yield f"source=none/{g.tag[cue]}/{family}"
        return
    yield f"source tag={g.tag[source]}"
    yield f"source entity={g.entity[source] or '-'}"
    yield f"source={g.entity[source] or g.tag[source]}/{family}"
    yield f"source={g.entity[source] or g.tag[source]}/lemma={g.lemma[cue]}"
    yield f"source lemma={g.lemma[source]}"
    yield f"source lemma={g.lemma[source]}/{family}"
    yield f"source dep={g.dep[source]}"
    yield f"source of cue={g.head[source] == cue}/{family}"
    yield f"source distance={min(8, abs(source - cue) // 2)}"
    noun = singular(g.lower[source])
    for name, words in _NOUNS:
        if noun in words:
            yield f"source noun={name}"
            yield f"source noun={name}/{family}"


def _marks(around: Surroundings, candidate: Candidate) -> Iterator[str]:
    quoted, family = around.quoted, candidate.family
    cue, content = quoted.get(candidate.cue), quoted.get(candidate.content)
    yield f"quoted={cue is not None}"
    yield f"quoted={cue is not None}{content is not None}{cue is content}"
    yield f"quoted={cue is not None}{content is not None}{cue is content}/{family}"
    if candidate.source is not None:
        yield f"quoted source={quoted.get(candidate.source) is not None}{cue is not None}"
    g = around.grammar
    inside = next((quoted[i] for i in range(g.left[candidate.content], g.right[candidate.content] + 1) if i in quoted), None)
    if inside is not None and inside is not cue:
        yield f"holds {'speech' if inside.speech else 'marks'}/{family}"


_NOUNS = (("human", HUMANS), ("post", POSTS), ("body", ORGANISATIONS), ("document", DOCUMENTS))


def _bucket(rate: float) -> int:
    return min(9, int(rate * 10))
