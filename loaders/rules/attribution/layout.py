"""Speakers that the layout names: in transcripts and headlines ("Carney: talks go on"), under quotations ("— Jane Doe")."""

from collections import Counter
from collections.abc import Iterator

from loaders.rules.attribution.drafts import Draft
from loaders.rules.attribution.quoted import Quoted
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import DOCUMENTS, HUMANS, ORGANISATIONS, POSTS, singular

_DASHES = frozenset(("—", "–", "―", "-", "--", "~"))
_SPEAKER_TOKENS = 7
_SIGNATURE_TOKENS = 16
_CONTENT_WORDS = 3
_OPENERS = frozenset("\"“”„«'‘•*-–—·>#[(")
_NO_SPEAKERS = frozenset(
    (
        "note", "update", "updated", "related", "photo", "source", "sources", "caption", "editor", "correction", "by", "tags",
        "more", "read", "watch", "also", "see", "date", "time", "email", "e-mail", "phone", "contact", "abstract", "topics",
        "file", "image",
    )
)  # fmt: skip
_SURE, _LIKELY = 0.85, 0.6


def find_layout_drafts(grammar: Grammar, quoted: tuple[Quoted, ...], skipped: frozenset[int]) -> list[Draft]:
    """Drafts whose cue is a colon or a dash, in the order of the text, none overlapping another."""
    lines = [(first, end) for first, end in _lines(grammar) if first not in skipped]
    labels = Counter(label for first, end in lines if (label := _capital_label(grammar, first, end)) is not None)
    found: list[Draft] = []
    for number, (first, end) in enumerate(lines):
        draft = _labelled(grammar, first, end, labels) or (_trailing(grammar, first, end) if number == 0 else None)
        if draft is not None:
            found.append(draft)
    taken = {i for draft in found for i in draft.content}
    found.extend(draft for draft in _signatures(grammar, quoted) if taken.isdisjoint(draft.content))
    return sorted(found, key=lambda draft: draft.cue)


def _lines(grammar: Grammar) -> Iterator[tuple[int, int]]:
    """The tokens [first, end) of every line, without the marks and bullets that it opens with."""
    first = 0
    for i in range(len(grammar) + 1):
        if i == len(grammar) or grammar.is_break(i):
            start = first
            while start < i and (grammar.text[start].isspace() or grammar.text[start] in _OPENERS):
                start += 1
            if start < i:
                yield start, i
            first = i + 1


def _label_end(grammar: Grammar, first: int, end: int) -> int | None:
    """The colon behind the few words that a line starts with."""
    for i in range(first + 1, min(end - 1, first + _SPEAKER_TOKENS + 1)):
        if grammar.text[i] == ":":
            return i
        if grammar.text[i] in (".", "!", "?", ";", ",", "“", '"'):
            return None
    return None


def _capital_label(grammar: Grammar, first: int, end: int) -> str | None:
    colon = _label_end(grammar, first, end)
    words = grammar.text[first:colon] if colon is not None else []
    return " ".join(words) if words and all(word.isupper() or word == "." for word in words) and len(words[-1]) > 1 else None


def _labelled(grammar: Grammar, first: int, end: int, labels: Counter[str]) -> Draft | None:
    colon = _label_end(grammar, first, end)
    if colon is None or grammar.lower[first] in _NO_SPEAKERS:
        return None
    label = _capital_label(grammar, first, end)
    transcript = label is not None and (labels[label] > 1 or len(labels) > 1)
    if not transcript and not _is_speaker(grammar, first, colon):
        return None
    return _draft("colon", grammar, colon, (first, colon), (colon + 1, end), _SURE if transcript else _LIKELY)


def _is_speaker(grammar: Grammar, first: int, end: int) -> bool:
    """Whether the tokens name a person or body and hold no verb."""
    tokens = range(first, end)
    if any(grammar.pos[i] in ("VERB", "AUX", "SCONJ", "NUM") for i in tokens):
        return False
    noun = singular(grammar.lower[end - 1])
    if noun in DOCUMENTS:
        return end - first <= 3
    named = any(grammar.entity[i] in ("PERSON", "ORG", "NORP") for i in tokens)
    return (
        (named and grammar.text[end - 1][:1].isupper())
        or noun in HUMANS | POSTS
        or (noun in ORGANISATIONS and end - first <= 4)
    )


def _trailing(grammar: Grammar, first: int, end: int) -> Draft | None:
    """A headline that ends with its source: "Tariffs will raise prices: economists"."""
    last = end
    while last > first and not grammar.text[last - 1][:1].isalnum():
        last -= 1
    for colon in range(last - 2, max(first + _CONTENT_WORDS, last - 6), -1):
        if grammar.text[colon] == ":":
            short = _is_speaker(grammar, colon + 1, last) and singular(grammar.lower[last - 1]) not in DOCUMENTS
            return _draft("colon", grammar, colon, (colon + 1, last), (first, colon), _LIKELY) if short else None
    return None


def _signatures(grammar: Grammar, quoted: tuple[Quoted, ...]) -> Iterator[Draft]:
    """Quotations that a dash and a name follow, on their own line or the next."""
    for quotation in quoted:
        if quotation.quotation.depth or not quotation.speech:
            continue
        i, breaks = quotation.closing + 1, 0
        while i < len(grammar) and grammar.text[i].isspace() and breaks < 2:
            breaks += grammar.is_break(i)
            i += 1
        if i + 1 >= len(grammar) or grammar.text[i] not in _DASHES:
            continue
        end = next((k for k in range(i + 1, len(grammar)) if grammar.is_break(k)), len(grammar))
        while end > i + 1 and not grammar.text[end - 1][:1].isalnum() and grammar.text[end - 1] != ")":
            end -= 1
        if i + 1 < end <= i + 1 + _SIGNATURE_TOKENS and _is_signature(grammar, i + 1, end):
            content = (quotation.opening, quotation.closing + 1)
            yield _draft("dash", grammar, i, (i + 1, end), content, _SURE)


def _is_signature(grammar: Grammar, first: int, end: int) -> bool:
    capitals = grammar.text[first][:1].isupper()
    verbs = any(grammar.pos[i] == "VERB" and grammar.dep[i] in ("ROOT", "ccomp", "advcl") for i in range(first, end))
    return capitals and not verbs


def _draft(rule: str, grammar: Grammar, cue: int, source: tuple[int, int], content: tuple[int, int], score: float) -> Draft:
    comma = next((i for i in range(source[0] + 1, source[1]) if grammar.text[i] in (",", "(")), source[1])
    head = next((i for i in range(comma - 1, source[0] - 1, -1) if not source[0] <= grammar.head[i] < comma), comma - 1)
    tokens = {i for i in range(*content) if not grammar.text[i].isspace()}
    return Draft(rule, cue, frozenset((cue,)), tokens, head, frozenset(range(*source)), score)
