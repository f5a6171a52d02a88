"""When two organisations of different documents are one: explained acronyms, legal endings, short forms by evidence.

An organisation's IRI is its name, so that one name is one organisation already. A short form ("Commission") is what one
document means by it: where documents mean different bodies by it, each document's is joined by itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.consolidate.joining import Link
from kg.consolidate.profiles import Profile
from kg.ids import slug
from kg.resolve.names import fold

_LEGAL = frozenset(
    ("inc", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "plc", "ag", "sa", "se", "nv", "bv",
     "gmbh", "spa", "ab", "asa", "oyj", "kk", "pte", "pty")
)  # fmt: skip
_SMALL = frozenset(("of", "the", "and", "for", "on", "in", "to", "at", "de", "la", "du", "des", "et"))
_FULL = frozenset(("corporation", "company", "limited"))
_ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,8}[A-Z.]")
_EXPLAINED, _ENDING, _SHORT, _INITIALS = 0.95, 0.9, 0.85, 0.6


def links(bodies: Iterable[Profile], names: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    """Pairs of organisations that may be one, with confidence and reason; sorted. `names` are IRIs with written names."""
    labels = {one.agent: one.label for one in bodies}
    found = {*_explained(labels, names), *_endings(labels), *_initials(labels)}
    return tuple(sorted(found))


def short_forms(bodies: Iterable[Profile]) -> Mapping[tuple[str, str], Link]:
    """For a document and an organisation that it names in short: the one body of the same document that the name is short for.

    "Commission" in a document that also names the European Commission and no other body whose name ends so.
    """
    words = {one: tuple(fold(one.label).split()) for one in bodies}
    by_ending: dict[str, list[Profile]] = defaultdict(list)
    for one, name in words.items():
        if len(name) > 1 and not set(name[:-1]) & _SMALL:
            by_ending[name[-1]].append(one)
    found: dict[tuple[str, str], Link] = {}
    for one, name in words.items():
        if len(name) == 1:
            found.update(_meant(one, by_ending.get(name[0], ())))
    return found


def _meant(short: Profile, bodies: Iterable[Profile]) -> Iterator[tuple[tuple[str, str], Link]]:
    """What each document means by a short name that names one of several bodies in it."""
    beside: dict[str, list[Profile]] = defaultdict(list)
    known = frozenset(short.documents)
    for body in bodies:
        for document in known.intersection(body.documents):
            beside[document].append(body)
    for document, named in beside.items():
        if len(named) == 1:
            reason = f"“{short.label}” beside “{named[0].label}” in one document, and no other body whose name ends so"
            yield (document, short.agent), _link(short.agent, named[0].agent, _SHORT, reason, "short-form")


def _explained(labels: Mapping[str, str], names: Iterable[tuple[str, str]]) -> Iterator[Link]:
    """An acronym that stands in some document for a body whose name has these initials, and for no other in any document."""
    meant: dict[str, set[str]] = defaultdict(set)
    for agent, text in names:
        label = labels.get(agent)
        if label and _ACRONYM.fullmatch(text) and slug(text) != slug(label) and _spells(text, label):
            meant[slug(text)].add(agent)
    by_slug = {slug(label): agent for agent, label in sorted(labels.items())}
    for acronym, bodies in sorted(meant.items()):
        short = by_slug.get(acronym)
        for body in sorted(bodies):
            if short and short != body:
                sure = _EXPLAINED if len(bodies) == 1 else _INITIALS
                yield _link(short, body, sure, f"a document explains {labels[short]} as {labels[body]}", "acronym")


def _endings(labels: Mapping[str, str]) -> Iterator[Link]:
    """One name with and without what tells a company's legal form: "Ford Motor Co." and "Ford Motor"."""
    by_name: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for agent, label in sorted(labels.items()):
        by_name[_without_ending(label)].append(agent)
    for agents in by_name.values():
        for other in agents[1:]:
            yield _link(agents[0], other, _ENDING, "the same name but for the legal form or a small word", "legal-form")


def _without_ending(label: str) -> tuple[str, ...]:
    words = [word for word in fold(label.replace("&", " and ")).split() if word not in _SMALL]
    while len(words) > 1 and words[-1] in _LEGAL and (len(words) > 2 or words[-1] not in _FULL):
        words = words[:-1]
    return tuple(words)


def _initials(labels: Mapping[str, str]) -> Iterator[Link]:
    """An acronym and a name that it may stand for, which no document says: for a reader to decide."""
    names: dict[str, list[str]] = defaultdict(list)
    for agent, label in sorted(labels.items()):
        words = [word for word in label.split() if word.casefold() not in _SMALL]
        if len(words) > 2:
            names["".join(word[0] for word in words).upper()].append(agent)
    for agent, label in sorted(labels.items()):
        for other in names.get(label.replace(".", ""), ()) if _ACRONYM.fullmatch(label) else ():
            if other != agent:
                yield _link(agent, other, _INITIALS, f"{label} may be the initials of {labels[other]}", "initials")


def _spells(acronym: str, label: str) -> bool:
    letters = re.sub(r"[^A-Z]", "", acronym)
    return letters in ("".join(re.findall(r"\b[A-Za-z]", label)).upper(), "".join(re.findall(r"\b[A-Z]", label)))


def _link(one: str, other: str, confidence: float, reason: str, rule: str) -> Link:
    first, second = sorted((one, other))
    return Link(confidence=confidence, one=first, other=second, reason=reason, rule=rule)
