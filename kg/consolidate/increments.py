"""What a change of documents changes in claims: only what it can reach is compared anew; the result is that of a rebuild."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.consolidate.claims import Compared, Group
from kg.consolidate.derived import Derived
from kg.consolidate.identities import Identities
from kg.consolidate.utterances import Utterances
from kg.consolidate.wordings import Wording
from kg.rdf.terms import Triple
from ontology.terms import KG

_MARGIN = 10
"""So many days further apart nothing is one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Increment:
    """The claims that go, and the groups that come in their place; all others stay as they are."""

    gone: frozenset[str]
    groups: tuple[Group, ...]


def increment(
    reading: Utterances, who: Identities, before: Derived, differing: Iterable[Triple], touched: Collection[str]
) -> Increment:
    """What to do where documents changed, came or went; `differing` is what is known now of who is who or was, and not both."""
    changed = _identified(differing)
    facts = {str(subject) for subject, predicate, _ in changed if predicate in (KG.agent, KG.rejected)}
    agents = {str(subject) for subject, predicate, _ in changed if predicate == KG.canonical}
    own = reading.of_documents(touched)
    moved = [
        *own,
        *reading.of_agents(agents),
        *(one for one in reading.of_documents(map(_document, facts)) if one.utterance in facts),
    ]
    gone = facts | {one.utterance for one in moved}
    bereft = {**before.using(gone), **before.of_documents(touched)}
    left = {utterance for used in bereft.values() for utterance in used}
    seeds = {*(one.utterance for one in moved), *left}
    compared, reached = _closure(reading, who, seeds, {*touched, *map(_document, seeds)})
    anew = {one.utterance for one in reached} | left
    return Increment(
        gone=frozenset({**bereft, **before.using(anew)}),
        groups=tuple(group for group in compared.groups() if group.founding.utterance in anew),
    )


def _identified(triples: Iterable[Triple]) -> frozenset[Triple]:
    return frozenset(one for one in triples if one[1] in (KG.agent, KG.canonical, KG.rejected))


def _document(fact: str) -> str:
    return fact.partition("#")[0]


def _closure(
    reading: Utterances, who: Identities, seeds: set[str], documents: set[str]
) -> tuple[Compared, tuple[Wording, ...]]:
    """The wordings that some reach: what their documents' speakers said at the time is compared until nothing comes anew."""
    agents = _Agents.of(reading, who)
    while True:
        compared = Compared.of(agents.around(reading.of_documents(documents)))
        reached = compared.reach(seeds)
        further = {one.document for one in reached} - documents
        if not further:
            return compared, reached
        documents |= further


@dataclass(frozen=True)
class _Agents:
    """By which IRIs documents know a speaker."""

    by_speaker: Mapping[str, frozenset[str]]
    reading: Utterances

    @classmethod
    def of(cls, reading: Utterances, who: Identities) -> "_Agents":
        found: dict[str, set[str]] = defaultdict(set)
        for agent, one in who.by_agent.items():
            found[one].add(agent)
        for document, agent in who.by_document:
            found[who.canonical(agent, document)].add(agent)
        return cls({speaker: frozenset(agents) for speaker, agents in found.items()}, reading)

    @cached_property
    def _groups(self) -> Mapping[str, tuple[str, ...]]:
        return self.reading.groups()

    def around(self, told: Collection[Wording]) -> Iterator[Wording]:
        """What the speakers of some wordings said at about their times, with the wordings themselves."""
        speakers = {one.speaker for one in told}
        agents = {agent for speaker in speakers for agent in self._of(speaker)}
        found = {one.utterance: one for one in (*told, *self.reading.of_agents(agents, _days(told)))}
        yield from (one for one in found.values() if one.speaker in speakers)

    def _of(self, speaker: str) -> tuple[str, ...]:
        if speaker.startswith("group "):
            return self._groups.get(speaker, ())
        return (speaker, *self.by_speaker.get(speaker, ()))


def _days(told: Iterable[Wording]) -> tuple[str, str] | None:
    """From which day to which others may have been reported that are one with some; None where a day is not known."""
    stretches = [one.said for one in told]
    first = [stretch.first for stretch in stretches if stretch.first is not None]
    last = [stretch.last for stretch in stretches if stretch.last is not None]
    if not stretches or len(first) < len(stretches) or len(last) < len(stretches):
        return None
    days = (max(date.min.toordinal(), min(first) - _MARGIN), min(date.max.toordinal(), max(last) + _MARGIN))
    return date.fromordinal(days[0]).isoformat(), date.fromordinal(days[1]).isoformat()
