"""What a store knows by name, read once for any number of questions."""

from dataclasses import dataclass

from kg.ask.names import Names
from kg.network.known import Known, known
from kg.network.reading import records
from kg.stores import Store
from ontology.terms import SKOS


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """A store, everything that has a name in it, the titles of posts, and what finds these names in a question."""

    store: Store
    everything: tuple[Known, ...]
    posts: tuple[str, ...]
    names: Names


def knowledge(store: Store) -> Knowledge:
    """What a store knows now; read it again after the store has changed."""
    everything = known(store)
    posts = tuple(record.text(SKOS.prefLabel) for record in records(store, "titles").values())
    return Knowledge(store=store, everything=everything, posts=posts, names=Names(everything, posts))
