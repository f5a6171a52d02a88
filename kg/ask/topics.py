"""The topic of a question about statements: words after "about" that name nothing, which are looked for in what was said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.ask.intents import Intent
from kg.ask.marking import Question
from kg.ask.names import Slot
from kg.ask.rates import ATRATE
from kg.ask.rendering import MARKER, UNKNOWN, word_class
from kg.ask.vocabulary import PRONOUN, vocabulary

TOPIC = "TOPIC"
"""The kind of slot whose label is words, all of which a claim must have."""
_STARTS = frozenset(("about", "on", "MENTION", "WANT", "HOPE", "FEAR", "SUPPORT", "OPPOSE", "REFUSE"))
_AFTER = frozenset(
    (
        *(("SAY", "of"), ("SAY", "against"), ("SAY", "that"), ("DEADLINE", "for")),
        *(("HOPE", "for"), ("FEAR", "for"), ("OPPOSE", "to")),
        *(("PROMISE", "to"), ("VIEW", "of"), ("VIEW", "for"), ("WANT", "for"), ("WANT", "from")),
        *(("STATEMENT", "for"), ("STATEMENT", "with"), ("QUOTE", "with")),
    )
)
"""What begins a topic behind another word: "warned of job losses", "said that the talks …", "a deadline for a deal"."""
_PREPOSITIONS = frozenset(("of", "in", "on", "between", "with", "from", "to", "for", "against", "at", "under", "AND"))
"""What joins the parts of a topic: "job losses in the car industry"."""
_SPEAKERS = frozenset(("from", "to"))
"""After these a person or a body is who speaks or is spoken to, and no part of the topic."""
_POSSESSIVES = frozenset(("his", "her", "its", "their"))
"""Before a topic they change nothing: what she says about her trip is about a trip."""
_NAMES = re.compile(r"(?:PERSON|ORGANIZATION|GROUP|COUNTRY|SECTOR|AGREEMENT)\d+")
_SUBJECTS = re.compile(r"(?:SECTOR|COUNTRY|AGREEMENT|PERSON)\d+")
_BODIES = re.compile(r"(?:PERSON|ORGANIZATION|GROUP)\d+")
_COVERED = frozenset(("COVERED",))
"""Trade words that a sector beside them stands for: statements on steel tariffs are those about steel."""
_NOUNS = frozenset(("NEGOTIATION", "TRADE", "AGREEMENTN"))
"""Classes of nouns that are spelled like verbs, or are what statements are usually about: "talks", "trade", "deal"."""
_MATTERS = (
    _NOUNS
    | _COVERED
    | {"DUTY", "GOODS"}
    | {"COUNTERMEASURE", "RETALIATORY", "DEADLINE", "EXEMPTION", "QUOTA", "BAN", "RATE", "REVIEW"}
)
NEVER = frozenset(
    (
        "why",
        "except",
        "excluding",
        "besides",
        "without",
        "not",
        "never",
        "nobody",
        "nothing",
        "because",
        "whether",
        "if",
        "unless",
        "while",
        "during",
    )
)
"""Words that are about the question and not about what was said."""
_WANTED = frozenset(("STATEMENT", "QUOTE", "VERBATIM", "DIRECT", "INDIRECT"))
"""Words of a question in key words that tell what is wanted, and not about what."""
_LANGUAGE = re.compile(r"(?:ese|ish|an|ch|ic|i)$")
"""The end of an adjective, which after "in" is a language: "in French"."""
_FIRST = 700
"""The number of the first slot made here; names in a question are counted from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Topic:
    """Words [start, end) of a question: those that name nothing, and the names among them."""

    start: int
    end: int
    words: tuple[str, ...]
    names: tuple[str, ...]


def with_topic(question: Question, intent: Intent) -> Question:
    """A question whose topic is a slot of its own, with its names beside it: "about TOPIC700 about COUNTRY1"."""
    topic = _keywords(question, intent) or next((one for one in _topics(question, intent) if one.words), None)
    if topic is None:
        return question
    covered = tuple(word for word in topic.words if _is_covered(word)) if _has_sector(topic) else ()
    kept = tuple(word for word in topic.words if word not in covered)
    if ATRATE in kept:
        kept = tuple(rate for word in kept for rate in (question.rate if word == ATRATE else (word,)))
    slots = dict(question.slots)
    told: tuple[str, ...] = ()
    if kept:
        slots[f"{TOPIC}{_FIRST}"] = Slot(kind=TOPIC, label=" ".join(kept), written=" ".join(kept), start=0, end=0)
        told = (f"{TOPIC}{_FIRST}",)
    parts = (*told, *topic.names)
    joined = tuple(word for at, part in enumerate(parts) for word in (("about", part) if at else (part,)))
    words = (*question.words[: topic.start], *joined, *question.words[topic.end :])
    return replace(question, words=words, slots=slots, covered=covered, rate=() if ATRATE in topic.words else question.rate)


def _has_sector(topic: _Topic) -> bool:
    return any(name.startswith("SECTOR") for name in topic.names)


def _is_covered(word: str) -> bool:
    return bool(_classes(word) & _COVERED)


def _classes(word: str) -> frozenset[str]:
    return vocabulary().classes.get((word,), frozenset())


def _topics(question: Question, intent: Intent) -> Iterator[_Topic]:
    """What stands after each word that a topic begins with."""
    words, told = question.words, list[str]()
    at = 0
    while at < len(words):
        length, name = word_class(words, at, intent.words, told)
        begins = (
            name in _STARTS
            or (name == "SAY" and length == 1 and "MENTION" in _classes(words[at]))
            or (told[-1:] and (told[-1], name or words[at]) in _AFTER)
        )
        at += length
        if begins:
            yield _scanned(question, at, intent)
        told += [name] if name else []


def _scanned(question: Question, start: int, intent: Intent) -> _Topic:
    """The longest topic from here on; a preposition belongs to it only with what follows."""
    words, found, names = question.words, list[str](), list[str]()
    at = end = start
    joint: str | None = None
    while at < len(words):
        length, name = word_class(words, at, intent.words, names)
        own = words[at]
        if MARKER.fullmatch(own):
            if (
                not _NAMES.fullmatch(own)
                or not _may_join(joint, own, found)
                or (joint == "in" and _is_language(question.slots[own]))
            ):
                break
            names.append(own)
        elif own in _POSSESSIVES and not found and not names:
            at += length
            continue
        elif own in NEVER or PRONOUN in _classes(own):
            break
        elif name == UNKNOWN or _classes(own) & _NOUNS:
            if joint and (joint == "to" or (not found and joint != "AND" and not _classes(own) & _NOUNS)):
                break
            found.append(own)
            length = 1
        elif name in _PREPOSITIONS and not joint and (found or names):
            joint, at = name, at + length
            continue
        elif name is not None:
            break
        else:
            at += length
            continue
        joint, at = None, at + length
        end = at
    return _Topic(start=start, end=end, words=tuple(found), names=tuple(names))


def _is_language(slot: Slot) -> bool:
    return slot.kind == "COUNTRY" and slot.written != slot.label and bool(_LANGUAGE.search(slot.written))


def _may_join(joint: str | None, name: str, found: Sequence[str]) -> bool:
    """Whether a name goes on a topic: after a preposition only if the topic has words, and if it is no speaker's."""
    if joint is None:
        return True
    if joint == "AND":
        return not _BODIES.fullmatch(name)
    if joint in _SPEAKERS and (_BODIES.fullmatch(name) or (joint == "from" and not _classes("".join(found[-1:])) & {"GOODS"})):
        return False
    return bool(found)


def _keywords(question: Question, intent: Intent) -> _Topic | None:
    """The topic of a question that is nothing but names and words, "carney statements steel talks"; None for a sentence.

    What comes first may be who speaks, and that statements are wanted, in either order.
    """
    words, told = question.words, [word_class(question.words, at, intent.words, ())[1] for at in range(len(question.words))]
    names = [word for word in words if MARKER.fullmatch(word)]
    if not any(map(_SUBJECTS.fullmatch, names)) or not all(map(_NAMES.fullmatch, names)):
        return None
    start, end = _head(words, told), len(words)
    while end > start and told[end - 1] in _WANTED:
        end -= 1
    matters = _MATTERS if start or end < len(words) else _NOUNS
    about = words[start:end]
    found = [word for word in about if not MARKER.fullmatch(word) and _may_be_topic(word, matters)]
    others = [name for word, name in zip(about, told[start:end], strict=True) if word not in (*names, *found)]
    if any(name is not None for name in others) or not found:
        return None
    return _Topic(start=start, end=end, words=tuple(found), names=tuple(word for word in about if word in names))


def _may_be_topic(word: str, matters: frozenset[str]) -> bool:
    """Whether a word names what statements are about: it is of no class, or of one of these; "sectors" asks for sectors."""
    classes = _classes(word)
    return not classes or bool(classes & matters and "SECTORN" not in classes)


def _head(words: Sequence[str], told: Sequence[str | None]) -> int:
    """How many words at the start tell who speaks, and that his statements, or the words themselves, are asked for."""
    at, has_speaker = 0, False
    while at < len(words):
        is_speaker = bool(_BODIES.fullmatch(words[at])) or (at == 0 and told[0] == "SECTORN")
        if not (told[at] in _WANTED or (is_speaker and not has_speaker)):
            break
        has_speaker, at = has_speaker or is_speaker, at + 1
    return at
