"""The countries of people: short-cuts from the posts that they hold now."""

from collections.abc import Iterable

from kg.consolidate.profiles import Profile
from kg.ids import country_iri
from kg.rdf.describe import triple
from kg.rdf.terms import Triple
from ontology.terms import KG


def country_triples(people: Iterable[Profile]) -> tuple[Triple, ...]:
    """Who belongs to which country, by the IRIs that documents know people by."""
    found = {(one.agent, post.country) for one in people for post in one.posts if post.country and post.is_held}
    return tuple(triple(person, KG.country, country_iri(country)) for person, country in sorted(found))
