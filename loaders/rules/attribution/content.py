"""Which tokens a candidate's content holds: the subtree of its head, completed and cut as English readers would.

Parsers hang what belongs to the content from the cue ("praised him | as a leader") and what does not from the content ("said he
would go | , while his rivals …"). Such parts are judged one by one, by weights learned from annotated news.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.rules.attribution.constructions import Candidate
from loaders.rules.attribution.rates import Rates
from loaders.rules.grammar import Grammar

_AROUND = frozenset(("according-to", "parenthetical", "as-clause", "participle", "relative", "hearsay"))
"""Constructions whose content is the clause or noun that the cue hangs from."""
_NEVER = frozenset(("aux", "auxpass", "neg", "prt", "mark", "punct", "cc", "conj", "agent", "expl", "intj", "dep", "ROOT"))
"""Dependents of a cue that never belong to its content."""
_TRAILING = frozenset(("advcl", "relcl", "appos", "acl", "prep", "npadvmod", "conj", "parataxis", "advmod", "ccomp", "dep"))
"""Dependents inside a content that may trail behind it."""
_MARKS = frozenset((",", "—", "–", "-", "--", ";", ":", "("))
_DASHES = frozenset(("—", "–", "-", "--"))
_CLOSING = frozenset(("”", '"', "''", "’", "'", "»"))
_PARTS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A subtree that may belong to a content or not; `beside` where it hangs from the cue, else it trails in the content."""

    head: int
    beside: bool


Judge = Callable[[Grammar, Candidate, Part], float]
"""The probability that a part belongs to the candidate's content."""


def content_tokens(grammar: Grammar, candidate: Candidate, judge: Judge) -> set[int]:
    """The content's tokens without the cue, the source and what the cue's clause says about the saying itself."""
    tokens = grammar.subtree(candidate.content)
    if candidate.construction == "preposition:as":
        tokens.add(grammar.head[candidate.content])
    if candidate.construction in _AROUND:
        for token in candidate.cue_tokens:
            tokens -= grammar.subtree(token)
    for part in parts(grammar, candidate):
        if part.head in tokens or part.beside:
            belongs = judge(grammar, candidate, part) >= 0.5 and not is_comment(grammar, part)
            if part.beside and belongs:
                tokens |= grammar.subtree(part.head)
            elif not part.beside and not belongs:
                tokens -= _from(grammar, part.head)
    tokens -= set(candidate.cue_tokens)
    if candidate.source is not None and candidate.source not in grammar.subtree(candidate.content):
        tokens -= grammar.subtree(candidate.source)
    return _same_line(grammar, tokens, candidate)


def parts(grammar: Grammar, candidate: Candidate) -> Iterator[Part]:
    """What is to be judged: first what hangs from the cue, then what trails in the content, the longest first."""
    if candidate.construction not in _AROUND:
        inside = set(candidate.cue_tokens) | {candidate.content}
        for child in grammar.children[candidate.cue]:
            free = child not in inside and inside.isdisjoint(grammar.children[child])
            free = free and not (candidate.construction == "clause" and candidate.cue < child < candidate.content)
            if free and child != candidate.source and grammar.dep[child] not in _NEVER:
                yield Part(child, beside=True)
    yield from (Part(head, beside=False) for head in _trailing(grammar, candidate))


def is_comment(grammar: Grammar, part: Part) -> bool:
    """Whether the writer adds the part behind a quotation and a dash: “…” — signaling that they may meet again."""
    dash = grammar.left[part.head] - 1
    set_off = dash > 0 and grammar.text[dash] in _DASHES and grammar.text[dash - 1] in _CLOSING
    return set_off and not part.beside and grammar.tag[part.head] == "VBG"


def _trailing(grammar: Grammar, candidate: Candidate) -> list[int]:
    """Heads of subtrees that a comma or dash sets off and that run to the content's end, in the order of the text."""
    found: list[int] = []
    token, end = candidate.content, grammar.right[candidate.content]
    while len(found) < _PARTS:
        last = next((c for c in reversed(grammar.children[token]) if c > token and grammar.dep[c] != "punct"), None)
        for child in grammar.children[token]:
            sets_off = grammar.text[max(grammar.left[child] - 1, 0)] in _MARKS or grammar.dep[child] in ("relcl", "advcl")
            if child > token and grammar.dep[child] in _TRAILING and sets_off and end - grammar.right[child] <= 2:
                found.append(child)
        if last is None or end - grammar.right[last] > 2:
            break
        token = last
    return found


def _from(grammar: Grammar, head: int) -> set[int]:
    """The subtree and the mark that sets it off."""
    return grammar.subtree(head) | {grammar.left[head] - 1}


def part_features(grammar: Grammar, candidate: Candidate, part: Part, rates: Rates) -> dict[str, float]:
    """The features of one part by name."""
    found = dict.fromkeys(_part_names(grammar, candidate, part), 1.0)
    strongest = max((rates.verb(grammar.lemma[i]) for i in grammar.subtree(part.head) if grammar.pos[i] == "VERB"), default=0.0)
    kind = "beside" if part.beside else "trailing"
    found[f"{kind}/cue inside={int(strongest * 5)}/{grammar.dep[part.head]}"] = 1.0
    return found


def _part_names(grammar: Grammar, candidate: Candidate, part: Part) -> Iterator[str]:
    family, head = candidate.family, part.head
    kind = "trailing"
    if part.beside:
        first, last = min(candidate.cue, candidate.content), max(candidate.cue, candidate.content)
        kind = "before" if head < first else "between" if head < last else "behind"
    left = grammar.left[head]
    while left < head and not grammar.text[left][:1].isalnum():
        left += 1
    before = grammar.text[max(grammar.left[head] - 1, 0)]
    mark = before if before in _MARKS else "quote" if before in ("”", '"', "''") else "none"
    dep = grammar.dep[head]
    size = min(10, (grammar.right[head] - grammar.left[head] + 1) // 2)
    yield kind
    yield f"{kind}/{family}"
    yield f"{kind}/{dep}"
    yield f"{kind}/{dep}/{family}"
    yield f"{kind}/{dep}/{mark}"
    yield f"{kind}/{dep}/{mark}/{family}"
    yield f"{kind}/first={grammar.lower[left]}"
    yield f"{kind}/first={grammar.lower[left]}/{mark}"
    yield f"{kind}/first={grammar.lower[left]}/{family}"
    yield f"{kind}/tag={grammar.tag[head]}/{dep}/{family}"
    yield f"{kind}/entity={grammar.entity[head] or '-'}/{dep}"
    yield f"{kind}/size={size}/{dep}"
    yield f"{kind}/lemma={grammar.lemma[candidate.cue]}/{dep}"
    yield f"{kind}/construction={candidate.construction}/{dep}"
    yield f"{kind}/source={candidate.source is not None}/{dep}/{family}"
    inner = grammar.child(head, "pobj")
    if inner is not None:
        yield f"{kind}/object={grammar.entity[inner] or grammar.tag[inner]}/{grammar.lower[left]}"
    if not part.beside:
        depth = 0
        while head != candidate.content and depth < 6:
            head, depth = grammar.head[head], depth + 1
        yield f"{kind}/depth={depth}/{dep}"


def _same_line(grammar: Grammar, tokens: set[int], candidate: Candidate) -> set[int]:
    """The tokens on the cue's side of every line break."""
    if not tokens:
        return tokens
    cue, lowest, highest = candidate.cue, min(tokens), max(tokens)
    for i in range(cue, highest):
        if grammar.is_break(i):
            highest = i - 1
            break
    for i in range(cue, lowest, -1):
        if grammar.is_break(i):
            lowest = i + 1
            break
    return {i for i in tokens if lowest <= i <= highest and not grammar.text[i].isspace()}
