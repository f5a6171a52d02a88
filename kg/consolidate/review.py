"""What a reader is asked: pairs that may be one actor, with the passages of both side by side; and whom a judgement means."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from kg.consolidate.settled import facts_of
from kg.errors import JudgementError
from kg.ids import Namer
from kg.judgements import Mention, Place
from kg.model import Iri, Literal, Term
from kg.resolve.names import fold
from kg.stores import Store

_PASSAGES = 2
"""Passages that are shown of each actor."""
_ORDER = ("doubtful", "same", "different")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where a document names somebody: characters [start, end), the words, and what stands around them; "" is unknown."""

    document: str
    title: str
    publisher: str
    published: str
    start: int
    end: int
    words: str
    around: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody by one IRI, with passages that name them."""

    iri: str
    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A pair for a reader: `verdict` is doubtful, same or different as the derived graph has it, `id` names the pair."""

    id: str
    verdict: str
    confidence: float
    rule: str
    reason: str
    one: Actor
    other: Actor


def questions(store: Store, verdicts: Iterable[str] = _ORDER) -> tuple[Question, ...]:
    """The pairs of a store: the doubtful first, the likelier the earlier; then the joined, the least sure first."""
    wanted = tuple(verdicts)
    rows = [record for record in _records(store, "matches") if _text(record["verdict"]) in wanted]
    actors = _actors(store, {_text(record[name]) for record in rows for name in ("one", "other")})
    found = [
        Question(
            id=_text(record["match"]).rpartition("/")[2],
            verdict=_text(record["verdict"]),
            confidence=float(_text(record["confidence"])),
            rule=_text(record["rule"]),
            reason=_text(record["why"]),
            one=actors[_text(record["one"])],
            other=actors[_text(record["other"])],
        )
        for record in rows
    ]
    return tuple(sorted(found, key=_precedence))


def undecided(store: Store) -> tuple[Question, ...]:
    """The pairs that no person decided, in the same order."""
    return tuple(one for one in questions(store) if one.rule != "judgement")


def _precedence(question: Question) -> tuple[int, float, str]:
    sign = -1 if question.verdict == "doubtful" else 1
    return (_ORDER.index(question.verdict), sign * question.confidence, question.id)


def _actors(store: Store, iris: Iterable[str]) -> Mapping[str, Actor]:
    known = {_text(record["agent"]): record for record in _records(store, "actors")}
    originals = {iri: _text(known[iri]["namesake"]) if iri in known and "namesake" in known[iri] else iri for iri in iris}
    passages = _passages(store, originals.values())
    return {
        iri: Actor(
            iri=iri,
            label=_text(known[iri]["label"]) if iri in known else iri,
            passages=_shown(passages[original]),
        )
        for iri, original in originals.items()
    }


def _passages(store: Store, agents: Iterable[str]) -> Mapping[str, list[Passage]]:
    found: dict[str, list[Passage]] = defaultdict(list)
    wanted = tuple(Iri(agent) for agent in sorted(set(agents)))
    for record in _records(store, "evidence", wanted) if wanted else ():
        texts = {name: _text(record[name]) if name in record else "" for name in ("title", "publisher", "published", "around")}
        found[_text(record["agent"])].append(
            Passage(
                document=_text(record["document"]),
                start=int(_text(record["start"])),
                end=int(_text(record["end"])),
                words=_text(record["words"]),
                **texts,
            )
        )
    return found


def _shown(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The first passage of each document, of a few documents."""
    first: dict[str, Passage] = {}
    for passage in passages:
        first.setdefault(passage.document, passage)
    return tuple(first[document] for document in sorted(first)[:_PASSAGES])


def pair(store: Store, names: tuple[str, ...], namer: Namer) -> tuple[Mention, Mention]:
    """The two actors that a judgement is about: the id of a question, or two names, IRIs or passages."""
    if len(names) == 1:
        wanted = [record for record in _records(store, "matches") if _text(record["match"]).rpartition("/")[2] == names[0]]
        if not wanted:
            raise JudgementError(f"{names[0]!r} is the id of no pair: `onrecord review` lists them; or give two names")
        names = (_text(wanted[0]["one"]), _text(wanted[0]["other"]))
    one, other = (mention(store, name, namer) for name in names)
    if (one.agent, one.document) == (other.agent, other.document):
        raise JudgementError(f"{names[0]} and {names[1]} are the same already: to part what one IRI means in two documents, "
                             "give two passages, DOCUMENT#char=START,END")  # fmt: skip
    return one, other


def mention(store: Store, name: str, namer: Namer) -> Mention:
    """A person or organisation by name, IRI or passage, tied to the first place that names them. JudgementError if unclear."""
    known = {_text(record["agent"]): record for record in _records(store, "actors")}
    document, _, span = name.partition("#char=")
    if span:
        return _mentioned_at(store, known, document, span)
    agent = name if name in known else _named(known, name, namer)
    original = _text(known[agent]["namesake"]) if "namesake" in known[agent] else agent
    places = _passages(store, (original,))[original]
    if original != agent:
        theirs = _documents_of(store, agent)
        places = [place for place in places if place.document in theirs]
    if not places:
        raise JudgementError(f"no document names {name} in a passage that a judgement could refer to")
    first = [place for place in places if place.document == places[0].document]
    return _mention(original, _text(known[agent]["label"]), min(first, key=lambda place: (len(place.words), place.start)))


def _named(known: Mapping[str, Mapping[str, Term]], name: str, namer: Namer) -> str:
    wanted = fold(name)
    fitting = sorted(agent for agent, record in known.items() if fold(_text(record["label"])) == wanted)
    ones = {_text(known[agent]["one"]) if "one" in known[agent] else agent for agent in fitting}
    if not fitting:
        raise JudgementError(
            f"no person or organisation goes by {name!r}: give a name as the lists show it, an IRI or a passage"
        )
    if len(ones) > 1:
        raise JudgementError(f"{name!r} may be any of {', '.join(fitting)}: give the IRI")
    return min(fitting, key=lambda agent: (agent not in ones, namer.anchor(agent) is None, agent))


def _mentioned_at(store: Store, known: Mapping[str, Mapping[str, Term]], document: str, span: str) -> Mention:
    start, _, end = span.partition(",")
    agents = tuple(agent for agent in known if "namesake" not in known[agent])
    for agent, places in sorted(_passages(store, agents).items()):
        for place in places:
            if (place.document, str(place.start), str(place.end)) == (document, start, end):
                return _mention(agent, _text(known[agent]["label"]), place)
    raise JudgementError(f"nobody is named at {document}#char={span}: `onrecord query written-names` lists the places")


def _mention(agent: str, label: str, place: Passage) -> Mention:
    return Mention(agent=agent, name=label, document=place.document, start=place.start, end=place.end, quote=place.words)


def _documents_of(store: Store, namesake: str) -> frozenset[str]:
    query = files("kg.consolidate").joinpath("documents-of-namesake.rq").read_text("utf-8")
    return frozenset(map(str, store.select(query, {"agent": Iri(namesake)}).column("document")))


def fact(store: Store, iri: str) -> Place:
    """A fact by its IRI, tied to the first words of its evidence; JudgementError if there is none."""
    places = [place for place in facts_of(store, iri.partition("#")[0]) if place.fact == iri] if "://" in iri else []
    if not places:
        raise JudgementError(f"{iri} is no fact of the store: lists print the IRI of each with --json")
    return places[0]


def _records(store: Store, name: str, agents: tuple[Iri, ...] = ()) -> Iterable[Mapping[str, Term]]:
    query = files("kg.consolidate").joinpath(f"{name}.rq").read_text("utf-8")
    return store.select(query, {"agent": agents} if agents else {}).records()


def _text(term: Term) -> str:
    return term.value if isinstance(term, Literal) else str(term)
