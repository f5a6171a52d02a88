"""The columns of all claims in memory: what is filtered, ordered and counted without touching a row, read once a state.

A claim is known by its place in the one order in which claims are listed: the latest day first, then by document, then as in
the text. 200,000 claims take some 30 MB.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.ids import sector_iri
from kg.tables import Facet, Tables
from kg.tables.schema import CLAIM_COLUMNS, FACET_COLUMNS
from ontology.terms import KG, SKOS

Numbers = NDArray[np.int32]
Places = NDArray[np.int64]
Truths = NDArray[np.bool_]

_DOCUMENTS = """
SELECT claims, facets FROM document JOIN graph ON graph.id = document.graph
WHERE claims <> x'' ORDER BY document.iri, graph.name
"""
_LEFT_OUT = """
SELECT id FROM twin
UNION SELECT claim.id FROM link JOIN claim ON claim.iri = subject WHERE predicate = ? AND object IN ('true', '1')
"""
"""Claims that another graph makes too, and those that a person judged wrong."""
_REAL = """
SELECT claim.id, MIN(object), MIN(label) FROM link JOIN claim ON claim.iri = subject WHERE predicate = ? GROUP BY claim.id
"""
_ALL_GOODS = sector_iri("all-goods")
"""Above every sector: no claim about one of them is meant by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """The values of one facet: which claim has which; a claim may have several. `names` are ids of the tables."""

    places: Places
    names: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What values of a facet are counted as one: one label; `iris` are all that bear it, sorted."""

    label: str
    iris: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """The values of one facet as they are counted: which claim has which group, each once."""

    places: Places
    groups: Numbers
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Everything about claims that is a number, by place."""

    ids: Numbers
    first: Numbers
    last: Numbers
    values: Mapping[Facet, Values]
    grouped: Mapping[Facet, Grouped]
    by_iri: Mapping[str, tuple[int, ...]]
    by_id: tuple[Numbers, Places]

    def places_of(self, ids: Numbers) -> Places:
        """The places of claims that are there."""
        known, places = self.by_id
        if not known.size:
            return np.zeros(0, np.int64)
        at = np.minimum(np.searchsorted(known, ids), known.size - 1)
        found: Places = places[at[known[at] == ids]]
        return found


def read_columns(tables: Tables) -> Columns:
    """The columns of some tables; `tables.once(read_columns)` reads them but once."""
    rows = tables.rows(_DOCUMENTS)
    claims = _joined((claims for claims, _ in rows), CLAIM_COLUMNS)
    facets = _joined((facets for _, facets in rows), FACET_COLUMNS)
    left_out = np.array([number for (number,) in tables.rows(_LEFT_OUT, (KG.rejected,))], np.int32)
    if left_out.size:
        claims = claims[~np.isin(claims[:, 0], left_out)]
        facets = facets[~np.isin(facets[:, 0], left_out)]
    names = _names(tables)
    facets = _with_real_speakers(tables, facets, names)
    claims = claims[np.argsort(-claims[:, 1], kind="stable")]
    ids = np.ascontiguousarray(claims[:, 0])
    order = np.argsort(ids)
    places = order[np.searchsorted(ids[order], facets[:, 0])]
    values = {
        facet: Values(places=places[its], names=np.ascontiguousarray(facets[its, 2]))
        for facet in Facet
        for its in (np.flatnonzero(facets[:, 1] == facet),)
    }
    by_iri: dict[str, list[int]] = defaultdict(list)
    for number, (iri, _) in names.items():
        by_iri[iri].append(number)
    return Columns(
        ids=ids,
        first=np.ascontiguousarray(claims[:, 1]),
        last=np.ascontiguousarray(claims[:, 2]),
        values=values,
        grouped={facet: _grouped(values[facet], names, _stands_for(tables, facet)) for facet in Facet},
        by_iri={iri: tuple(numbers) for iri, numbers in by_iri.items()},
        by_id=(ids[order], order),
    )


def named(tables: Tables, facet: Facet) -> tuple[Named, ...]:
    """All values of a facet that claims have."""
    return tables.once(read_columns).grouped[facet].named


def _with_real_speakers(tables: Tables, facets: Numbers, names: dict[int, tuple[str, str]]) -> Numbers:
    """Claims whose speaker is somebody else than their graph says: a namesake, or a short name. Adds to the names."""
    rows = tables.rows(_REAL, (KG.agent,))
    if not rows:
        return facets
    ids = {name: number for number, name in names.items()}
    labels = dict(reversed(tuple(names.values())))
    real: list[tuple[int, int, int]] = []
    for claim, agent, label in rows:
        name = (str(agent), labels.get(str(agent)) or str(label) or str(agent))
        number = ids.setdefault(name, max(names, default=0) + 1)
        names[number] = name
        real.append((int(str(claim)), Facet.SPEAKER, number))
    added = np.array(real, np.int32)
    is_kept = (facets[:, 1] != Facet.SPEAKER) | ~np.isin(facets[:, 0], added[:, 0])
    known = np.isin(added[:, 0], facets[:, 0])
    return np.concatenate((facets[is_kept], added[known]))


def _joined(blobs: Iterable[object], columns: int) -> Numbers:
    whole = b"".join(blob for blob in blobs if isinstance(blob, bytes))
    return np.frombuffer(whole, "<i4").astype(np.int32, copy=False).reshape(-1, columns)


def _names(tables: Tables) -> dict[int, tuple[str, str]]:
    rows = tables.rows("SELECT id, iri, label FROM name WHERE label <> '' ORDER BY iri, label")
    return {int(str(number)): (str(iri), str(label)) for number, iri, label in rows}


def _stands_for(tables: Tables, facet: Facet) -> Mapping[str, Mapping[str, str]]:
    """As what a value counts, with labels: a sector as itself and all above it, an agent as the one that stands for it."""
    if facet is Facet.SECTOR:
        links = tables.rows("SELECT subject, object, label FROM link WHERE predicate = ? ORDER BY 1, 2, 3", (SKOS.broader,))
        above: dict[str, dict[str, str]] = defaultdict(dict)
        for sector, broader, label in links:
            if broader != _ALL_GOODS:
                above[str(sector)].setdefault(str(broader), str(label))
        return {sector: {sector: ""} | _upwards(sector, above) for sector in tuple(above)}
    if facet is Facet.SPEAKER:
        links = tables.rows(
            "SELECT subject, object, label FROM link WHERE predicate = ? ORDER BY 1, 2 DESC, 3", (KG.canonical,)
        )
        return {str(agent): {str(one): str(label)} for agent, one, label in links}
    return {}


def _upwards(sector: str, above: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    coming = [sector]
    while coming:
        for one, label in above.get(coming.pop(), {}).items():
            if one not in found:
                found[one] = label
                coming.append(one)
    return found


def _grouped(values: Values, names: Mapping[int, tuple[str, str]], stands_for: Mapping[str, Mapping[str, str]]) -> Grouped:
    """Values by what they count as; two of one label are one."""
    labels = dict(reversed(tuple(names.values())))
    groups: dict[str, int] = {}
    members: dict[str, set[str]] = defaultdict(set)
    counted: list[tuple[int, int]] = []
    for number in np.flatnonzero(np.bincount(values.names)).tolist():
        iri, own = names[number]
        for one, told in stands_for.get(iri, {iri: own}).items():
            label = own if one == iri else labels.get(one) or told or own
            members[label].add(one)
            counted.append((number, groups.setdefault(label, len(groups))))
    named = tuple(Named(label=label, iris=tuple(sorted(members[label]))) for label in groups)
    places, its = _spread(values, counted)
    return Grouped(places=places, groups=its, named=named)


def _spread(values: Values, counted: list[tuple[int, int]]) -> tuple[Places, Numbers]:
    """Each claim with each group that its values count as, once."""
    pairs = np.array(counted, np.int64).reshape(-1, 2)
    starts = np.searchsorted(pairs[:, 0], values.names, "left")
    counts = np.searchsorted(pairs[:, 0], values.names, "right") - starts
    places = np.repeat(values.places, counts)
    within = np.arange(places.size) - np.repeat(np.cumsum(counts) - counts, counts)
    groups = pairs[np.repeat(starts, counts) + within, 1]
    if np.bincount(places).max(initial=0) <= 1:
        return places, groups.astype(np.int32)
    size = int(pairs[:, 1].max(initial=0)) + 1
    keys = np.sort(places * size + groups)
    distinct = keys[np.flatnonzero(np.diff(keys, prepend=-1))]
    return distinct // size, (distinct % size).astype(np.int32)
