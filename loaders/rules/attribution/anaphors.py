"""What in a content points back at goods or measures that the text spoke of before: "those tariffs", "the industry", "it"."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import IntEnum

from kg.model import Span
from loaders.rules.grammar import Grammar


class Anaphor(IntEnum):
    """How clearly a content points back: at a measure, at one of a country named with it, at a trade or goods, by a pronoun.

    "We" and "our" point at whom the speaker speaks for.
    """

    SELF = 0
    PRONOUN = 1
    TRADE = 2
    MEASURE_OF = 3
    MEASURE = 4


_POINTERS = frozenset(("the", "this", "that", "these", "those", "such", "both", "any", "another", "other"))
MEASURES = frozenset(
    (
        "ban", "barrier", "baseline", "cap", "carve-out", "carveout", "countermeasure", "curb", "cut", "decree", "duty",
        "exclusion", "exemption", "extension", "hike", "increase", "levy", "list", "loophole", "measure", "move", "order",
        "penalty", "petition", "practice", "probe", "protection", "quota", "rate", "removal", "restriction", "ruling",
        "safeguard",
        "sanction", "step", "subsidy", "surcharge", "surtax", "tariff", "tax", "threshold", "waiver",
    )
)  # fmt: skip
"""What countries do to trade."""
_ON_GOODS = frozenset(("ban", "duty", "levy", "quota", "surcharge", "surtax", "tariff"))
"""Measures that one more of, in a text about certain goods, is on these."""
_RELATIONS = frozenset(("carve-out", "carveout", "exclusion", "exemption", "loophole", "waiver"))
"""Measures that are always measures about another."""
FLOWS = frozenset(
    (
        "cargo", "consignment", "export", "import", "inventory", "order", "output", "price", "production", "sale",
        "shipment", "stockpile", "supply", "volume",
    )
)  # fmt: skip
"""What is told of goods that were named before, with an article or without."""
TRADES = frozenset(
    (
        "brand", "business", "company", "exporter", "factory", "farm", "firm", "grower", "importer", "industry", "maker",
        "manufacturer", "member", "mill", "plant", "processor", "producer", "sector", "seller", "supplier", "trade",
        "worker",
    )
)  # fmt: skip
"""Who makes and sells goods."""
_ABSTRACT = frozenset(
    (
        "announcement", "approach", "bill", "blow", "case", "consequence", "cost", "damage", "deadline", "decision",
        "demand", "effect", "fight", "figure", "file", "goal", "impact", "issue", "matter", "news", "offer", "outcome",
        "plan", "position", "problem", "proposal", "question", "request", "response", "result", "situation", "solution",
        "stance", "text", "uncertainty",
    )
)  # fmt: skip
"""Nouns that stand for something said before."""
_SPEAKERS = frozenset(("we", "us", "our", "ours", "ourselves"))
"""Whom a speaker speaks for."""
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT"))


def find_anaphors(grammar: Grammar, content: Sequence[Span]) -> frozenset[Anaphor]:
    """The kinds of the content's expressions that point back."""
    found = (_anaphor(grammar, i) for span in content for i in tokens(grammar, span))
    return frozenset(kind for kind in found if kind is not None)


def tokens(grammar: Grammar, span: Span) -> Iterator[int]:
    """The tokens that begin inside the span."""
    i = bisect_left(grammar.start, span.start)
    while i < len(grammar) and grammar.start[i] < span.end:
        yield i
        i += 1


def _anaphor(grammar: Grammar, i: int) -> Anaphor | None:
    word, lemma = grammar.lower[i], grammar.lemma[i]
    if word in _SPEAKERS and not grammar.text[i].isupper():
        return Anaphor.SELF
    if word in ("it", "this", "that", "these", "those"):
        return Anaphor.PRONOUN if grammar.dep[i] in _ARGUMENTS and grammar.tag[i] in ("PRP", "DT") else None
    if grammar.tag[i] not in ("NN", "NNS") or (lemma == "order" and grammar.dep[i] == "compound"):
        return None
    if lemma in FLOWS and not (_is_of_goods(grammar, i) or _is_of_a_country(grammar, i)):
        return Anaphor.TRADE
    if lemma in _RELATIONS or _is_definite(grammar, i):
        return _kind(lemma, grammar, i)
    return Anaphor.MEASURE_OF if lemma in _ON_GOODS and _is_one_more(grammar, i) else None


def _kind(lemma: str, grammar: Grammar, noun: int) -> Anaphor | None:
    if lemma in MEASURES:
        return Anaphor.MEASURE_OF if _is_of_a_country(grammar, noun) else Anaphor.MEASURE
    if lemma in _ABSTRACT:
        return Anaphor.PRONOUN
    return Anaphor.TRADE if lemma in TRADES and not _is_another(grammar, noun) else None


def _is_definite(grammar: Grammar, noun: int) -> bool:
    """Whether the noun points at something known: "the tariff", "their members"."""
    children = grammar.children[noun]
    return any(grammar.lower[child] in _POINTERS or grammar.dep[child] == "poss" for child in children)


def _is_one_more(grammar: Grammar, noun: int) -> bool:
    """Whether the noun is one measure and the phrase does not tell on what: "a quota would help"."""
    children = grammar.children[noun]
    determined = any(grammar.lower[child] in ("a", "an", "no") for child in children)
    return determined and not any(grammar.lower[child] in ("on", "for", "against", "of") for child in children)


def _is_another(grammar: Grammar, noun: int) -> bool:
    """Whether the noun stands for some that were not spoken of: "another factory", "other members"."""
    return any(grammar.lower[child] in ("any", "another", "other") for child in grammar.children[noun])


def _is_of_goods(grammar: Grammar, noun: int) -> bool:
    """Whether the noun tells of what it is: "exports of tea", unlike "exports of 7 million tonnes"."""
    for child in grammar.children[noun]:
        if grammar.lower[child] == "of":
            thing = grammar.child(child, "pobj")
            return thing is None or grammar.entity[thing] not in ("CARDINAL", "MONEY", "PERCENT", "QUANTITY")
    return False


def _is_of_a_country(grammar: Grammar, noun: int) -> bool:
    """Whether the noun is narrowed by a country: "the American step", "the US levies"."""
    return any(grammar.entity[child] in ("NORP", "GPE") for child in grammar.children[noun])
