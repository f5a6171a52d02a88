"""Puts values into a query where SPARQL itself provides for them: in VALUES blocks, found on the query's skeleton.

The engine's own substitutions reach neither BOUND nor subqueries, need the variable in the projection, take one value each, and
no remote server knows them.
"""

import re
from collections.abc import Iterable, Sequence

from kg.errors import QueryError, StoreError
from kg.model import Iri, Literal, Term
from kg.stores.base import Bindings
from kg.stores.skeleton import skeleton
from kg.stores.terms import written

_NAME = re.compile(r"[^\W\d]\w*")
_ROW = re.compile(r"VALUES\s*\([^()]*\)\s*\{\s*(\((?:\s*UNDEF)+\s*\))\s*\}", re.I)
_GROUP = re.compile(r"[()]|WHERE\s*\{|\{", re.I)


def bind(query: str, bindings: Bindings) -> str:
    """The query with the values in place; QueryError if it has no variable of a binding's name."""
    for name, value in bindings.items():
        terms = (value,) if isinstance(value, (Iri, Literal)) else value
        query = _bind_one(query, name, terms)
    return query


def _bind_one(query: str, name: str, terms: Iterable[Term]) -> str:
    code = skeleton(query)
    if not _NAME.fullmatch(name) or not re.search(rf"[?$]{name}\b", code):
        raise QueryError(f"the query has no variable ?{name} that a value could be bound to")
    try:
        data = " ".join(written(term) for term in terms)
    except StoreError as error:  # what no store can hold, nobody finds in one
        raise QueryError(f"?{name} cannot be what is asked for: {error}") from error
    blocks = tuple(re.finditer(rf"(?<![\w?$:.%-])VALUES\s*[?$]{name}\s*\{{\s*(UNDEF)\s*\}}", code, re.I))
    for block in reversed(blocks):
        query = query[: block.start(1)] + data + query[block.end(1) :]
    if blocks:
        return query
    at = _outermost(code)
    return f"{query[:at]} VALUES ?{name} {{ {data} }} {query[at:]}"


def bind_rows(query: str, rows: Iterable[Sequence[Term]]) -> str:
    """The query with rows in the place of `(UNDEF UNDEF …)`, which stands in a VALUES block of several variables."""
    found = _ROW.search(skeleton(query))
    if found is None:
        raise QueryError("the query has no block VALUES (…) { (UNDEF …) } that rows could be put into")
    lines = (f"({' '.join(map(written, row))})" for row in rows)
    return query[: found.start(1)] + "\n".join(lines) + query[found.end(1) :]


def _outermost(code: str) -> int:
    """Where the query's own group begins, after its brace: not in an expression of its head, nor in a CONSTRUCT template."""
    depth = 0
    template = re.search(r"\bCONSTRUCT\s*\{", code, re.I) is not None
    for found in _GROUP.finditer(code):
        bracket = found.group()
        if bracket in "()":
            depth += 1 if bracket == "(" else -1
        elif depth == 0 and (not template or bracket != "{"):
            return found.end()
    raise QueryError("values can only be bound in a query that has a WHERE { … } of its own")
