"""What to say of words that are not understood: what was perhaps meant, and the nearest questions that can be asked."""

import re
from collections.abc import Iterable, Iterator
from typing import NoReturn

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from kg.ask.intents import Intent, intents
from kg.ask.knowledge import Knowledge
from kg.ask.marking import Question
from kg.ask.names import Slot, fold
from kg.ask.rendering import render
from kg.ask.vocabulary import vocabulary
from kg.consolidate.words import stem
from kg.errors import QuestionError
from kg.network.known import Known
from kg.queries import ClaimFilter, count_claims

_LIKE = 78
"""Per cent of likeness from which a name is offered for an unknown one: Marc Carny is 86 % like Mark Carney."""
_SHORTEST = 4
"""Letters of the shortest name that is offered; codes of countries are shorter, and everything is like one of them."""
_SHORTEST_STEM = 4
"""Letters that a word must share with others to be looked for as what begins like it."""
_ONE_THING = frozenset(("AGREEMENTN", "EXEMPTION", "PROMISED", "COUNTERMEASURE", "MEETING", "VISIT", "TALKS"))
"""Classes whose nouns may stand for each other."""
_LONG = 7
_PLACE = re.compile(r"\{(\w+)\}")
_OFFERED = 8


def sought(around: Knowledge, slot: Slot) -> tuple[str, tuple[str, ...]]:
    """The words of a slot as `text` takes them, and those left out; QuestionError with counts for words that no claim has.

    A word that questions are asked with ("compliant") may be left out beside others that claims have.
    """
    if slot.kind == "WORDS":
        return (f'"{slot.label}"' if " " in slot.label else slot.label), ()
    if slot.kind != "TOPIC":
        return max(_ways_to_write(around, slot), key=lambda text: count_claims(around.store, ClaimFilter(text=text))), ()
    written = {word: _as_written(around, word) or _alike(around, word) for word in slot.label.split()}
    left_out = tuple(word for word, found in written.items() if not found and word in vocabulary().words())
    if len(left_out) == len(written):
        left_out = ()
    return " ".join(found or _unknown(around, word) for word, found in written.items() if word not in left_out), left_out


def _ways_to_write(around: Knowledge, slot: Slot) -> Iterator[str]:
    """A name as the question writes it, and as documents do: of an agreement that goes by several, most claims have one."""
    names = (name for item in around.everything if item.label == slot.label for name in (item.label, *item.others))
    yield from (f'"{name}"' if " " in name else name for name in dict.fromkeys((slot.written, *names)))


def _as_written(around: Knowledge, word: str) -> str | None:
    """A word as some claim has it, or what begins like it: "retaliation" is in none, and "retali*" finds "retaliatory"."""
    if count_claims(around.store, ClaimFilter(text=word)):
        return word
    start = f"{stem(word)}*"
    return start if len(start) > _SHORTEST_STEM and count_claims(around.store, ClaimFilter(text=start)) else None


def _alike(around: Knowledge, word: str) -> str | None:
    """Of nouns that mean one thing, the one that most claims have: "pact" is in none, and "agreement" in some."""
    mates = {
        other
        for other, classes in vocabulary().classes.items()
        if vocabulary().classes.get((word,), frozenset()) & classes & _ONE_THING
    }
    counts = {
        mate: count_claims(around.store, ClaimFilter(text=mate)) for (mate,) in sorted(one for one in mates if len(one) == 1)
    }
    return max(counts, key=lambda mate: counts[mate]) if any(counts.values()) else None


def _unknown(around: Knowledge, word: str) -> NoReturn:
    total = count_claims(around.store, ClaimFilter())
    told = f"None of the {total:,} claims has the word “{word}”, so that nothing can be said about it."
    raise QuestionError("\n".join((told, *hints([word], around.everything))))


def misspelt(words: str, everything: Iterable[Known]) -> tuple[str, ...]:
    """Labels, and words that questions are asked with, that are spelled almost like this, sorted."""
    plain = " ".join(fold(words))
    if len(plain) < _SHORTEST:
        return ()
    labels = {item.label for item in everything for form in _forms(item) if _almost(plain, form)}
    return tuple(sorted(labels.union(word for word in vocabulary().words() if len(word) > _SHORTEST and _almost(plain, word))))


def _almost(plain: str, form: str) -> bool:
    """Whether two words differ by one letter, or by two where they are long; the first letter is hardly ever mistyped."""
    most = 1 if len(plain) < _LONG else 2
    return plain[0] == form[0] and 0 < OSA.distance(plain, form, score_cutoff=most) <= most


def _like(words: str, everything: Iterable[Known]) -> tuple[str, ...]:
    """The labels of what is spelled much like these words, the likest first."""
    plain = " ".join(fold(words))
    if len(plain) < _SHORTEST:
        return ()
    likeness = {item.label: max((fuzz.ratio(plain, form) for form in _forms(item)), default=0.0) for item in everything}
    return tuple(sorted((label for label in likeness if likeness[label] >= _LIKE), key=lambda label: (-likeness[label], label)))


def _forms(item: Known) -> Iterator[str]:
    for name in (item.label, *item.others):
        folded = fold(name)
        if len(name) >= _SHORTEST:
            yield " ".join(folded)
        if item.kind == "person":
            yield from folded[-1:]


def hints(unknown: Iterable[str], everything: Iterable[Known]) -> tuple[str, ...]:
    """What was perhaps meant by unknown words, a line for each that is spelled like something known."""
    named = tuple(item for item in everything if item.kind != "measure")
    meant = {words: misspelt(words, named) or _like(words, named) for words in unknown}
    return tuple(f"By “{words}”, did you mean {' or '.join(labels[:5])}?" for words, labels in meant.items() if labels)


def explain(problem: str, unknown: Iterable[str] = (), everything: Iterable[Known] = (), asked: Question | None = None) -> str:
    """A problem, names near to unknown words, and the questions nearest to the one asked that can be asked instead."""
    return "\n".join(
        (problem, *hints(unknown, everything), "What can be asked, for example:", *(f"  {one}" for one in nearest(asked)))
    )


def nearest(asked: Question | None) -> tuple[str, ...]:
    """Questions that can be asked, those first that share most with the one asked, with its names in their places."""
    names: dict[str, str] = {}
    for slot in asked.slots.values() if asked else ():
        names.setdefault(slot.kind.casefold(), slot.label)
    ranked = sorted(enumerate(intents()), key=lambda one: (-_shared(one[1], asked, names), _rank(one[1]), one[0]))
    return tuple(dict.fromkeys(_way(intent, names) for _, intent in ranked))[:_OFFERED]


def _shared(intent: Intent, asked: Question | None, names: dict[str, str]) -> float:
    """How much an intent makes of a question: its own words, the names that it has a place for, less what it cannot read."""
    if asked is None:
        return 0
    told = render(asked.words, intent.words)
    fits = any(pattern.search(told.text) for pattern in intent.patterns)
    placed = max((len(set(_PLACE.findall(way)) & names.keys()) for way in intent.ways), default=0)
    return 2 * fits + told.own + placed - 0.5 * len(told.unknown)


def _way(intent: Intent, names: dict[str, str]) -> str:
    """The way to ask that has places for most of the names, all filled; the example where there is none."""
    fitting = [way for way in intent.ways if _PLACE.search(way) and set(_PLACE.findall(way)) <= names.keys()]
    if not fitting:
        return intent.example
    return _PLACE.sub(lambda found: names[found.group(1)], max(fitting, key=lambda way: len(_PLACE.findall(way))))


def _rank(intent: Intent) -> int:
    return _USUAL.index(intent.query) if intent.query in _USUAL else len(_USUAL)


_USUAL = (
    "who-said-what", "measures-between", "tariff-history", "about-person", "post-holders", "promises", "changed-positions",
    "upcoming-events", "exemptions", "claims-across-documents", "word-for-word", "who-told-whom",
)  # fmt: skip
"""The most useful kinds of question, which are offered where nothing tells which are near."""
