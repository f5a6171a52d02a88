"""What to say of words that are not understood: what was perhaps meant, and what can be asked."""

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from kg.ask.intents import intents
from kg.ask.names import fold
from kg.model import Literal
from kg.network.known import Known
from kg.stores import Store

_LIKE = 78
"""Per cent of likeness from which a name is offered for an unknown one: Marc Carny is 86 % like Mark Carney."""
_SHORTEST = 4
"""Letters of the shortest name that is offered; codes of countries are shorter, and everything is like one of them."""
_LONG = 7
_CONTAINED = """
PREFIX kg: <https://onrecord.example/ontology#>
PREFIX schema: <https://schema.org/>
ASK {
  VALUES ?words { UNDEF }
  ?claim a kg:Utterance ; schema:text ?text .
  FILTER(CONTAINS(LCASE(?text), ?words))
}
"""


def contained(store: Store, words: str) -> bool:
    """Whether any claim contains these words, in any case."""
    return store.ask(_CONTAINED, {"words": Literal(value=words.casefold())})


def misspelt(words: str, everything: Iterable[Known]) -> tuple[str, ...]:
    """Labels, and words that questions are asked with, that are spelled almost like this, sorted."""
    plain = " ".join(fold(words))
    if len(plain) < _SHORTEST:
        return ()
    labels = {item.label for item in everything for form in _forms(item) if _almost(plain, form)}
    return tuple(sorted(labels.union(word for word in intents().spoken if len(word) > _SHORTEST and _almost(plain, word))))


def _almost(plain: str, form: str) -> bool:
    """Whether two words differ by one letter, or by two where they are long; the first letter is hardly ever mistyped."""
    most = 1 if len(plain) < _LONG else 2
    return plain[0] == form[0] and 0 < OSA.distance(plain, form, score_cutoff=most) <= most


def _like(words: str, everything: Iterable[Known]) -> tuple[str, ...]:
    """The labels of what is spelled much like these words, the likest first."""
    plain = " ".join(fold(words))
    likeness = {item.label: max((fuzz.ratio(plain, form) for form in _forms(item)), default=0.0) for item in everything}
    return tuple(sorted((label for label in likeness if likeness[label] >= _LIKE), key=lambda label: (-likeness[label], label)))


def _forms(item: Known) -> Iterator[str]:
    for name in (item.label, *item.others):
        folded = fold(name)
        if len(name) >= _SHORTEST:
            yield " ".join(folded)
        if item.kind == "person":
            yield from folded[-1:]


def explain(problem: str, unknown: Iterable[str], everything: tuple[Known, ...]) -> str:
    """A problem, names near to unknown words, and what can be asked instead."""
    named = tuple(item for item in everything if item.kind != "measure")
    meant = {words: misspelt(words, named) or _like(words, named) for words in unknown}
    hints = (f"By “{words}”, did you mean {' or '.join(labels[:5])}?" for words, labels in meant.items() if labels)
    known = {intent.query: intent.example for intent in intents().all}
    examples = (f"  {known[query]}" for query in _SHOWN)
    return "\n".join((problem, *hints, "What can be asked, for example:", *examples))


_SHOWN = (
    "who-said-what", "word-for-word", "who-told-whom", "measures-between", "tariff-history", "exemptions", "about-person",
    "post-holders", "claims-across-documents", "upcoming-events",
)  # fmt: skip
"""The kinds of question that are offered: the most useful ones, as a longer list is not read."""
