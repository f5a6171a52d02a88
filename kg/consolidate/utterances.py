"""The utterances of a store as wordings: all of them, those of some documents, or those of some agents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from types import MappingProxyType
from typing import Protocol

from kg.consolidate.wordings import Wording
from kg.consolidate.words import sense
from kg.model import Iri, Literal, Term
from kg.queries.named import assembled
from kg.rdf.terms import plain
from kg.stores import Store

_AT_ONCE = 500
_GROUPS = """
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?agent ?name WHERE { ?agent a foaf:Group ; skos:prefLabel ?name }
"""
_FEWEST_WORDS_OF_A_GROUP = 2


class Canonical(Protocol):
    """Who is who across documents."""

    def canonical(self, agent: str, document: str = "") -> str:
        """The one IRI for whoever a document means by an IRI."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterances:
    """The utterances of a store, without those rejected; `who` tells which agents are one."""

    store: Store
    who: Canonical
    rejected: frozenset[str] = frozenset()

    def all(self) -> tuple[Wording, ...]:
        """Every utterance whose speaker can be told from others."""
        return tuple(self._read({}))

    def of_documents(self, documents: Iterable[str]) -> tuple[Wording, ...]:
        """The utterances of some documents."""
        return self._several("document", documents)

    def of_agents(self, agents: Iterable[str], days: tuple[str, str] | None = None) -> tuple[Wording, ...]:
        """The utterances that documents ascribe to some agents, whoever these stand for there.

        Between two ISO days, if they are given, with those whose day is not known.
        """
        between = dict(zip(("from", "to"), map(plain, days), strict=True)) if days else {}
        return self._several("agent", agents, {name: (day,) for name, day in between.items()})

    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The unnamed groups of all documents by what names the speaker in `Wording.speaker`."""
        found: dict[str, list[str]] = defaultdict(list)
        for agent, name in self.store.select(_GROUPS).rows:
            speaker = _group(_text(name))
            if speaker:
                found[speaker].append(str(agent))
        return {speaker: tuple(sorted(agents)) for speaker, agents in found.items()}

    def _several(
        self, parameter: str, names: Iterable[str], values: Mapping[str, tuple[Term, ...]] = MappingProxyType({})
    ) -> tuple[Wording, ...]:
        wanted = tuple(Iri(name) for name in sorted(set(names)))
        parts = (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
        return tuple(wording for part in parts for wording in self._read({**values, parameter: part}))

    def _read(self, values: Mapping[str, tuple[Term, ...]]) -> Iterator[Wording]:
        query = assembled(files("kg.consolidate").joinpath("utterances.rq").read_text("utf-8"), values)
        found: dict[str, Wording] = {}
        for record in self.store.select(query).records():
            utterance, sector = _text(record["utterance"]), _text(record.get("sector"))
            known = found.get(utterance)
            if known is None:
                found[utterance] = self._wording(record)
            elif sector:
                found[utterance] = replace(known, about=known.about | {sector})
        yield from (one for one in found.values() if one.speaker and one.utterance not in self.rejected)

    def _wording(self, record: Mapping[str, Term]) -> Wording:
        value = {name: _text(term) for name, term in record.items()}
        group = value.get("group")
        return Wording(
            utterance=value["utterance"],
            document=value["document"],
            start=int(value["start"]),
            speaker=_group(value["name"]) if group else self.who.canonical(value["agent"], value["document"]),
            text=value["text"],
            date=value.get("date", ""),
            published=value.get("published", ""),
            form=value["form"].rpartition("/")[2],
            polarity=value["polarity"],
            recipient=value.get("recipient", ""),
            about=frozenset({value["sector"]} if "sector" in value else ()),
        )


def _group(name: str) -> str:
    """What names an unnamed group in all documents: its words, if they are enough to tell it from others; otherwise ""."""
    words = sense(name).bag
    return " ".join(("group", *sorted(words))) if len(words) >= _FEWEST_WORDS_OF_A_GROUP else ""


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else term or ""
