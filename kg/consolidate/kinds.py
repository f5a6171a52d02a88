"""Wordings that nothing tells apart but their document: compared once, however many documents print them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.consolidate.wordings import Wording


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """Every kind of wording with its copies, in the order of precedence; kinds and copies alike are sorted."""

    copies: tuple[tuple[Wording, ...], ...]

    @classmethod
    def of(cls, found: Iterable[Wording]) -> "Kinds":
        """The kinds of some wordings; the same whatever order they come in."""
        alike: dict[tuple[object, ...], list[Wording]] = defaultdict(list)
        for wording in sorted(found, key=lambda one: one.precedence):
            alike[_what_tells(wording)].append(wording)
        return cls(copies=tuple(map(tuple, alike.values())))

    @cached_property
    def firsts(self) -> tuple[Wording, ...]:
        """One wording of each kind, that of precedence."""
        return tuple(copies[0] for copies in self.copies)

    @cached_property
    def by_document(self) -> Mapping[str, tuple[tuple[int, Wording], ...]]:
        """The telling wordings of each document with the numbers of their kinds, in the order of the text."""
        found: dict[str, list[tuple[int, Wording]]] = defaultdict(list)
        for number, copies in enumerate(self.copies):
            for wording in copies:
                if wording.is_telling:
                    found[wording.document].append((number, wording))
        return {document: tuple(sorted(held, key=lambda one: one[1].precedence[2:])) for document, held in found.items()}

    @cached_property
    def reports(self) -> tuple[tuple[tuple[int, Wording], ...], ...]:
        """The same for one document of all those that tell the same kinds in the same order."""
        found: dict[tuple[int, ...], tuple[tuple[int, Wording], ...]] = {}
        for document in sorted(self.by_document):
            held = self.by_document[document]
            found.setdefault(tuple(number for number, _ in held), held)
        return tuple(found.values())


def _what_tells(wording: Wording) -> tuple[object, ...]:
    return (
        wording.speaker,
        wording.text,
        wording.form,
        wording.polarity,
        wording.about,
        wording.said,
        wording.recipient,
    )
