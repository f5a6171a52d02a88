"""The countries of people: short-cuts from current posts."""

from collections.abc import Mapping

from kg.model import Iri, Term
from kg.stores import Store
from ontology import query_text
from ontology.terms import KG


def country_triples(store: Store) -> tuple[tuple[Iri, Iri, Term], ...]:
    """Who belongs to which country, from the posts that people hold now."""
    table = store.select(query_text("countries-of-people"), {})
    rows: Mapping[tuple[Term | None, ...], None] = dict.fromkeys(table.rows)
    return tuple((Iri(str(person)), Iri(KG.country), Iri(str(country))) for person, country in rows)
