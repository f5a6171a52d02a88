"""Claim cards: a claim with its speaker's post at the time, the words around it, and the other wordings of the same claim."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from api.pages.citations import Citation, citation
from api.pages.highlight import Passage
from api.pages.records import passage, plain, table
from api.pages.shown import path_of
from kg.model import Iri
from kg.queries import ClaimRow
from kg.rdf import WITHHELD
from kg.search import Found, Marked, over, posts_in, read_posts
from kg.stores import Store

_AROUND = 240
"""Characters of context on each side, at most; context ends at a line break, and begins at a sentence where one begins."""
NOTHING_FOUND: Mapping[str, Found] = MappingProxyType({})
"""Where no words were searched for."""
_LONGEST = 4_000
"""Characters of a claim that its card shows; the document has them all."""
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[\"“‘'A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A claim as a list shows it; `before`, `quoted` and `after` are the document's own words around its passage.

    `words` are those of the claim in parts, each with whether it was searched for; `address` leads to the claim.
    """

    row: ClaimRow
    words: tuple[tuple[str, bool], ...]
    post: str
    passage: Passage | None
    before: str
    quoted: str
    after: str
    claim: Iri | None
    documents: int
    address: str
    citation: Citation


def cards(
    store: Store, rows: Iterable[ClaimRow], found: Mapping[str, Found] = NOTHING_FOUND, *, root: str = ""
) -> tuple[Card, ...]:
    """A card for each claim, in the order given; `found` are words that were searched for, `root` the server's address."""
    rows = tuple(rows)
    if not rows:
        return ()
    around = _Around(
        texts=_texts(store, {Iri(row.source.iri) for row in rows}),
        posts=over(store, lambda tables: posts_in(tables, (row.source.iri for row in rows))),
        usual=over(store, lambda tables: tables.once(read_posts)).usual,
        shared=_shared(store, {Iri(row.iri) for row in rows}),
        root=root,
        base=store.base,
    )
    return tuple(_card(row, around, found.get(row.iri)) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What is known beside the claims themselves: texts, posts, and what else words each claim."""

    texts: Mapping[str, str]
    posts: Mapping[tuple[str, str], str]
    usual: Mapping[str, str]
    shared: Mapping[str, tuple[Iri, int]]
    root: str
    base: str

    def address(self, iri: str) -> str:
        """Where the page of something is on this server; its IRI where the server's address is not known."""
        path = path_of(iri, self.base)
        return f"{self.root}{path}" if self.root and path else iri


def _card(row: ClaimRow, around: _Around, found: Found | None) -> Card:
    place = passage(Iri(row.source.passage))
    before, quoted, after = _context(around.texts.get(row.source.iri, ""), place)
    claim, documents = around.shared.get(row.iri, (None, 1))
    post = around.posts.get((row.speaker_iri, row.source.iri)) or around.usual.get(row.speaker_iri, "")
    return Card(
        row=row,
        words=_parts(found.text if found and found.text.text == row.text else Marked(text=row.text)),
        post=post,
        passage=place,
        before=before,
        quoted=quoted,
        after=after,
        claim=claim,
        documents=documents,
        address=around.address(row.iri),
        citation=citation(row, post, around.address(row.source.passage)),
    )


def _parts(marked: Marked) -> tuple[tuple[str, bool], ...]:
    """A text cut where words that were searched for begin and end."""
    text, within = marked.text[:_LONGEST], [place for place in marked.places if place[1] <= _LONGEST]
    places = sorted({0, len(text), *(end for place in within for end in place)})
    starts = {start for start, _ in within}
    parts = tuple((text[start:end], start in starts) for start, end in pairwise(places))
    return parts if len(text) == len(marked.text) else (*parts, (" …", False))


def _context(text: str, place: Passage | None) -> tuple[str, str, str]:
    """The words before, in and after a passage."""
    if place is None or place[1] > len(text):
        return ("", "", "")
    start, end = place
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2].rpartition(WITHHELD)[2]
    after = text[end : end + _AROUND].partition("\n")[0].partition(WITHHELD)[0]
    if start - len(before) > 0 and len(before) == _AROUND:
        found = _SENTENCE.search(before)
        before = before[found.end() :] if found else "… " + before.partition(" ")[2]
    if len(after) == _AROUND:
        sentences = list(_SENTENCE.finditer(after))
        after = after[: sentences[-1].start()] if sentences else after.rpartition(" ")[0] + " …"
    return (before, text[start:end], after)


def _texts(store: Store, documents: set[Iri]) -> dict[str, str]:
    return {plain(iri): plain(text) for iri, text in table(store, "texts", {"document": tuple(sorted(documents))}).rows}


def _shared(store: Store, utterances: set[Iri]) -> dict[str, tuple[Iri, int]]:
    rows = table(store, "claim-of", {"utterance": tuple(sorted(utterances))}).rows
    return {plain(one): (claim, int(plain(number))) for one, claim, number in rows if isinstance(claim, Iri)}
