"""A parse as plain lists: what the rules ask of tokens a hundred times, read from spaCy once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc


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

    def is_break(self, i: int) -> bool:
        """Whether the token is white space that holds a line break."""
        return "\n" in self.text[i]


_LEMMAS = {"hop": "hope", "rat": "rate", "hat": "hate", "retweete": "retweet"}
"""What the lemmatizer gets wrong for words of attribution: news hopes more often than it hops."""


def read_grammar(doc: Doc) -> Grammar:
    """The lists of one parsed document, in one pass over its tokens."""
    tokens = list(doc)
    text = [t.text for t in tokens]
    head = [t.head.i for t in tokens]
    left, right = _edges(head)
    return Grammar(
        doc=doc,
        whole=doc.text,
        text=text,
        lower=[word.lower() for word in text],
        lemma=[_LEMMAS.get(lemma, lemma) for lemma in (t.lemma_.lower() for t in tokens)],
        tag=[t.tag_ for t in tokens],
        pos=[t.pos_ for t in tokens],
        dep=[t.dep_ for t in tokens],
        entity=[t.ent_type_ for t in tokens],
        head=head,
        children=_children(head),
        left=left,
        right=right,
        start=[t.idx for t in tokens],
        sentence=_sentences(doc),
    )


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


def _sentences(doc: Doc) -> list[int]:
    numbers: list[int] = []
    number = -1
    for token in doc:
        number += bool(token.is_sent_start) or number < 0
        numbers.append(number)
    return numbers
