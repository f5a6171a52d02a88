"""How English says each kind of fact: one file or folder a kind, plain generators over a parsed document and its people."""

from collections.abc import Callable, Iterator

from kg.facts import Claim, Fact
from loaders.nlp import Parsed
from loaders.rules.claims import find_claims
from loaders.rules.events import find_events
from loaders.rules.measures import find_measures
from loaders.rules.names import find_names
from loaders.rules.people import People, read_people
from loaders.rules.roles import find_roles

FindClaims = Callable[[Parsed, People], Iterator[Claim]]
"""The one part of reading that has two ways: constructions over the parse, or a network."""


def find_facts(parsed: Parsed, find: FindClaims = find_claims) -> Iterator[Fact]:
    """Every fact of a document. Measures need posts, which tell for whom people act, and claims, which tell who speaks."""
    people = read_people(parsed)
    roles, claims = tuple(find_roles(parsed, people)), tuple(find(parsed, people))
    yield from find_names(parsed, people)
    yield from roles
    yield from claims
    yield from find_measures(parsed, people, roles=roles, claims=claims)
    yield from find_events(parsed, people)
