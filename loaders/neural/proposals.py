"""What may be attributed: the network's attributions and the rules' drafts, each weighed by what the other says of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log1p

from loaders.neural.confidence import Confidence, Features
from loaders.neural.features import odds
from loaders.neural.model import Model
from loaders.neural.trimming import trimmed
from loaders.neural.words import NETWORK, Words
from loaders.nlp import Parsed
from loaders.rules.attribution.drafts import Draft
from loaders.rules.attribution.links import Scene
from loaders.rules.attribution.quoted import Quotes
from loaders.rules.attribution.scorer import reasons, scorer
from loaders.rules.claims import find_drafts
from loaders.rules.cues import ATTITUDES, SAYING, STATEMENTS, THOUGHTS
from loaders.rules.grammar import Grammar

_AGREEING = 0.5
"""The share of two contents or sources (intersection over union) from which on they are the same."""
_OVERLAP = 0.5
"""The share of the shorter of two contents that both may hold."""
_UNLIKELY = -3.0
"""The log odds that stand for a cue that the network does not see at all."""
_LAYOUT = ("colon", "dash")
"""Constructions of drafts that the layout makes."""


class Finder(StrEnum):
    """Who proposes an attribution."""

    NETWORK = "network"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An attribution that may be kept, in words, with the features that tell how sure it is."""

    draft: Draft
    finder: Finder
    features: Features


@dataclass(frozen=True, slots=True)
class Proposed:
    """Everything that may be attributed in a document, the scene that the rules saw, and what the layout alone attributes.

    Drafts of the layout are not weighed: the network is not asked for them, and `loaders.neural.completion` adds them.
    """

    scene: Scene
    proposals: tuple[Proposal, ...]
    layout: tuple[Draft, ...]


def propose(parsed: Parsed, grammar: Grammar, quotes: Quotes, model: Model) -> Proposed:
    """What network or rules would attribute outside page furniture."""
    tokens, attributions = model.read(readable(parsed))
    scene, found = find_drafts(grammar, quotes, parsed.furniture, scorer())
    layout = tuple(draft for draft in found if draft.construction in _LAYOUT)
    ruled = [draft for draft in found if draft.cue_tokens and draft.construction not in _LAYOUT]
    words = Words(grammar, tokens, parsed.furniture)
    read = [(draft, one.features) for one in attributions if (draft := words.draft(one)) is not None]
    for draft, _ in read:
        draft.content = trimmed(scene, draft)
    rules, network = _Peers(ruled), _Peers([draft for draft, _ in read])
    said = {id(draft): features for draft, features in read}
    proposals = [Proposal(draft, Finder.NETWORK, {**own, **_by_rules(scene, draft, rules)}) for draft, own in read]
    for draft, _ in read:
        _name(draft, rules)
    for draft in ruled:
        _name_source(draft, network)
    proposals += [Proposal(draft, Finder.RULES, _by_network(scene, draft, network, said)) for draft in ruled]
    return Proposed(scene, tuple(proposals), layout)


def select(proposals: Sequence[Proposal], confidence: Confidence) -> list[Draft]:
    """The proposals that are sure enough, of those that share a cue or claim the same content the surest, in textual order."""
    weights = {Finder.NETWORK: confidence.network, Finder.RULES: confidence.rules}
    for one in proposals:
        one.draft.score = weights[one.finder].of(one.features)
        one.draft.reasons = reasons(weights[one.finder].weights, one.features)
    sure = [one for one in proposals if one.draft.score >= confidence.threshold]
    kept: list[Draft] = []
    owner: dict[int, Draft] = {}
    cues: set[int] = set()
    for one in sorted(sure, key=lambda one: (-one.draft.score, one.finder, min(one.draft.content), one.draft.cue)):
        draft = one.draft
        shared = Counter(id(owner[token]) for token in draft.content if token in owner)
        sizes = {id(owner[token]): len(owner[token].content) for token in draft.content if token in owner}
        if not cues.isdisjoint(draft.cue_tokens):
            continue
        if all(count <= _OVERLAP * min(len(draft.content), sizes[other]) for other, count in shared.items()):
            for token in draft.content:
                owner.setdefault(token, draft)
            cues |= draft.cue_tokens
            kept.append(draft)
    return sorted(kept, key=lambda draft: (min(draft.content | draft.cue_tokens), draft.cue))


def readable(parsed: Parsed) -> str:
    """The text as the parse has it, with page furniture blanked, character for character."""
    text = parsed.doc.text
    parts: list[str] = []
    at = 0
    for span in parsed.document.boilerplate:
        parts.append(text[at : span.start])
        parts.append("".join("\n" if c == "\n" else " " for c in text[span.start : span.end]))
        at = span.end
    return "".join((*parts, text[at:]))


class _Peers:
    """The drafts of one finder, by the tokens of their cues and contents."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._by_cue: dict[int, list[Draft]] = defaultdict(list)
        self._by_content: dict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            for token in draft.cue_tokens:
                self._by_cue[token].append(draft)
            for token in draft.content:
                self._by_content[token].append(draft)

    def same_cue(self, draft: Draft) -> list[Draft]:
        """Those that share a word of the cue."""
        return list({id(d): d for token in sorted(draft.cue_tokens) for d in self._by_cue.get(token, ())}.values())

    def same_content(self, draft: Draft) -> list[Draft]:
        """Those that say the same is said."""
        found = {id(d): d for token in sorted(draft.content) for d in self._by_content.get(token, ())}
        return [other for other in found.values() if _shared(draft.content, other.content) >= _AGREEING]


def _by_rules(scene: Scene, draft: Draft, rules: _Peers) -> dict[str, float]:
    """What the rules say of an attribution of the network."""
    same, agreeing = rules.same_cue(draft), rules.same_content(draft)
    whole = [other for other in agreeing if _shared(other.source, draft.source) >= _AGREEING]
    best = max(same, key=lambda other: other.score, default=None)
    found = [score for token in draft.cue_tokens for _, score in scene.scores.get(token, ())]
    return {
        "rules: same cue": float(best is not None),
        "rules: score at this cue": odds(best.score) if best else 0.0,
        "rules: content shared": _shared(best.content, draft.content) if best else 0.0,
        "rules: source shared": _shared(best.source, draft.source) if best else 0.0,
        "rules: agree": float(bool(whole)),
        "rules: score where they agree": max((odds(other.score) for other in whole), default=0.0),
        "rules: content under another cue": float(bool(agreeing) and not same),
        "rules: best construction": odds(max(*found, 0.01, 0.01)),
        "rules: no construction": float(not found),
        **dict(_word(scene, draft)),
    }


def _by_network(scene: Scene, draft: Draft, network: _Peers, said: dict[int, Features]) -> dict[str, float]:
    """What the network says of a draft of the rules."""
    same, agreeing = network.same_cue(draft), network.same_content(draft)
    best = max(same, key=lambda other: said[id(other)]["cue, before reading on"], default=None)
    marks = said[id(best)] if best else {}
    return {
        "score": odds(draft.score),
        f"construction: {draft.construction.partition(':')[0]}": 1.0,
        "network: same cue": float(best is not None),
        "network: cue, before reading on": marks.get("cue, before reading on", _UNLIKELY),
        "network: cue, after reading on": marks.get("cue, after reading on", _UNLIKELY),
        "network: content shared": _shared(best.content, draft.content) if best else 0.0,
        "network: source shared": _shared(best.source, draft.source) if best else 0.0,
        "network: agrees": float(any(_shared(other.source, draft.source) >= _AGREEING for other in agreeing)),
        "network: content under some cue": float(bool(agreeing)),
        "words of content": log1p(len(draft.content)),
        "source is missing": float(draft.source_head is None),
        **dict(_word(scene, draft)),
    }


def _word(scene: Scene, draft: Draft) -> Iterator[tuple[str, float]]:
    """What kind of word the cue is."""
    if draft.cue < 0:
        return
    lemma, pos = scene.grammar.lemma[draft.cue], scene.grammar.pos[draft.cue]
    for name, words in (("states", STATEMENTS), ("thinks", THOUGHTS), ("shows an attitude", ATTITUDES), ("says", SAYING)):
        yield f"cue {name}", float(lemma in words)
    for kind in ("NOUN", "VERB", "ADJ"):
        yield f"cue is {kind}", float(pos == kind)
    yield "cue's rate", scene.rates.verb(lemma)


def _name(draft: Draft, rules: _Peers) -> None:
    """Names the construction that finds the same, which tells what kind of act the cue reports, beside the network."""
    agreeing = [other for other in rules.same_cue(draft) if _shared(other.content, draft.content) >= _AGREEING]
    draft.rule = NETWORK
    if agreeing:
        draft.construction = max(agreeing, key=lambda other: other.score).construction
        draft.rule = f"{NETWORK}+{draft.construction}"


def _name_source(draft: Draft, network: _Peers) -> None:
    """Gives a quotation without a speaker the one that the network reads at its cue."""
    if draft.source_head is not None or draft.construction != "quotation":
        return
    for other in network.same_cue(draft):
        if other.source_head is not None and other.source.isdisjoint(draft.content | draft.cue_tokens):
            draft.source_head, draft.source = other.source_head, other.source


def _shared(one: Iterable[int], other: Iterable[int]) -> float:
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first or second else 1.0
