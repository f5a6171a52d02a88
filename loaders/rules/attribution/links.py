"""Who speaks a quotation: the words that could be its cue, before it, behind it, or shared with the quotation before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from loaders.rules.attribution.constructions import Candidate
from loaders.rules.attribution.content import Judge
from loaders.rules.attribution.quoted import Quoted
from loaders.rules.attribution.rates import Rates
from loaders.rules.attribution.sources import subject_of
from loaders.rules.cues import SAYING, STATEMENTS
from loaders.rules.grammar import Grammar

_BEFORE, _AFTER = 45, 30
"""How many tokens before and behind a quotation its cue may stand."""
_ENDS = frozenset((".", "!", "?", ";"))
_PLAUSIBLE = 0.1
"""From which score or rate on a word is weighed as the cue of a quotation."""


class Side(StrEnum):
    """Where an option stands, seen from the quotation."""

    BEFORE = "before"
    AFTER = "after"
    CONTINUED = "continued"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to who speaks a quotation: its cue, and for a continuation the quotation that it continues."""

    side: Side
    cue: int
    continues: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What the options of all quotations of one document share.

    `scores` are those of the candidates of each cue, `cues` the likely cues, `quoted` the tokens in quotation marks; `judge`
    tells which parts belong to a content; `first_line` is the number of tokens before the first line break.
    """

    grammar: Grammar
    quoted: frozenset[int]
    scores: Mapping[int, list[tuple[Candidate, float]]]
    rates: Rates
    cues: frozenset[int]
    judge: Judge
    first_line: int


def options(scene: Scene, quoted: Quoted, last: Option | None, before: Quoted | None) -> Iterator[Option]:
    """All options for one quotation; `last` is what the quotation before was given."""
    if last is not None and before is not None and _near(scene.grammar, before, last, quoted):
        yield Option(Side.CONTINUED, last.cue, before)
    taken = last.cue if last is not None else -1
    for token in _before(scene, quoted):
        if token != taken and _plausible(scene, token):
            yield Option(Side.BEFORE, token)
    for token in _after(scene, quoted):
        if token != taken and _plausible(scene, token):
            yield Option(Side.AFTER, token)


def _near(grammar: Grammar, before: Quoted, last: Option, quoted: Quoted) -> bool:
    """Whether at most one line break and few words lie between a quotation and the one it may continue."""
    start = max(before.closing, last.cue) + 1
    breaks = sum(grammar.is_break(i) for i in range(start, min(quoted.opening, start + 60)))
    return quoted.opening - start < 60 and breaks <= 2


def _before(scene: Scene, quoted: Quoted) -> Iterator[int]:
    grammar = scene.grammar
    crossed = False
    for token in range(quoted.opening - 1, max(-1, quoted.opening - _BEFORE), -1):
        if grammar.is_break(token):
            if crossed or any(not grammar.text[i].isspace() for i in range(token + 1, quoted.opening)):
                return
            crossed = token > 0 and not grammar.is_break(token - 1)
        elif token not in scene.quoted:
            yield token


def _after(scene: Scene, quoted: Quoted) -> Iterator[int]:
    grammar = scene.grammar
    for token in range(quoted.closing + 1, min(len(grammar), quoted.closing + _AFTER)):
        if grammar.is_break(token):
            return
        if token not in scene.quoted:
            yield token


def _plausible(scene: Scene, token: int) -> bool:
    pos = scene.grammar.pos[token]
    if scene.grammar.text[token] == ":":
        return True
    if pos == "VERB" and (scene.rates.verb(scene.grammar.lemma[token]) >= _PLAUSIBLE or scene.grammar.lemma[token] in SAYING):
        return True
    return any(score >= _PLAUSIBLE for _, score in scene.scores.get(token, ()))


def link_features(scene: Scene, quoted: Quoted, option: Option) -> dict[str, float]:
    """The features of one option by name."""
    return dict.fromkeys(_names(scene, quoted, option), 1.0)


def _names(scene: Scene, quoted: Quoted, option: Option) -> Iterator[str]:
    grammar, side = scene.grammar, option.side
    yield f"side={side}"
    yield from _quotation(grammar, quoted, side)
    yield from _between(scene, quoted, option)
    yield from _cue(scene, quoted, option)


def _quotation(grammar: Grammar, quoted: Quoted, side: Side) -> Iterator[str]:
    ending = grammar.text[quoted.last]
    kind = ending if ending in (",", ".", "!", "?", "…", "...", "—", "-") else "word"
    behind = grammar.text[quoted.closing + 1] if quoted.closing + 1 < len(grammar) else "\n"
    behind = "break" if behind.isspace() else behind if not behind[:1].isalnum() else "word"
    capital = grammar.text[quoted.first][:1].isupper()
    first = quoted.opening == 0 or grammar.is_break(quoted.opening - 1)
    yield f"ending={kind}/{side}"
    yield f"behind={behind}/{side}"
    yield f"ending={kind}/behind={behind}/{side}"
    yield f"capital={capital}/{side}"
    yield f"first in line={first}/{side}"
    yield f"closed={quoted.quotation.closed}/{side}"
    yield f"words={min(quoted.words, 12) // 2}/{side}"
    yield f"speech={quoted.speech}/{side}"


def _between(scene: Scene, quoted: Quoted, option: Option) -> Iterator[str]:
    grammar, side = scene.grammar, option.side
    if side is Side.AFTER:
        stretch = range(quoted.closing + 1, option.cue)
    else:
        edge = option.cue if option.continues is None else max(option.cue, option.continues.closing)
        stretch = range(edge + 1, quoted.opening)
    words = sum(grammar.text[i][:1].isalnum() and i not in scene.quoted for i in stretch)
    ends = sum(grammar.text[i] in _ENDS and i not in scene.quoted for i in stretch)
    breaks = sum(grammar.is_break(i) for i in stretch)
    quotes = any(i in scene.quoted for i in stretch)
    edge_text = next((grammar.text[i] for i in reversed(stretch) if not grammar.text[i].isspace()), "nothing")
    mark = edge_text if not edge_text[:1].isalnum() else "that" if edge_text.lower() == "that" else "word"
    yield f"words={_coarse(words)}/{side}"
    yield f"ends={min(ends, 3)}/{side}"
    yield f"ends={min(ends, 3)}/breaks={min(breaks, 2)}/{side}"
    yield f"quotes={quotes}/{side}"
    yield f"mark={mark}/{side}"
    yield f"mark={mark}/ends={min(ends, 2)}/{side}"
    if option.continues is not None:
        yield f"last closed={option.continues.quotation.closed}/breaks={min(breaks, 2)}"
        yield f"last speech={option.continues.speech}/speech={quoted.speech}"
        after = option.cue > option.continues.closing
        yield f"cue after last={after}/ends={min(ends, 2)}/breaks={min(breaks, 2)}"
        yield f"cue after last={after}/words={_coarse(words)}"


def _cue(scene: Scene, quoted: Quoted, option: Option) -> Iterator[str]:
    grammar, side, cue = scene.grammar, option.side, option.cue
    lemma, pos = grammar.lemma[cue], grammar.pos[cue]
    yield f"lemma={lemma}/{side}"
    yield f"tag={grammar.tag[cue]}/{side}"
    yield f"pos={pos}/{side}"
    yield f"rate={int(10 * scene.rates.verb(lemma))}/{pos}/{side}"
    yield f"dep={grammar.dep[cue]}/{side}"
    if lemma in STATEMENTS:
        yield f"statement/{side}"
    overlap, best = 0.0, 0.0
    for candidate, score in scene.scores.get(cue, ()):
        best = max(best, score)
        if quoted.opening <= grammar.right[candidate.content] and grammar.left[candidate.content] <= quoted.closing:
            overlap = max(overlap, score)
    yield f"score={int(10 * best)}/{side}"
    yield f"overlap={int(10 * overlap)}/{side}"
    yield f"score={int(4 * best)}/overlap={int(4 * overlap)}/{side}"
    yield f"root={_root(grammar, quoted, cue)}/{side}"
    same = grammar.sentence[cue] in (
        grammar.sentence[quoted.first],
        grammar.sentence[quoted.opening],
        grammar.sentence[quoted.last],
    )
    yield f"same sentence={same}/{side}"
    subject = subject_of(grammar, cue) if pos in ("VERB", "AUX") else None
    if subject is None:
        yield f"no subject/{side}"
    else:
        yield f"subject={grammar.entity[subject] or grammar.tag[subject]}/{side}"
        yield f"subject quoted={subject in scene.quoted}/{side}"
        yield f"inverted={subject > cue}/{side}"


def _root(grammar: Grammar, quoted: Quoted, cue: int) -> str:
    """How the quotation's main word hangs from the cue: the dependency just below it, or "apart"."""
    token = quoted.first
    for _ in range(12):
        head = grammar.head[token]
        if head == cue:
            return grammar.dep[token]
        if head == token:
            break
        token = head
    return "apart"


def _coarse(count: int) -> int:
    return count if count < 6 else 6 + min(4, (count - 6) // 4)
