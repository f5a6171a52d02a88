"""The names by which a store knows people, organisations, countries, sectors, agreements and measures."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from rapidfuzz import fuzz, process

from kg.errors import SettingsError
from kg.ids import sector_iri, slug
from kg.model import Iri
from kg.network.joining import joined
from kg.network.kinds import NODE_KINDS
from kg.network.reading import names, plain, query
from kg.network.web import Web
from kg.search import over
from kg.stores import Store
from kg.tables import Tables
from ontology.terms import SKOS

_LABELLED = "SELECT DISTINCT iri FROM name WHERE label = ? COLLATE NOCASE"
_ENDING = "SELECT DISTINCT iri FROM name WHERE iri LIKE ? ESCAPE '!'"
_ESCAPED = re.compile(r"[%_!]")
_NEAR = 75
"""Similarity of 100 from which a name is offered instead of an unknown one; below it suggestions look random."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Known:
    """Something the store has a name for: its kind, its label and its other names, sorted.

    `iris` are all IRIs by which documents know it; `iri` stands for them.
    """

    kind: str
    label: str
    iri: Iri
    others: tuple[str, ...] = ()
    iris: tuple[Iri, ...] = ()


def known(store: Store) -> tuple[Known, ...]:
    """Everything that has a name and a kind, sorted by kind and label; an agent of several IRIs once, with all its names."""
    types = {kind.rdf_type: kind.name for kind in NODE_KINDS}
    kinds: dict[Iri, str] = {}
    written: dict[Iri, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for node, type_, naming, name in store.select(query("names"), {}).rows:
        if isinstance(node, Iri) and (plain(type_) != SKOS.Concept or node.startswith(sector_iri(""))):
            kinds[node] = types[plain(type_)]
            written[node][plain(naming)].add(plain(name))
    one_of, same = joined(store), defaultdict[Iri, set[Iri]](set)
    for node, its in written.items():
        if SKOS.prefLabel in its:
            one = one_of.get(node, node)
            same[one if one in written else node].add(node)
    return tuple(sorted(_known(one, kinds[one], {node: written[node] for node in nodes}) for one, nodes in same.items()))


def _known(one: Iri, kind: str, written: Mapping[Iri, Mapping[str, set[str]]]) -> Known:
    label = min(written[one][SKOS.prefLabel])
    others = {name for names in written.values() for several in names.values() for name in several} - {label}
    return Known(iri=one, kind=kind, label=label, others=tuple(sorted(others)), iris=tuple(sorted(written)))


def find(store: Store, wanted: str, kind: str | None = None) -> tuple[Known, ...]:
    """What a label, slug or IRI names, best reading only; several where one label stands for several nodes of one kind.

    Raises SettingsError with near names where nothing is called so.
    """
    everything = tuple(item for item in known(store) if kind in (None, item.kind))
    folded = wanted.strip().casefold()
    for reading in (
        [item for item in everything if wanted in item.iris],
        [item for item in everything if item.label.casefold() == folded],
        [item for item in everything if folded in (slug(item.label), *map(_last_part, item.iris))],
        [item for item in everything if folded in (name.casefold() for name in item.others)],
    ):
        if reading:
            return tuple(item for item in reading if item.kind == reading[0].kind)
    raise SettingsError(unknown(wanted, kind or "person, organisation, country, sector or agreement", near(wanted, everything)))


def linked(store: Store, web: Web, wanted: str) -> tuple[int, ...]:
    """The nodes of the web that a label, or else the last part of an IRI, names: of one kind, as `find` chooses; in order.

    It takes milliseconds, since no other names are looked at: where it finds nothing, `find` may.
    """
    ending = "%/" + _ESCAPED.sub(r"!\g<0>", wanted.strip())
    for asked, value in ((_LABELLED, wanted.strip()), (_ENDING, ending)):
        rows = over(store, partial(_named, asked, value))
        nodes = {iri: node for iri in rows if (node := web.number(iri)) is not None}
        if nodes:
            kinds = {iri: named.kind for iri, named in names(store, map(Iri, nodes)).items()}
            first = min(kinds.values())
            return tuple(dict.fromkeys(nodes[iri] for iri in sorted(nodes) if kinds[Iri(iri)] == first))
    return ()


def _named(asked: str, value: str, tables: Tables) -> tuple[str, ...]:
    return tuple(str(iri) for (iri,) in tables.rows(asked, (value,)))


def near(wanted: str, among: tuple[Known, ...]) -> tuple[str, ...]:
    """Up to five labels that look like a name, the nearest first."""
    labels = sorted({item.label for item in among})
    matches = process.extract(wanted, labels, scorer=fuzz.WRatio, processor=str.casefold, limit=None, score_cutoff=_NEAR)
    near_ones = sorted((-_likeness(wanted, label), label) for label, _, _ in matches)
    return tuple(label for _, label in near_ones[:5])


def _likeness(wanted: str, label: str) -> float:
    """How alike two names are as wholes, or in the words that they share: "steel" is more like "steal" than "tea" in it is."""
    one, other = wanted.casefold(), label.casefold()
    return max(fuzz.ratio(one, other), fuzz.token_set_ratio(one, other))


def _last_part(iri: Iri) -> str:
    return iri.rpartition("/")[2].casefold()


def unknown(wanted: str, kind: str, suggestions: tuple[str, ...]) -> str:
    """The message that no such name is known, with what may have been meant."""
    hint = f"did you mean {' or '.join(suggestions)}?" if suggestions else "nothing has a similar name"
    return f"the graph knows no {kind} called {wanted[:100]!r}: {hint}"
