"""The facets beside a list of claims: their values with counts, each with the address that adds or removes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.search import Count, Counts

FEW = 6
"""Values of a facet that are shown at once; the others are folded."""
MOST = 30
"""Values of a facet that are counted at all."""
_ONE_AT_A_TIME = ("act",)
_LONGEST = 200
"""Characters of a label that addresses hold."""

Values = Callable[[str], tuple[str, ...]]
"""What is asked for by a parameter."""
Address = Callable[[str, tuple[str, ...]], str]
"""The address of the list with other values of a parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value: how many claims there are with it, and the address that adds it, or takes it away where it is in use."""

    label: str
    count: int
    is_chosen: bool
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetList:
    """A facet that has something to choose: the values that are shown at once, and those that are folded."""

    name: str
    title: str
    shown: tuple[FacetValue, ...]
    folded: tuple[FacetValue, ...]


def facets(counts: Counts, values: Values, address: Address) -> tuple[FacetList, ...]:
    """All facets that have values; one whose only value cannot be taken away is left out."""
    return tuple(_facets(counts, values, address))


def _facets(counts: Counts, values: Values, address: Address) -> Iterator[FacetList]:
    for name, title, found in (
        ("speaker", "Speaker", counts.speakers),
        ("sector", "Sector", counts.sectors),
        ("country", "About the country", counts.countries),
        ("publisher", "Outlet", counts.outlets),
        ("form", "Form", counts.forms),
        ("act", "Kind", counts.acts),
    ):
        chosen = values(name)
        told = tuple(_value(name, one, chosen, address) for one in found)
        if len(told) > 1 or any(one.is_chosen for one in told):
            ordered = sorted(told, key=lambda one: not one.is_chosen)
            yield FacetList(name=name, title=title, shown=tuple(ordered[:FEW]), folded=tuple(ordered[FEW:]))


def _value(name: str, one: Count, chosen: tuple[str, ...], address: Address) -> FacetValue:
    its = tuple(value for value in chosen if _is(value, one))
    if its:
        without = tuple(value for value in chosen if value not in its)
        return FacetValue(label=one.label, count=one.count, is_chosen=True, address=address(name, without))
    added = asked_by(one.label, one.iris)
    several = added[:1] if name in _ONE_AT_A_TIME else (*chosen, *added)
    return FacetValue(label=one.label, count=one.count, is_chosen=False, address=address(name, several))


def asked_by(label: str, iris: tuple[str, ...]) -> tuple[str, ...]:
    """What an address asks for a value by: its label, or its IRIs where that would be read otherwise or is too long."""
    return iris if "," in label or len(label) > _LONGEST else (label,)


def _is(value: str, one: Count) -> bool:
    """Whether what is asked for is this value: by its label, its IRI, or the end of that."""
    plain = value.casefold()
    ends = {iri.rpartition("/")[2].casefold() for iri in one.iris}
    return plain == one.label.casefold() or value in one.iris or plain in ends or plain.replace(" ", "-") in ends
