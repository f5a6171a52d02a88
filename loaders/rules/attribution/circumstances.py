"""When and to whom something was said: the date and the recipient beside a cue."""

from kg.facts import PartialDate
from kg.model import Mention
from loaders.nlp import Parsed
from loaders.rules.attribution.drafts import Draft
from loaders.rules.dates import Tense, find_dates, resolve_date
from loaders.rules.grammar import Grammar
from loaders.rules.people import People

_REACH = 14
"""How many tokens from the cue a date may stand that belongs to it."""
_TOLD = frozenset(
    (
        "tell",
        "inform",
        "remind",
        "assure",
        "warn",
        "ask",
        "notify",
        "advise",
        "reassure",
        "promise",
        "urge",
        "thank",
        "show",
        "write",
    )
)


def date_of(parsed: Parsed, grammar: Grammar, draft: Draft) -> tuple[PartialDate | None, str | None]:
    """The date that the cue's own clause states, resolved where the document's date allows, and its words."""
    if not draft.cue_tokens:
        return None, None
    sentence = range(max(0, draft.cue - _REACH), min(len(grammar), draft.cue + _REACH + 1))
    own = [i for i in sentence if grammar.sentence[i] == grammar.sentence[draft.cue] and i not in draft.content]
    best: tuple[int, str] | None = None
    for first, last in _stretches(own):
        start = grammar.start[first]
        for found in find_dates(grammar.whole[start : grammar.end(last)]):
            distance = abs(start + found.start - grammar.start[draft.cue])
            if best is None or distance < best[0]:
                best = (distance, found.text)
    if best is None:
        return None, None
    tense = Tense.PAST if grammar.tag[draft.cue] in ("VBD", "VBN") else None
    return resolve_date(best[1], published=parsed.document.published, tense=tense), best[1]


def _stretches(tokens: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for token in tokens:
        if found and found[-1][1] == token - 1:
            found[-1] = (found[-1][0], token)
        else:
            found.append((token, token))
    return found


def recipient_of(people: People, draft: Draft) -> Mention | None:
    """To whom it was said: "told CNBC", "promised the voters", "said to reporters", "in an interview with Reuters"."""
    grammar = people.grammar
    if not draft.cue_tokens or grammar.pos[draft.cue] not in ("VERB", "AUX"):
        return None
    for child in grammar.children[draft.cue]:
        if child in draft.content or child in draft.source:
            continue
        if grammar.dep[child] in ("dobj", "dative") and grammar.lemma[draft.cue] in _TOLD:
            return _recipient(people, child)
        if grammar.dep[child] == "prep" and grammar.lower[child] in ("to", "before", "in", "during"):
            head = grammar.child(child, "pobj")
            if head is not None and grammar.lower[child] in ("in", "during"):
                head = _partner(grammar, head)
            if head is not None and head not in draft.content:
                return _recipient(people, head)
    return None


def _partner(grammar: Grammar, head: int) -> int | None:
    """Whom one spoke with: "Reuters" of "an interview with Reuters"."""
    if grammar.lemma[head] not in ("interview", "conversation", "meeting", "call", "letter", "speech", "address", "appearance"):
        return None
    for child in grammar.children[head]:
        if grammar.dep[child] == "prep" and grammar.lower[child] in ("with", "to", "before"):
            return grammar.child(child, "pobj")
    return None


def _recipient(people: People, head: int) -> Mention | None:
    if people.grammar.tag[head] not in ("NN", "NNS", "NNP", "NNPS", "PRP") or people.grammar.entity[head] in ("DATE", "TIME"):
        return None
    return people.mention(head)
