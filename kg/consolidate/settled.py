"""What people decided, found again in the store as it is now: places in documents become actors and facts.

A place is looked for where it was; then by its words elsewhere in the document; then by the IRI, and the name, that it had.
What is not found is told, and stays in the file.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from kg.consolidate.joining import Judged
from kg.consolidate.profiles import Sighting
from kg.consolidate.seen import Everybody
from kg.consolidate.splitting import Cast, Occurrence
from kg.judgements import Judgement, Judgements, Mention, Place, Ruling
from kg.model import Iri, Literal, Term
from kg.stores import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejections:
    """The facts that people rejected, and the judgements whose fact is not in the store."""

    facts: frozenset[str] = frozenset()
    lost: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Pairs of occurrences that people decided on, in the order of the file, and the judgements whose actors are not there."""

    same: tuple[tuple[Occurrence, Occurrence], ...] = ()
    different: tuple[tuple[Occurrence, Occurrence], ...] = ()
    lost: tuple[Judgement, ...] = ()

    def judged(self, cast: Cast) -> Judged:
        """The same in terms of profiles; a pair that one judgement joins and a later one parts is parted."""
        same = tuple((cast.key(*one), cast.key(*other)) for one, other in self.same)
        different = frozenset((cast.key(*one), cast.key(*other)) for one, other in self.different)
        return Judged(same=tuple(pair for pair in same if pair[0] != pair[1]), different=different)


def rejections(store: Store, judgements: Judgements) -> Rejections:
    """The facts that stand rejected, by their IRIs in the store."""
    wanted = [(line, line.fact) for line in judgements.standing if line.verdict is Ruling.REJECT and line.fact]
    facts: set[str] = set()
    lost: list[Judgement] = []
    for line, place in wanted:
        found = find_fact(store, place)
        if found is None:
            lost.append(line)
        else:
            facts.add(found)
    return Rejections(facts=frozenset(facts), lost=tuple(lost))


def find_fact(store: Store, place: Place) -> str | None:
    """The fact that stands at a place now: by its IRI, or of its kind on the same words."""
    found = tuple(facts_of(store, place.document))
    if any(one.fact == place.fact for one in found):
        return place.fact
    fitting = [one for one in found if one.kind == place.kind and _same_words(one.quote, place.quote)]
    return min(fitting, key=lambda one: (abs(one.start - place.start), one.fact)).fact if fitting else None


def facts_of(store: Store, document: str) -> Iterator[Place]:
    """Each fact of a document with each place of its evidence, sorted."""
    query = files("kg.consolidate").joinpath("facts-of-document.rq").read_text("utf-8")
    for record in store.select(query, {"document": Iri(document)}).records():
        kind = _text(record["class"])
        yield Place(
            fact=_text(record["fact"]),
            kind=kind[max(kind.rfind("#"), kind.rfind("/")) + 1 :],
            document=document,
            start=int(_text(record["start"])),
            end=int(_text(record["end"])),
            quote=_text(record["quote"]),
        )


def _text(term: Term) -> str:
    return term.value if isinstance(term, Literal) else str(term)


def _same_words(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())


def settle(judgements: Judgements, everybody: Everybody) -> Settled:
    """The pairs that stand decided; what is no person or organisation of the store is lost for now."""
    pairs: dict[Ruling, list[tuple[Occurrence, Occurrence]]] = defaultdict(list)
    lost: list[Judgement] = []
    decided = [(line, line.one, line.other) for line in judgements.standing if line.one and line.other]
    finder = _Finder(everybody) if decided else None
    for line, first, second in decided:
        one, other = (finder.find(first), finder.find(second)) if finder else (None, None)
        if one and other:
            pairs[line.verdict].append((one, other))
        else:
            lost.append(line)
    return Settled(same=tuple(pairs[Ruling.SAME]), different=tuple(pairs[Ruling.DIFFERENT]), lost=tuple(lost))


class _Finder:
    """Who a mention stands for now."""

    def __init__(self, everybody: Everybody) -> None:
        self._everybody = everybody
        self._first = {one.agent: one.documents[0] for one in (*everybody.bodies, *everybody.profiles)}

    def find(self, mention: Mention) -> Occurrence | None:
        """The document and IRI of whoever is meant; None where nobody is."""
        there = self._everybody.in_document(mention.document)
        return self._by_words(mention, {one.agent for one in there}) or self._by_name(mention, there)

    def _by_words(self, mention: Mention, there: Collection[str]) -> Occurrence | None:
        if mention.start < 0:
            return None
        written = self._everybody.written_in(mention.document)
        known = [one for one in written if _same_words(one.text, mention.quote) and one.agent in there]
        nearest = min(known, key=lambda one: (abs(one.start - mention.start), one), default=None)
        return (nearest.document, nearest.agent) if nearest else None

    def _by_name(self, mention: Mention, there: Iterable[Sighting]) -> Occurrence | None:
        if any(one.agent == mention.agent for one in there):
            return (mention.document, mention.agent)
        labelled = min((one.agent for one in there if one.label == mention.name), default=None)
        if labelled:
            return (mention.document, labelled)
        return (self._first[mention.agent], mention.agent) if mention.agent in self._first else None
