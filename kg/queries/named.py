"""The questions that Onrecord answers by name: SPARQL files with parameters, each of which may be left out.

A file of `ontology/queries` begins with comments that tell its title, its description and its parameters. A line that begins
with ``#:NAME`` is part of the query only if parameter NAME is given; the values stand in the VALUES block of that line, so that
the file alone, and the query with its values, are SPARQL that runs anywhere.

How they stay fast: what narrows comes first; labels that may be missing come by an OPTIONAL inside an OPTIONAL, which the
engine joins row by row where it would run a path over the whole graph; BIND comes last, for it parts what stands before it from
what stands behind. Where nothing narrows, as in `least-certain`, each pattern is a SELECT of its own: the engine then reads it
once from end to end and joins by hashing, where it would look up every part of every fact.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import QueryError
from kg.model import Term
from kg.queries.names import nearest
from kg.queries.values import number, resolve
from kg.stores import Store, Table, bind
from ontology import query_names, query_text

LIMIT = "limit"
"""A parameter of every query: so many rows at most."""

_HEADER = re.compile(r"# (title|description|param (\w+) (\w+)): (.*(?:\n#   .*)*)")
_OPTIONAL = re.compile(r"^([ \t]*)#:(\w+) (.*)$", re.M)
_VALUES = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Something that narrows a query; `type` is a name of `kg.queries.values.TYPES`."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A question with a name, in SPARQL; its text runs as it stands and asks for everything."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """All named queries, in alphabetical order."""
    return tuple(_parsed(name, query_text(name)) for name in query_names())


def named_query(name: str) -> NamedQuery:
    """A query by its name; QueryError that suggests others for an unknown one."""
    known = {query.name: query for query in named_queries()}
    if name not in known:
        raise QueryError(f"there is no query named {name!r}: {nearest(name, known)}")
    return known[name]


def run(store: Store, name: str, parameters: Mapping[str, str]) -> Table:
    """The rows of a named query; QueryError for a parameter or value that it does not know."""
    return store.select(prepared(store, name, parameters))


def prepared(store: Store, name: str, parameters: Mapping[str, str]) -> str:
    """The SPARQL that answers a named query, with its values in place; it can be read, changed and run by itself."""
    query = named_query(name)
    types = {parameter.name: parameter.type for parameter in query.parameters}
    if unknown := sorted(set(parameters) - {*types, LIMIT}):
        raise QueryError(f"{name} has no parameter {unknown[0]!r}: {nearest(unknown[0], (*types, LIMIT))}")
    values = {key: resolve(store, types[key], parameters[key]) for key in sorted(parameters) if key != LIMIT}
    limit = number(parameters[LIMIT]) if LIMIT in parameters else None
    return assembled(query.text, values, limit=limit)


def assembled(text: str, values: Mapping[str, tuple[Term, ...]], *, limit: int | None = None, offset: int = 0) -> str:
    """A query's text with the lines of the parameters given, their values, and a limit."""
    variables = {key: _variable(text, key) for key in values}
    active = _activated(_without_header(text), values)
    bound = bind(active, {variables[key]: values[key] for key in values})
    return bound + (f"LIMIT {limit}\n" if limit is not None else "") + (f"OFFSET {offset}\n" if offset else "")


def _variable(text: str, parameter: str) -> str:
    lines = (found.group(3) for found in _OPTIONAL.finditer(text) if found.group(2) == parameter)
    places = [found.group(1) for line in lines for found in _VALUES.finditer(line)]
    if not places:
        raise QueryError(f"the query has no line '#:{parameter} VALUES ?… {{ UNDEF }} …' for its parameter {parameter}")
    return places[0]


def _activated(text: str, names: Iterable[str]) -> str:
    given = frozenset(names)
    lines = _OPTIONAL.sub(lambda found: found.expand(r"\1\3") if found.group(2) in given else "", text)
    return re.sub(r"\n{2,}", "\n", lines)


def _without_header(text: str) -> str:
    return _HEADER.sub("", text).lstrip("\n")


def _parsed(name: str, text: str) -> NamedQuery:
    said = {"title": name, "description": ""}
    parameters = []
    for key, parameter, kind, value in _HEADER.findall(text):
        told = re.sub(r"\n#\s+", " ", value).strip()
        if parameter:
            parameters.append(Parameter(name=parameter, type=kind, description=told))
        else:
            said[key] = told
    return NamedQuery(name=name, title=said["title"], description=said["description"], parameters=tuple(parameters), text=text)
