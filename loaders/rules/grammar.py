"""A parse as plain lists: what the rules ask of tokens a hundred times, read from spaCy once."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

Keys = NDArray[np.int64]
_COLUMNS: list[int | str] = ["ORTH", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE", "HEAD", "IDX", "SENT_START"]
_KEYS = 2**64
"""Keys of the string store are unsigned."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """One entry per token and list; heads, children and edges are token indices, `right[i]` is the last token of i's subtree.

    `whole` is the text that was parsed (`doc.text` is put together anew at every use). `dep[i]` of a token whose head is itself
    is "ROOT". Lists are shared, never changed.
    """

    doc: Doc
    whole: str
    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    start: list[int]
    sentence: list[int]

    def __len__(self) -> int:
        return len(self.text)

    def end(self, i: int) -> int:
        """The offset behind the token's last character."""
        return self.start[i] + len(self.text[i])

    def sentence_of(self, i: int, *, before: int = 0) -> range:
        """The tokens of the sentence of `i`, and of so many sentences before it."""
        number = self.sentence[i]
        return range(bisect_left(self.sentence, number - before), bisect_right(self.sentence, number))

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of `i` with one of these dependencies."""
        return next((c for c in self.children[i] if self.dep[c] in deps), None)

    def subtree(self, i: int) -> set[int]:
        """The token and all that hang from it."""
        found, waiting = {i}, [i]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found

    def first_line(self) -> int:
        """How many tokens stand before the first line break."""
        return next((i for i in range(len(self)) if self.is_break(i)), len(self))

    def is_break(self, i: int) -> bool:
        """Whether the token is white space that holds a line break."""
        return "\n" in self.text[i]


_LEMMAS = {"hop": "hope", "rat": "rate", "hat": "hate", "retweete": "retweet"}
"""What the lemmatizer gets wrong for words of attribution: news hopes more often than it hops."""


def read_grammar(doc: Doc) -> Grammar:
    """The lists of one parsed document; a string that many tokens share is held once."""
    columns = doc.to_array(_COLUMNS).astype(np.int64, casting="unsafe")
    orth, lemma, tag, pos, dep, entity, head, start, opens = columns.reshape(-1, len(_COLUMNS)).T
    heads = (head + np.arange(len(head))).tolist()
    left, right = _edges(heads)
    strings = doc.vocab.strings
    return Grammar(
        doc=doc,
        whole=doc.text,
        text=_written(orth, lambda key: strings[key]),
        lower=_written(orth, lambda key: strings[key].lower()),
        lemma=_written(lemma, lambda key: _LEMMAS.get(strings[key].lower(), strings[key].lower())),
        tag=_written(tag, lambda key: strings[key]),
        pos=_written(pos, lambda key: strings[key]),
        dep=_written(dep, lambda key: strings[key]),
        entity=_written(entity, lambda key: strings[key]),
        head=heads,
        children=_children(heads),
        left=left,
        right=right,
        start=start.tolist(),
        sentence=_sentences(opens),
    )


def _written(keys: Keys, write: Callable[[int], str]) -> list[str]:
    """What each key of spaCy's string store stands for, looked up once for each."""
    known = {key: write(key % _KEYS) for key in np.unique(keys).tolist()}
    return [known[key] for key in keys.tolist()]


def reattached(grammar: Grammar, changes: Mapping[int, tuple[int, str]]) -> Grammar:
    """The same parse with some tokens hung elsewhere: each is given its new head and dependency."""
    if not changes:
        return grammar
    head, dep = list(grammar.head), list(grammar.dep)
    for token, (new_head, new_dep) in changes.items():
        head[token], dep[token] = new_head, new_dep
    left, right = _edges(head)
    return replace(grammar, head=head, dep=dep, children=_children(head), left=left, right=right)


def _children(head: list[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in head]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    return children


def _edges(head: list[int]) -> tuple[list[int], list[int]]:
    """The first and last token of every subtree, each token handed to its head after its own children have arrived."""
    left, right = list(range(len(head))), list(range(len(head)))
    waiting = [0] * len(head)
    for i, h in enumerate(head):
        if h != i:
            waiting[h] += 1
    ready = [i for i, count in enumerate(waiting) if count == 0]
    while ready:
        i = ready.pop()
        h = head[i]
        if h == i:
            continue
        left[h] = min(left[h], left[i])
        right[h] = max(right[h], right[i])
        waiting[h] -= 1
        if waiting[h] == 0:
            ready.append(h)
    return left, right


def _sentences(opens: Keys) -> list[int]:
    starts = opens == 1
    starts[:1] = True
    numbers: list[int] = (np.cumsum(starts) - 1).tolist()
    return numbers
