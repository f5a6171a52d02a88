"""The names by which a store knows people, organisations, countries, sectors, agreements and measures."""

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kg.errors import SettingsError
from kg.ids import sector_iri, slug
from kg.model import Iri
from kg.network.kinds import NODE_KINDS
from kg.network.reading import plain, query
from kg.stores import Store
from ontology.terms import SKOS

_NEAR = 75
"""Similarity of 100 from which a name is offered instead of an unknown one; below it suggestions look random."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Known:
    """Something the store has a name for: its kind, its label and its other names, sorted."""

    kind: str
    label: str
    iri: Iri
    others: tuple[str, ...] = ()


def known(store: Store) -> tuple[Known, ...]:
    """Everything that has a name and a kind, sorted by kind and label."""
    types = {kind.rdf_type: kind.name for kind in NODE_KINDS}
    kinds: dict[Iri, str] = {}
    written: dict[Iri, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for node, type_, naming, name in store.select(query("names"), {}).rows:
        if isinstance(node, Iri) and (plain(type_) != SKOS.Concept or node.startswith(sector_iri(""))):
            kinds[node] = types[plain(type_)]
            written[node][plain(naming)].add(plain(name))
    return tuple(sorted(_known(node, kinds[node], names) for node, names in written.items() if SKOS.prefLabel in names))


def _known(node: Iri, kind: str, names: dict[str, set[str]]) -> Known:
    label = min(names[SKOS.prefLabel])
    return Known(iri=node, kind=kind, label=label, others=tuple(sorted(set().union(*names.values()) - {label})))


def find(store: Store, wanted: str, kind: str | None = None) -> tuple[Known, ...]:
    """What a label, slug or IRI names, best reading only; several where one label stands for several nodes of one kind.

    Raises SettingsError with near names where nothing is called so.
    """
    everything = tuple(item for item in known(store) if kind in (None, item.kind))
    folded = wanted.strip().casefold()
    for reading in (
        [item for item in everything if item.iri == wanted],
        [item for item in everything if item.label.casefold() == folded],
        [item for item in everything if folded in (slug(item.label), item.iri.rpartition("/")[2].casefold())],
        [item for item in everything if folded in (name.casefold() for name in item.others)],
    ):
        if reading:
            return tuple(item for item in reading if item.kind == reading[0].kind)
    raise SettingsError(unknown(wanted, kind or "person, organisation, country, sector or agreement", near(wanted, everything)))


def near(wanted: str, among: tuple[Known, ...]) -> tuple[str, ...]:
    """Up to five labels that look like a name, the nearest first."""
    labels = sorted({item.label for item in among})
    matches = process.extract(wanted, labels, scorer=fuzz.WRatio, processor=str.casefold, limit=5, score_cutoff=_NEAR)
    return tuple(label for label, _, _ in matches)


def unknown(wanted: str, kind: str, suggestions: tuple[str, ...]) -> str:
    """The message that no such name is known, with what may have been meant."""
    hint = f"did you mean {' or '.join(suggestions)}?" if suggestions else "nothing has a similar name"
    return f"the graph knows no {kind} called {wanted[:100]!r}: {hint}"
