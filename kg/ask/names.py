"""Finds what a question names: people (by surname too), organisations, countries, sectors, agreements, posts; in any case."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from kg.errors import QuestionError
from kg.lexicon import lexicon
from kg.network.known import Known

KINDS = ("PERSON", "COUNTRY", "SECTOR", "AGREEMENT", "ORGANIZATION", "POST", "GROUP", "WORDS")
"""What a name can stand for; where two are written alike, the earlier counts. WORDS stand in quotation marks."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOKEN = re.compile(r"[^\s,;:!?()\[\]{}\"“”\-‐‑–—/]+")
_QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(?<!\w)[‘']([^'‘’]+)[’'](?!\w)")
_OFFICE = re.compile(r"\s+(minister|secretary|commissioner|ambassador|envoy|czar)(?:s|'s)?\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST = 12
_SHORTEST_SLIP = 6
_LONG_SLIP = 9
"""Letters from which a name may be written with a wrong letter."""
_SMALL = _set(
    "a all an and are at be but by do for he her him his how i if in is it its may me my no of on one or others our she so some"
    " somebody someone that the their them they this to us was we what when who whom why will with you your"
)
_BEFORE_PRONOUN = _set("tell told give gave show let help send inform remind get bring around among both all for with to at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Something named at [start, end) of a question: `label` is its name in the graph, `written` what the question says."""

    kind: str
    label: str
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    words: tuple[str, ...]
    start: int
    end: int


Key = tuple[str, ...]


class Names:
    """All names that a graph and the lexicon know."""

    def __init__(self, known: Iterable[Known], posts: Iterable[str]) -> None:
        self._full: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._surnames: dict[Key, set[str]] = defaultdict(set)
        for item in known:
            self._learn(item)
        for post in posts:
            self._add("POST", post, post)
            self._add("POST", f"{post}s", post)
            head, found, of = post.partition(" of the ")
            if found and " " not in head and " " not in of:
                self._add("POST", f"{of} {head}", post)
            for country in lexicon().find_countries(post):
                self._add("POST", f"{post[: country.start]}{country.value}{post[country.end :]}", post)

    def _learn(self, item: Known) -> None:
        kind = item.kind.upper()
        if kind not in KINDS:
            return
        for name in (item.label, *(other for other in item.others if kind != "COUNTRY")):
            self._add(kind, name, item.label)
        if kind == "ORGANIZATION" and (members := _members(item.label)):
            self._add(kind, members, item.label)
        for words in map(fold, (item.label, *item.others) if kind == "PERSON" else ()):
            for start in range(1, len(words)):
                self._surnames[words[start:]].add(item.label)

    def _add(self, kind: str, name: str, label: str) -> None:
        words = fold(name.removeprefix("the ").removeprefix("The "))
        if words and not set(words) <= _SMALL:
            self._full[words][kind].add(label)

    def find(self, question: str, ordinary: frozenset[str] = frozenset()) -> tuple[Slot, ...]:
        """The names in the order of the question, the longest where they overlap; QuestionError for one that several share.

        `ordinary` are words that in small letters are no names of bodies, whatever bodies are called: "time", "post". A
        person's name with a wrong letter is taken for the only name that it can be.
        """
        taken: list[Slot] = []
        found = [slot for slot in self._all(question) if not _is_ordinary(slot, ordinary)]
        found += self._misspelt(question, found, ordinary)
        for slot in sorted(found, key=lambda slot: (slot.start - slot.end, KINDS.index(slot.kind), slot.start)):
            if all(slot.end <= other.start or other.end <= slot.start for other in taken):
                taken.append(slot)
        for slot in taken:
            if slot.kind == "PERSON" and " | " in slot.label:
                people = slot.label.replace(" | ", " or ")
                raise QuestionError(f"“{slot.written}” may be {people}: write the full name")
        return tuple(sorted(taken, key=lambda slot: slot.start))

    def _all(self, question: str) -> Iterator[Slot]:
        tokens = [
            _Token(words=fold(match.group()), start=match.start(), end=match.end()) for match in _TOKEN.finditer(question)
        ]
        yield from _quoted(question)
        yield from _from_lexicon(question, tokens)
        for first in range(len(tokens)):
            words: Key = ()
            for token in tokens[first : first + _LONGEST]:
                words += token.words
                written = _written(question, tokens[first].start, token.end)
                for kind, label in self._meant(words, written):
                    yield Slot(kind=kind, label=label, written=written, start=tokens[first].start, end=token.end)

    def _misspelt(self, question: str, found: Iterable[Slot], ordinary: frozenset[str]) -> Iterator[Slot]:
        """People whose name is written with a wrong letter, where no other name or word of a question is near."""
        covered = {at for slot in found if slot.kind != "PERSON" for at in range(slot.start, slot.end)}
        named = {at for slot in found if slot.kind == "PERSON" for at in range(slot.start, slot.end)}
        tokens = [match for match in _TOKEN.finditer(question) if match.start() not in covered]
        words = [fold(match.group()) for match in tokens]
        for at, match in enumerate(tokens):
            for end in (at + 2, at + 1) if match.start() not in named else ():
                key = tuple(word for one in words[at:end] for word in one)
                if len(key) != end - at or set(key) <= ordinary:
                    continue
                people = {label for form, labels in self._people(len(key)) if is_slip(key, form) for label in labels}
                if len(people) == 1:
                    written = _written(question, match.start(), tokens[end - 1].end())
                    yield Slot(
                        kind="PERSON", label=people.pop(), written=written, start=match.start(), end=tokens[end - 1].end()
                    )

    def _people(self, length: int) -> Iterator[tuple[Key, set[str]]]:
        if length == 1:
            yield from ((name, labels) for name, labels in self._surnames.items() if len(name) == 1)
        yield from ((name, kinds["PERSON"]) for name, kinds in self._full.items() if len(name) == length and "PERSON" in kinds)

    def _meant(self, words: Key, written: str) -> Iterator[tuple[str, str]]:
        for kind, labels in self._full.get(words, {}).items():
            yield kind, " | ".join(sorted(labels)) if kind == "PERSON" else min(labels)
        people = self._surnames.get(words)
        if people and words not in self._full and (written[0].isupper() or len(words[-1]) > 3):
            yield "PERSON", " | ".join(sorted(people))


def _members(party: str) -> str | None:
    """What the members of a party are called after it: "Conservative Party" → "Conservatives"; None for other bodies."""
    head, found, _ = party.partition(" Party")
    last = head.rpartition(" ")[2]
    if not found or not last:
        return None
    return f"{last.removesuffix('ic')}s" if last.endswith("cratic") else f"{last}s"


def is_slip(written: Key, name: Key) -> bool:
    """Whether a name is written with a slip: one letter too many or too few, two swapped, or, in long names, a wrong one.

    A wrong letter more often makes another person's name (Carter, Carver) than one too many, so that it needs a longer name.
    """
    if len(written) != len(name) or sum(map(len, name)) < _SHORTEST_SLIP:
        return False
    distances = [OSA.distance(one, other, score_cutoff=1) for one, other in zip(written, name, strict=True)]
    if max(distances) > 1 or not any(distances):
        return False
    if len(name) > 1:
        return sum(map(len, name)) >= _LONG_SLIP
    same_length = len(written[0]) == len(name[0]) and sorted(written[0]) != sorted(name[0])
    return written[0][0] == name[0][0] and (len(name[0]) >= _LONG_SLIP or not same_length)


def _is_ordinary(slot: Slot, ordinary: frozenset[str]) -> bool:
    return (
        slot.kind in ("ORGANIZATION", "GROUP")
        and slot.written.islower()
        and not slot.label.islower()
        and set(fold(slot.written)) <= ordinary
    )


def fold(text: str) -> Key:
    """The words of a name without case, diacritics, dots and possessives: "Élise O’Neil’s" → ("elise", "oneil")."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = (re.sub(r"[.'’]", "", _POSSESSIVE.sub("", word)) for word in re.split(r"[\s\-‐‑–—/,]+", letters))
    return tuple(word for word in words if word)


def _written(question: str, start: int, end: int) -> str:
    return _POSSESSIVE.sub("", question[start:end])


def _quoted(question: str) -> Iterator[Slot]:
    for match in _QUOTED.finditer(question):
        inner = next(group for group in match.groups() if group)
        yield Slot(kind="WORDS", label=inner.strip(), written=match.group(), start=match.start(), end=match.end())


def _from_lexicon(question: str, tokens: list[_Token]) -> Iterator[Slot]:
    """Countries and sectors by all their words, adjectives and capitals too; countries also where the case is neglected."""
    words = lexicon()
    for sector in words.find_sectors(question):
        if office := _OFFICE.match(question, sector.end):
            label = f"{question[sector.start : sector.end]} {office.group(1)}".casefold()
            yield _slot("POST", label, question, sector.start, office.end())
        yield _slot("SECTOR", words.sector_label(sector.value), question, sector.start, sector.end)
    for agreement in words.find_agreements(question):
        yield _slot("AGREEMENT", words.agreement_label(agreement.value), question, agreement.start, agreement.end)
    for country in words.find_countries(question):
        yield _slot("COUNTRY", words.country_label(country.value), question, country.start, country.end)
    for first, token in enumerate(tokens):
        for last in tokens[first : first + 4]:
            written = _written(question, token.start, last.end).rstrip(".")
            before = tokens[first - 1].words if first else ()
            code = None if set(fold(written)) <= _SMALL - {"us"} else _country(written, before)
            if code:
                yield _slot("COUNTRY", words.country_label(code), question, token.start, last.end)


def _country(written: str, before: Key) -> str | None:
    """The code of a country whose name is written in small letters."""
    if not written.islower():
        return None
    if written == "us":
        return "US" if not before or before[-1] not in _BEFORE_PRONOUN else None
    short = len(written.replace(".", "")) <= 3
    return lexicon().country(written.upper() if short else written.title())


def _slot(kind: str, label: str, question: str, start: int, end: int) -> Slot:
    return Slot(kind=kind, label=label, written=question[start:end], start=start, end=end)
