"""Putting quotations together: all pieces of one statement, its lead-in and its continuation become ONE draft."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from loaders.rules.attribution.constructions import Candidate
from loaders.rules.attribution.content import content_tokens
from loaders.rules.attribution.drafts import Draft, source_tokens
from loaders.rules.attribution.links import Option, Scene, Side, options
from loaders.rules.attribution.quoted import Quoted
from loaders.rules.attribution.speakers import speaker_beside
from loaders.rules.grammar import Grammar

_LINKED = 0.4
"""From which probability on a cue is taken to speak a quotation."""
_LEADING = 0.2
"""From which score on the cue's own clause counts as leading into its quotation."""
_OUTER = 0.5
"""From which score on a candidate that holds a quotation's cue speaks the quotation itself."""

Scores = Mapping[int, list[tuple[Candidate, float]]]
"""The candidates of each cue with their scores."""
LinkScorer = Callable[[Scene, Quoted, Option], float]


@dataclass(slots=True)
class Speech:
    """The quotations of one cue; `linked` is the least probability with which they were given to it."""

    cue: int
    quotations: list[Quoted] = field(default_factory=list)
    linked: float = 1.0


def link_quotations(scene: Scene, quoted: tuple[Quoted, ...], score: LinkScorer) -> tuple[list[Speech], list[Quoted]]:
    """Who speaks which quotations, and the quotations that nobody is found for."""
    speeches: dict[int, Speech] = {}
    free: list[Quoted] = []
    last: Option | None = None
    before: Quoted | None = None
    for quotation in quoted:
        ranked = max(
            (
                (score(scene, quotation, option), option.side is Side.CONTINUED, option)
                for option in options(scene, quotation, last, before)
            ),
            key=lambda rank: rank[:2],
            default=None,
        )
        if ranked is None or ranked[0] < _LINKED:
            free.append(quotation)
            continue
        cue = _outer_cue(scene, quotation, ranked[2].cue)
        speech = speeches.setdefault(cue, Speech(cue))
        speech.quotations.append(quotation)
        speech.linked = min(speech.linked, ranked[0])
        last, before = Option(ranked[2].side, cue), quotation
    return list(speeches.values()), free


def _outer_cue(scene: Scene, quotation: Quoted, cue: int) -> int:
    """The cue whose content holds both the quotation and the cue that was found: the outer one speaks."""
    verb = cue
    for _ in range(8):
        head = scene.grammar.head[verb]
        if head == verb:
            break
        if head not in scene.quoted:
            for candidate, score in scene.scores.get(head, ()):
                if (
                    score >= _OUTER
                    and _holds(scene.grammar, candidate.content, cue)
                    and _holds(scene.grammar, candidate.content, quotation.first)
                ):
                    cue = head
        verb = head
    return cue


def _holds(grammar: Grammar, head: int, token: int) -> bool:
    while token != head and grammar.head[token] != token:
        token = grammar.head[token]
    return token == head


def spoken_drafts(scene: Scene, speeches: list[Speech]) -> list[Draft]:
    """One draft per speech: its quotations with the words of the cue's clause that lead into them."""
    spoken: dict[int, set[int]] = defaultdict(set)
    for speech in speeches:
        for quotation in speech.quotations:
            spoken[speech.cue] |= _words(scene.grammar, quotation)
    everything = set().union(*spoken.values()) if spoken else set()
    return [_spoken(scene, speech, spoken[speech.cue], everything - spoken[speech.cue]) for speech in speeches]


def _spoken(scene: Scene, speech: Speech, words: set[int], others: set[int]) -> Draft:
    grammar, cue = scene.grammar, speech.cue
    leading = _leading(scene, cue, words)
    known = leading[0] if leading else max(scene.scores.get(cue, ()), key=lambda pair: pair[1], default=(None, 0.0))[0]
    head = known.source if known is not None and known.source is not None else speaker_beside(grammar, cue, scene.quoted)
    cue_tokens = frozenset(leading[0].cue_tokens if leading else (cue,))
    content = words | (leading[1] - others if leading else set())
    source = source_tokens(grammar, head, scene.cues) - cue_tokens - content
    name = leading[0].construction if leading else "quotation"
    return Draft(name, cue, cue_tokens, content - cue_tokens - source, head, source, speech.linked)


def _leading(scene: Scene, cue: int, words: set[int]) -> tuple[Candidate, set[int]] | None:
    """The candidate of the cue whose content leads into a quotation or runs through it, with that content."""
    best: tuple[float, Candidate, set[int]] | None = None
    for candidate, score in scene.scores.get(cue, ()):
        if score >= _LEADING and (best is None or score > best[0]):
            content = content_tokens(scene.grammar, candidate, scene.judge)
            if not words.isdisjoint(content):
                best = (score, candidate, content)
    return None if best is None else best[1:]


def _words(grammar: Grammar, quoted: Quoted) -> set[int]:
    return {i for i in range(quoted.opening, quoted.closing + 1) if not grammar.text[i].isspace()}
