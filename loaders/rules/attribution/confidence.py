"""How sure a finished attribution is: named features of a draft, weighed by a regression fitted on texts that were held out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log

from loaders.rules.attribution.drafts import Draft
from loaders.rules.attribution.links import Scene
from loaders.rules.attribution.quoted import Quotes
from loaders.rules.attribution.scorer import Scorer, probability, reasons
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import DOCUMENTS, HUMANS, ORGANISATIONS, POSTS, singular

_SUREST = 6.0
"""Log odds beyond which no score gets surer."""
_NOUNS = (("human", HUMANS), ("post", POSTS), ("body", ORGANISATIONS), ("document", DOCUMENTS))
_ALWAYS = frozenset(("colon", "dash", "quotation"))
"""Constructions that are weighed, but never left out: news quotes little that nobody says, and lists few transcripts."""


def weighed(scene: Scene, quotes: Quotes, drafts: Sequence[Draft], known: Scorer) -> list[Draft]:
    """The drafts that are sure enough, each with its confidence in place of its score."""
    found: list[Draft] = []
    for draft in drafts:
        if not draft.cue_tokens:  # annotators mark no source there, so that nothing can be learned of these
            found.append(draft)
            continue
        features = confidence_features(scene, quotes, draft)
        score = probability(known.confidence, features)
        if score >= known.least or draft.construction in _ALWAYS:
            found.append(replace(draft, score=score, reasons=reasons(known.confidence, features)))
    return found


def confidence_features(scene: Scene, quotes: Quotes, draft: Draft) -> dict[str, float]:
    """The features of one draft by name: scores enter as log odds, the number of words as a logarithm, the rest is 1."""
    family = draft.construction.partition(":")[0]
    score = _odds(draft.score)
    scored = sorted((s for _, s in scene.scores.get(draft.cue, ())), reverse=True) if draft.cue_tokens else []
    found = dict.fromkeys(_names(scene, quotes, draft, family), 1.0)
    found["score"] = score
    found[f"score/{family}"] = score
    found["best"] = _odds(scored[0]) if scored else 0.0
    found["second"] = _odds(scored[1]) if len(scored) > 1 else -_SUREST
    found[f"best/{family}"] = found["best"]
    found["words"] = log(1 + len(draft.content))
    found[f"words/{family}"] = found["words"]
    return found


def _names(scene: Scene, quotes: Quotes, draft: Draft, family: str) -> Iterator[str]:
    yield "bias"
    yield f"construction={draft.construction}"
    yield f"family={family}"
    yield from _source(scene.grammar, draft, family)
    yield from _content(scene, quotes, draft, family)
    if draft.cue_tokens:
        yield from _cue(scene, draft, family)


def _source(grammar: Grammar, draft: Draft, family: str) -> Iterator[str]:
    head = draft.source_head
    if head is None or not draft.source:
        yield f"source=none/{family}"
        yield "source=none"
        return
    kind = grammar.entity[head] or grammar.tag[head]
    yield f"source={kind}"
    yield f"source={kind}/{family}"
    yield f"source words={min(len(draft.source), 12)}"
    yield f"source words={min(len(draft.source) // 3, 4)}/{family}"
    yield f"source lemma={grammar.lemma[head]}"
    yield f"source dep={grammar.dep[head]}/{family}"
    own = grammar.head[head] == draft.cue
    yield f"own source={own}/{family}"
    yield f"own source={own}/{kind}"
    yield f"source distance={min(8, abs(head - draft.cue) // 3)}/{head < draft.cue}"
    yield f"source inside content={head in draft.content}"
    clauses = sorted({grammar.dep[i] for i in draft.source if grammar.dep[i] in ("relcl", "acl", "appos", "prep", "conj")})
    yield f"source with {' '.join(clauses)}"
    noun = singular(grammar.lower[head])
    for name, words in _NOUNS:
        if noun in words:
            yield f"source noun={name}/{family}"


def _content(scene: Scene, quotes: Quotes, draft: Draft, family: str) -> Iterator[str]:
    grammar = scene.grammar
    words = sorted(i for i in draft.content if grammar.text[i][:1].isalnum())
    if not words:
        return
    quoted = sum(i in quotes.holding for i in words) / len(words)
    share = "none" if not quoted else "all" if quoted > 0.95 else "some"
    pieces = 1 + sum(any(grammar.text[i][:1].isalnum() for i in range(a + 1, b)) for a, b in pairwise(words))
    first, last = words[0], words[-1]
    behind = next((grammar.text[i] for i in range(last + 1, min(last + 3, len(grammar)))), "\n")
    edge = behind if not behind[:1].isalnum() and not behind.isspace() else "break" if behind.isspace() else "word"
    yield f"quoted={share}/{family}"
    yield f"pieces={min(pieces, 4)}/{family}"
    yield f"sentences={min(grammar.sentence[last] - grammar.sentence[first], 3)}/{family}"
    yield f"ends at={edge}/{family}"
    yield f"starts with={grammar.lower[first]}"
    yield f"starts with={grammar.lower[first]}/{family}"
    yield f"size={min(12, len(words) // 2)}/{family}"
    yield f"side={'left' if first < draft.cue else 'right'}/{family}"
    if draft.content_head >= 0:
        head = draft.content_head
        yield f"content head={grammar.tag[head]}/{family}"
        yield f"content entity={grammar.entity[head] or '-'}/{family}"
        yield f"content lemma={grammar.lemma[head]}"


def _cue(scene: Scene, draft: Draft, family: str) -> Iterator[str]:
    grammar, cue = scene.grammar, draft.cue
    lemma = grammar.lemma[cue]
    yield f"lemma={lemma}"
    yield f"lemma={lemma}/{family}"
    yield f"tag={grammar.tag[cue]}/{family}"
    yield f"dep={grammar.dep[cue]}/{family}"
    yield f"cue quoted={cue in scene.quoted}/{family}"
    yield f"rate={int(10 * scene.rates.verb(lemma))}/{family}"
    yield f"cue words={len(draft.cue_tokens)}/{family}"
    yield f"first line={cue <= scene.first_line}"


def _odds(probability: float) -> float:
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-_SUREST, min(_SUREST, log(kept / (1 - kept))))
