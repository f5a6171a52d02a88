"""Labels of nodes that very many documents name: from the lexicon where it has them, from the graph otherwise.

A graph of many documents states the label of a country in nearly each of them; to find it there takes as long as they are many.
"""

from collections.abc import Iterable, Mapping

from kg.lexicon import lexicon
from kg.model import Iri, Literal
from kg.stores import Store
from ontology.terms import VOCABULARY

_LABELS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?node ?label WHERE { VALUES ?node { UNDEF } ?node skos:prefLabel ?label }
"""


def labels_of(store: Store, nodes: Iterable[Iri]) -> Mapping[Iri, str]:
    """The label of each node, the first of several in the order of the alphabet; a node without one is left out."""
    wanted = frozenset(nodes)
    known = {node: label for node in wanted if (label := _known(node))}
    asked = tuple(sorted(wanted - known.keys()))
    rows = store.select(_LABELS, {"node": asked}).rows if asked else ()
    found = sorted(
        ((node, label.value) for node, label in rows if isinstance(node, Iri) and isinstance(label, Literal)), reverse=True
    )
    return known | dict(found)


def code_of(iri: str) -> str:
    """The word of an entry of a code list: "…/code/in-force" → "in force"."""
    return iri.removeprefix(f"{VOCABULARY}code/").replace("-", " ")


def _known(node: Iri) -> str:
    """The label of a country or sector of the vocabulary, "" for anything else."""
    kind, _, name = node.removeprefix(VOCABULARY).partition("/")
    try:
        if node.startswith(VOCABULARY) and kind == "country":
            return lexicon().country_label(name)
        if node.startswith(VOCABULARY) and kind == "sector":
            return lexicon().sector_label(name)
    except KeyError:
        return ""
    return ""
