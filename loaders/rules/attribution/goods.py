"""Whether a content names goods that the sector scheme has no word for: "a tariff on umbrellas", "pumpkin exports"."""

from collections.abc import Iterator

from kg.model import Span
from loaders.rules.attribution.anaphors import tokens
from loaders.rules.grammar import Grammar
from loaders.rules.measures.measure_words import PLAIN

_MEASURES = frozenset(("ban", "duty", "levy", "quota", "surcharge", "surtax", "tariff"))
_FLOWS = frozenset(("export", "import", "shipment"))
_NO_GOODS = frozenset(
    (
        "account", "april", "average", "base", "baseline", "blanket", "border", "bulk", "ceiling", "consumer",
        "consumption", "counter", "customs", "demand", "demands", "document", "duty", "emergency", "export", "exports",
        "government", "group", "growth", "import", "imports", "income", "kind", "kinds", "level", "levels", "number",
        "part", "penalty", "percent", "percentage", "point", "power", "rate", "record", "reference", "retaliation",
        "safeguard", "sale", "sales", "sort", "state", "tariff", "tariffs", "tax", "threat", "types", "volume", "war",
        "world",
    )
)  # fmt: skip
_NAMES = ("CARDINAL", "DATE", "FAC", "GPE", "LOC", "MONEY", "NORP", "ORDINAL", "ORG", "PERCENT", "PERSON", "QUANTITY")


def names_other_goods(grammar: Grammar, span: Span) -> bool:
    """Whether a measure or a flow inside the span is of a thing; the caller knows whether that has a sector."""
    return any(_is_goods(grammar, i) for i in _objects(grammar, span))


def _objects(grammar: Grammar, span: Span) -> Iterator[int]:
    for i in tokens(grammar, span):
        lemma = grammar.lemma[i]
        if grammar.tag[i] not in ("NN", "NNS") or lemma not in _MEASURES | _FLOWS:
            continue
        preposition = "on" if lemma in _MEASURES else "of"
        for child in grammar.children[i]:
            if grammar.dep[child] == "compound":
                yield child
            elif grammar.lower[child] == preposition:
                yield from (thing for thing in grammar.children[child] if grammar.dep[thing] == "pobj")


def _is_goods(grammar: Grammar, i: int) -> bool:
    return (
        grammar.tag[i] in ("NN", "NNS")
        and grammar.text[i].isalpha()
        and grammar.entity[i] not in _NAMES
        and grammar.lower[i] not in PLAIN | _NO_GOODS
    )
