"""What a store knows by name, read once for any number of questions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.ask.names import Names
from kg.ask.relative import NOWHEN, Covered
from kg.lexicon import lexicon
from kg.network.known import Known, known
from kg.network.reading import records
from kg.stores import Store
from ontology.terms import SKOS

_MONTHS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
SELECT (MIN(STR(?issued)) AS ?first) (MAX(STR(?issued)) AS ?last) WHERE {
  ?document a schema:NewsArticle ; dcterms:issued ?issued
}
"""

_NUMBERED: Mapping[int, tuple[str, ...]] = {
    2: ("bilateral", "two-way", "two-country"),
    3: ("trilateral", "three-way", "three-country", "three-nation", "three-party", "tripartite"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """A store, everything with a name in it, titles of posts, what finds these in a question, and the months covered."""

    store: Store
    everything: tuple[Known, ...]
    posts: tuple[str, ...]
    names: Names
    covered: Covered


def knowledge(store: Store) -> Knowledge:
    """What a store knows now; read it again after the store has changed."""
    everything = tuple(map(_by_parties, known(store)))
    posts = tuple(record.text(SKOS.prefLabel) for record in records(store, "titles").values())
    return Knowledge(store=store, everything=everything, posts=posts, names=Names(everything, posts), covered=_covered(store))


def _by_parties(item: Known) -> Known:
    """An agreement with what it is called by the number of its parties, "trilateral agreement"."""
    if item.kind != "agreement":
        return item
    words = lexicon()
    code = words.agreement(item.label)
    number = len(words.agreement_parties(code)) if code else 0
    names = tuple(
        f"{how} {what}" for how in _NUMBERED.get(number, ()) for what in ("agreement", "deal", "pact", "accord", "trade deal")
    )
    return replace(item, others=(*item.others, *names))


def _covered(store: Store) -> Covered:
    rows = store.select(_MONTHS).records()
    months = sorted(str(getattr(row[name], "value", ""))[:7] for row in rows for name in ("first", "last") if name in row)
    return Covered(first=months[0], last=months[-1]) if months else NOWHEN
