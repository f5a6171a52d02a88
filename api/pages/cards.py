"""Claim cards: a claim with its speaker's post at the time, the words around it, and the other wordings of the same claim."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.pages.highlight import Passage
from api.pages.records import passage, plain, table
from kg.model import Iri
from kg.queries import ClaimRow
from kg.stores import Store

_AROUND = 240
"""Characters of context on each side, at most; context ends at a line break, and begins at a sentence where one begins."""
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[\"“‘'A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A claim as a list shows it; `before`, `quoted` and `after` are the document's own words around its passage."""

    row: ClaimRow
    post: str
    passage: Passage | None
    before: str
    quoted: str
    after: str
    claim: Iri | None
    documents: int


def cards(store: Store, rows: Iterable[ClaimRow]) -> tuple[Card, ...]:
    """A card for each claim, in the order given."""
    rows = tuple(rows)
    if not rows:
        return ()
    texts = _texts(store, {Iri(row.source.iri) for row in rows})
    posts = _posts(store, {Iri(row.speaker_iri) for row in rows})
    shared = _shared(store, {Iri(row.iri) for row in rows})
    return tuple(_card(row, texts, posts, shared) for row in rows)


def _card(
    row: ClaimRow, texts: Mapping[str, str], posts: Mapping[str, "_Posts"], shared: Mapping[str, tuple[Iri, int]]
) -> Card:
    place = passage(Iri(row.source.passage))
    before, quoted, after = _context(texts.get(row.source.iri, ""), place)
    claim, documents = shared.get(row.iri, (None, 1))
    held = posts.get(row.speaker_iri)
    return Card(
        row=row,
        post=held.at(row.source.iri) if held else "",
        passage=place,
        before=before,
        quoted=quoted,
        after=after,
        claim=claim,
        documents=documents,
    )


def _context(text: str, place: Passage | None) -> tuple[str, str, str]:
    """The words before, in and after a passage."""
    if place is None or place[1] > len(text):
        return ("", "", "")
    start, end = place
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    if start - len(before) > 0 and len(before) == _AROUND:
        found = _SENTENCE.search(before)
        before = before[found.end() :] if found else "… " + before.partition(" ")[2]
    if len(after) == _AROUND:
        sentences = list(_SENTENCE.finditer(after))
        after = after[: sentences[-1].start()] if sentences else after.rpartition(" ")[0] + " …"
    return (before, text[start:end], after)


@dataclass(frozen=True, slots=True)
class _Posts:
    """The posts of one speaker: by document, and the best known over all."""

    by_document: Mapping[str, str]
    otherwise: str

    def at(self, document: str) -> str:
        """The post that the document itself gives, otherwise the one that most documents give."""
        return self.by_document.get(document, self.otherwise)


def _posts(store: Store, people: set[Iri]) -> dict[str, _Posts]:
    told: dict[str, list[tuple[str, str, float]]] = {}
    for row in table(store, "posts-of", {"person": tuple(sorted(people))}).rows:
        person, document, post, place, status, confidence = map(plain, row)
        words = ", ".join(part for part in (post, place) if part)
        if status.startswith("former"):
            words = f"former {words}"
        told.setdefault(person, []).append((words, document, float(confidence)))
    return {person: _best(found) for person, found in told.items()}


def _best(found: list[tuple[str, str, float]]) -> _Posts:
    """Of several posts in one document the surest, of all posts the one in most documents; current ones come first."""
    by_document: dict[str, str] = {}
    documents: dict[str, set[str]] = {}
    for words, document, _ in sorted(found, key=lambda told: (told[0].startswith("former "), -told[2], told[0])):
        by_document.setdefault(document, words)
        documents.setdefault(words, set()).add(document)
    otherwise = min(documents, key=lambda words: (words.startswith("former "), -len(documents[words]), words))
    return _Posts(by_document, otherwise)


def _texts(store: Store, documents: set[Iri]) -> dict[str, str]:
    return {plain(iri): plain(text) for iri, text in table(store, "texts", {"document": tuple(sorted(documents))}).rows}


def _shared(store: Store, utterances: set[Iri]) -> dict[str, tuple[Iri, int]]:
    rows = table(store, "claim-of", {"utterance": tuple(sorted(utterances))}).rows
    return {plain(one): (claim, int(plain(number))) for one, claim, number in rows if isinstance(claim, Iri)}
