"""Prefixes that a query uses and does not declare: the known ones are put before it, where its reader sees them."""

import re
from dataclasses import dataclass

from kg.errors import QueryError
from kg.stores.skeleton import skeleton
from ontology.terms import PREFIXES

_DECLARED = re.compile(r"\bPREFIX\s*([\w.-]*):", re.I)
_USED = re.compile(r"(?<![\w:?$@.%-])([A-Za-z][\w.-]*):")


@dataclass(frozen=True, slots=True)
class Completed:
    """A query with all that it needs of the known prefixes; `added` are those that it had not declared."""

    text: str
    added: tuple[str, ...]


def with_prefixes(query: str) -> Completed:
    """A query with the declarations it lacks before it; what is no SPARQL, or uses unknown prefixes, stays as it is there."""
    try:
        code = skeleton(query)
    except QueryError:
        return Completed(query, ())
    declared = set(_DECLARED.findall(code))
    used = {found.group(1) for found in _USED.finditer(_DECLARED.sub("", code))}
    lines = [(prefix, f"PREFIX {prefix}: <{iri}>\n") for prefix, iri in PREFIXES if prefix in used - declared]
    return Completed("".join(line for _, line in lines) + query, tuple(prefix for prefix, _ in lines))


def compact(iri: str, base: str) -> str:
    """An IRI as people write it: "kg:Utterance"; of the data the part behind the base; any other as it is."""
    for prefix, start in PREFIXES:
        rest = iri[len(start) :]
        if iri.startswith(start) and re.fullmatch(r"[\w-]+", rest):
            return f"{prefix}:{rest}"
    return iri.removeprefix(base) or iri
