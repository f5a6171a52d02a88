"""What people call a speaker, a sector, a country, a document or an outlet, and what goes by that name in the graph."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz

from kg.errors import QueryError
from kg.ids import country_iri, sector_iri
from kg.lexicon import ALL_GOODS, lexicon
from kg.model import Iri, Literal, Term
from kg.search import named, over
from kg.stores import Store
from kg.tables import Facet
from ontology.terms import VOCABULARY

_WORD = re.compile(r"\w+")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+")
"""What is taken for an IRI; a name may have "://" in it too."""
_NEAR = 60
_SHOWN = 5

_ACTORS = """
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX kg: <https://onrecord.example/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?actor ?label WHERE {
  VALUES ?type { schema:Person org:Organization foaf:Group kg:Agreement }
  ?actor a ?type ; skos:prefLabel ?label .
}
"""
_LABELLED = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?actor WHERE { ?actor skos:prefLabel ?label }
"""
_TITLED = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
SELECT ?document WHERE { VALUES ?title { UNDEF } ?document dcterms:title ?title ; a schema:NewsArticle }
"""
_WRITTEN = """
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?actor WHERE {
  ?selector oa:exact ?written .
  ?target oa:hasSelector ?selector .
  ?naming oa:hasTarget ?target ; oa:hasBody ?actor .
}
"""
_KNOWN_AS = """
PREFIX kg: <https://onrecord.example/ontology#>
SELECT DISTINCT ?agent ?one ?other WHERE { VALUES ?agent { UNDEF } ?agent kg:canonical ?one . ?other kg:canonical ?one }
"""
_NARROWER = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?narrower WHERE { ?narrower skos:broader* ?sector }
"""


def speaker(store: Store, text: str) -> tuple[Term, ...]:
    """All actors that go by a name, by every IRI that documents know them by.

    Tried in turn: an IRI, the label, a country, another spelling, a slug, the last word or more, a name that documents write.
    """
    if _IRI.fullmatch(text):
        return _known_as(store, (Iri(text),))
    exact = store.select(_LABELLED, {"label": Literal(value=_label(text), datatype="", language="en")}).column("actor")
    if exact:
        return _known_as(store, _sorted(exact))
    if code := lexicon().country(text):
        return (Iri(country_iri(code)),)
    actors = _actors(store)
    labels = _alike(text, actors)
    found = _sorted(actor for label in labels for actor in actors[label])
    if len({_words(label) for label in labels}) > 1 and not _are_one(store, found):
        raise QueryError(f"{text!r} may be any of {', '.join(labels[:_SHOWN])}: give the whole name")
    if labels:
        return _known_as(store, found)
    if written := store.select(_WRITTEN, {"written": Literal(value=text)}).column("actor"):
        return _known_as(store, _sorted(written))
    raise QueryError(f"nobody by the name of {text!r} is in the graph: {nearest(text, actors)}")


def _label(text: str) -> str:
    """What goes by a name in the graph: an agreement has its full name by whichever it is asked for, all else as it is."""
    words = lexicon()
    agreement = words.agreement(text)
    return words.agreement_label(agreement) if agreement else text


def _known_as(store: Store, agents: tuple[Term, ...]) -> tuple[Term, ...]:
    """The agents with every other IRI that the derived graph joins to theirs."""
    return _sorted({*agents, *store.select(_KNOWN_AS, {"agent": agents}).column("other")})


def _are_one(store: Store, agents: tuple[Term, ...]) -> bool:
    """Whether the derived graph says that all of several agents are one."""
    rows = store.select(_KNOWN_AS, {"agent": agents}).records()
    joined = {(row["agent"], row["one"]) for row in rows}
    return len({one for _, one in joined}) == 1 and {agent for agent, _ in joined} == set(agents)


def _alike(text: str, labels: Iterable[str]) -> tuple[str, ...]:
    """The labels that a text is another spelling of, or else those that it is the last part of, or some words with the last."""
    known, wanted = tuple(labels), _words(text)
    same = tuple(label for label in known if _words(label) == wanted or "-".join(_words(label)) == text.casefold())
    if same or not wanted:
        return same
    return tuple(label for label in known if _words(label)[-1:] == wanted[-1:] and set(wanted) <= set(_words(label)))


def sector(store: Store, text: str) -> tuple[Term, ...]:
    """A sector with all narrower ones; "all goods" stands for itself alone, since every sector is narrower."""
    words = lexicon()
    known = words.sectors()
    slug = text.removeprefix(f"{VOCABULARY}sector/")
    found = slug if slug in known else words.sector(text) or words.sector(text.replace("-", " "))
    if not found:
        raise QueryError(f"{text!r} is no sector: {nearest(text, map(words.sector_label, known))}")
    itself = Iri(sector_iri(found))
    if found == ALL_GOODS:
        return (itself,)
    return _sorted({itself, *store.select(_NARROWER, {"sector": itself}).column("narrower")})


def country(_: Store, text: str) -> tuple[Term, ...]:
    """A country by its name, code, adjective or IRI."""
    words = lexicon()
    code = text.removeprefix(f"{VOCABULARY}country/").upper()
    found = code if code in words.countries() else words.country(text) or words.country(text.title())
    if not found:
        raise QueryError(f"{text!r} is no country: {nearest(text, map(words.country_label, words.countries()))}")
    return (Iri(country_iri(found)),)


def document(store: Store, text: str) -> tuple[Term, ...]:
    """The documents of a title, or one by its IRI."""
    if _IRI.fullmatch(text):
        return (Iri(text),)
    found = _sorted(store.select(_TITLED, {"title": Literal(value=text)}).column("document"))
    if not found:
        raise QueryError(f"there is no document with the title {text!r}: onrecord query documents lists all")
    return found


def outlet(store: Store, text: str) -> tuple[Term, ...]:
    """An outlet that claims come from, by its name or IRI."""
    if _IRI.fullmatch(text):
        return (Iri(text),)
    known = over(store, lambda tables: named(tables, Facet.OUTLET))
    found = _sorted(Iri(iri) for one in known if one.label.casefold() == text.casefold() for iri in one.iris)
    if not found:
        raise QueryError(f"{text!r} is no outlet: {nearest(text, (one.label for one in known))}")
    return found


def nearest(text: str, known: Iterable[str]) -> str:
    """What to try instead of an unknown name: "did you mean …", or what there is."""
    names = sorted(set(known))
    near = sorted((-_likeness(text, name), name) for name in names)[:_SHOWN]
    if near and -near[0][0] >= _NEAR:
        return f"did you mean {', '.join(name for likeness, name in near if -likeness >= _NEAR)}?"
    shown = ", ".join(names[:_SHOWN])
    return f"there is {shown}{', …' if len(names) > _SHOWN else ''}" if names else "there is nothing yet"


def _likeness(text: str, name: str) -> float:
    """How alike two names are in per cent, as a whole or in the words that they share."""
    one, other = " ".join(_words(text)), " ".join(_words(name))
    return max(fuzz.ratio(one, other), fuzz.token_set_ratio(one, other))


def _actors(store: Store) -> Mapping[str, tuple[Iri, ...]]:
    found: dict[str, list[Iri]] = defaultdict(list)
    for actor, label in store.select(_ACTORS).rows:
        if isinstance(actor, Iri) and isinstance(label, Literal):
            found[label.value].append(actor)
    return {label: tuple(sorted(found[label])) for label in sorted(found)}


def _sorted(terms: Iterable[Term | None]) -> tuple[Term, ...]:
    return tuple(sorted({term for term in terms if isinstance(term, Iri)}))


def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))
