"""The constructions that attribute: for each a cue, the path from it to the content, and where its source stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from loaders.rules.attribution.sources import agent_of, possessor_of, quotes_speaker, source_of
from loaders.rules.grammar import Grammar


class SourceAt(StrEnum):
    """Where a construction has its source."""

    SUBJECT = "subject"
    AGENT = "agent"
    POSSESSOR = "possessor"
    PREDICATE = "predicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Construction:
    """A cue of one part of speech, the dependencies that lead from it to the head of the content, and the place of the source.

    Where the path goes through a preposition, its word becomes part of the construction's name: "preposition:for".
    """

    name: str
    cue: tuple[str, ...]
    path: tuple[tuple[str, ...], ...]
    source: SourceAt
    after: bool = False


_VERBS = ("VERB", "AUX")
_NOUNS = ("NOUN",)
_OBJECTS = ("pobj", "pcomp")
_HEARSAY = frozenset(
    ("reportedly", "allegedly", "supposedly", "purportedly", "reputedly", "presumably", "ostensibly", "apparently")
)
_LABELS = frozenset(("alleged", "so-called", "supposed", "purported", "reputed", "self-described", "self-proclaimed"))
_RELATIVES = frozenset(("who", "that", "which"))
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_AROUND_SPEAKER = ("object", "preposition")
"""Constructions whose content would be the speaker in "quoted people as saying"."""

CONSTRUCTIONS = (
    Construction(name="clause", cue=_VERBS, path=(("ccomp",),), source=SourceAt.SUBJECT),
    Construction(name="infinitive", cue=_VERBS, path=(("xcomp",),), source=SourceAt.SUBJECT),
    Construction(name="object", cue=_VERBS, path=(("dobj",),), source=SourceAt.SUBJECT),
    Construction(name="predicate", cue=_VERBS, path=(("oprd",),), source=SourceAt.SUBJECT),
    Construction(name="preposition", cue=_VERBS, path=(("prep",), _OBJECTS), source=SourceAt.SUBJECT, after=True),
    Construction(name="adverbial", cue=_VERBS, path=(("advcl",),), source=SourceAt.SUBJECT, after=True),
    Construction(name="passive", cue=_VERBS, path=(("nsubjpass", "csubjpass"),), source=SourceAt.AGENT),
    Construction(name="noun-clause", cue=_NOUNS, path=(("acl", "ccomp", "relcl"),), source=SourceAt.POSSESSOR, after=True),
    Construction(name="noun-preposition", cue=_NOUNS, path=(("prep",), _OBJECTS), source=SourceAt.POSSESSOR, after=True),
    Construction(name="adjective-clause", cue=("ADJ",), path=(("ccomp", "xcomp"),), source=SourceAt.PREDICATE, after=True),
    Construction(name="adjective-preposition", cue=("ADJ",), path=(("prep",), _OBJECTS), source=SourceAt.PREDICATE, after=True),
)
"""Every construction that is read from a parse; "according-to" and quotations without a clause are found beside it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a construction fits, all in token indices; `cue_tokens` hold the particle or preposition beside the cue."""

    construction: str
    cue: int
    cue_tokens: tuple[int, ...]
    content: int
    source: int | None

    @property
    def family(self) -> str:
        """The construction's name without the preposition."""
        return self.construction.partition(":")[0]


def find_candidates(grammar: Grammar) -> Iterator[Candidate]:
    """All places where a construction fits, in the order of their cues."""
    for cue, pos in enumerate(grammar.pos):
        constructions = _BY_POS.get(pos)
        if constructions and grammar.children[cue]:
            for construction in constructions:
                yield from _fit(grammar, construction, cue)
        if grammar.lower[cue] == "according":
            yield from _according(grammar, cue)
        elif grammar.lower[cue] in _HEARSAY or grammar.lower[cue] in _LABELS:
            yield from _hearsay(grammar, cue)
        elif pos in _VERBS:
            yield from _around(grammar, cue)


_BY_POS = {pos: tuple(c for c in CONSTRUCTIONS if pos in c.cue) for pos in ("VERB", "AUX", "NOUN", "ADJ")}
_SOURCES = {
    SourceAt.SUBJECT: source_of,
    SourceAt.AGENT: agent_of,
    SourceAt.POSSESSOR: possessor_of,
    SourceAt.PREDICATE: source_of,
}


def _fit(grammar: Grammar, construction: Construction, cue: int) -> Iterator[Candidate]:
    first, *rest = construction.path
    source: int | None = None
    looked = False
    for child in grammar.children[cue]:
        if grammar.dep[child] not in first or (construction.after and child < cue):
            continue
        ends = [child] if not rest else [c for c in grammar.children[child] if grammar.dep[c] in rest[0]]
        for content in ends:
            if not looked:
                source, looked = _SOURCES[construction.source](grammar, cue), True
            if content == source or (construction.name in _AROUND_SPEAKER and quotes_speaker(grammar, cue)):
                continue
            name = f"{construction.name}:{grammar.lower[child]}" if rest else construction.name
            extra = (child,) if rest and grammar.lower[child] != "as" else ()
            yield Candidate(name, cue, tuple(sorted((cue, *_particles(grammar, cue), *extra))), content, source)


def _around(grammar: Grammar, cue: int) -> Iterator[Candidate]:
    """Cues inside or beside what they attribute: "the drought, farmers say, is over", "as she put it", "seen by some"."""
    dep, head = grammar.dep[cue], grammar.head[cue]
    if dep == "parataxis" and grammar.pos[head] in _VERBS:
        source = source_of(grammar, cue)
        if source is not None and grammar.head[source] == cue:
            yield Candidate("parenthetical", cue, tuple(sorted((cue, *_particles(grammar, cue)))), head, source)
    elif dep == "advcl" and any(grammar.dep[c] == "mark" and grammar.lower[c] == "as" for c in grammar.children[cue]):
        source = source_of(grammar, cue)
        if source is not None:
            yield Candidate("as-clause", cue, tuple(sorted((cue, *_particles(grammar, cue)))), head, source)
    elif dep == "relcl":
        yield from _relative(grammar, cue)
    elif dep == "acl" and grammar.tag[cue] == "VBN" and (agent := agent_of(grammar, cue)) is not None:
        yield Candidate("participle", cue, (cue,), head, agent)


def _relative(grammar: Grammar, cue: int) -> Iterator[Candidate]:
    """What a relative clause leaves out of itself is its content: "the levy that he proposed", "a deal which they oppose"."""
    subject = grammar.child(cue, *_SUBJECTS)
    if subject is None or grammar.lower[subject] in _RELATIVES or grammar.dep[subject] == "nsubjpass":
        return
    objects = (c for c in grammar.children[cue] if grammar.dep[c] in ("dobj", "ccomp", "oprd") and c > cue)
    if next(objects, None) is None:
        yield Candidate("relative", cue, tuple(sorted((cue, *_particles(grammar, cue)))), grammar.head[cue], subject)


def _hearsay(grammar: Grammar, cue: int) -> Iterator[Candidate]:
    """A word that tells that others say so, without telling who: "reportedly left", "the alleged plan"."""
    head = grammar.head[cue]
    wanted = "advmod" if grammar.lower[cue] in _HEARSAY else "amod"
    if head != cue and grammar.dep[cue] == wanted:
        yield Candidate("hearsay", cue, (cue,), head, None)


def _particles(grammar: Grammar, cue: int) -> list[int]:
    return [c for c in grammar.children[cue] if grammar.dep[c] == "prt" and abs(c - cue) < 4]


def _according(grammar: Grammar, cue: int) -> Iterator[Candidate]:
    """The words "according to" hang as a preposition from the verb of what it attributes."""
    to = next((c for c in grammar.children[cue] if grammar.lower[c] == "to"), None)
    if to is None and cue + 1 < len(grammar) and grammar.lower[cue + 1] == "to":
        to = cue + 1
    source = grammar.child(to, "pobj") if to is not None else None
    if to is None or source is None:
        return
    content = grammar.head[cue]
    for _ in range(8):
        if grammar.pos[content] in _VERBS or grammar.head[content] == content:
            break
        content = grammar.head[content]
    if content != cue:
        yield Candidate("according-to", cue, (cue, to), content, source)
