"""Reads sets of questions with the readings expected, and judges what was understood."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.ask import Understood
from kg.errors import QueryError
from kg.model import Literal, Term
from kg.queries import named_query, resolve
from kg.search.words import numbers_of
from kg.stores import Store

FOLDER = Path(__file__).parent / "questions"
REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One right reading of a question: a named query and its parameters."""

    query: str
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question and its right readings; none where it must be refused."""

    question: str
    readings: tuple[Expected, ...]


def cases(name: str) -> tuple[Case, ...]:
    """The questions of one file of the folder `questions`."""
    return tuple(_cases((FOLDER / name).read_text("utf-8").splitlines()))


def _cases(lines: list[str]) -> Iterator[Case]:
    query = ""
    for line in lines:
        if line.startswith("["):
            query = line.strip("[] ")
        elif line.strip() and not line.startswith("#"):
            question, _, told = line.partition(" =>")
            readings = () if query == REFUSED else tuple(_readings(query, shlex.split(told)))
            yield Case(question=question.strip(), readings=readings)


def _readings(query: str, words: list[str]) -> Iterator[Expected]:
    parameters: dict[str, str] = {}
    of = query
    for word in (*words, "or"):
        if word == "or":
            yield Expected(query=of, parameters=parameters)
            of, parameters = query, {}
        elif word.startswith("["):
            of = word.strip("[]")
        else:
            name, _, value = word.partition("=")
            parameters[name] = value


def is_right(store: Store, case: Case, understood: Understood) -> bool:
    """Whether a question was understood as one of its readings: the same query, and parameters that stand for the same."""
    found = Expected(query=understood.question, parameters=understood.parameters())
    return any(one.query == found.query and _meant(store, one) == _meant(store, found) for one in case.readings)


def _meant(store: Store, reading: Expected) -> Mapping[str, object]:
    types = {parameter.name: parameter.type for parameter in named_query(reading.query).parameters}
    return {name: _value(store, name, types.get(name, "text"), value) for name, value in reading.parameters.items()}


def _value(store: Store, name: str, kind: str, value: str) -> object:
    if kind == "date":
        return _day(value, name)
    if kind == "number":
        return float(value)
    if kind == "words":
        return frozenset(
            min(numbers_of(word), key=lambda form: (len(form), form)) for word in value.casefold().replace('"', "").split()
        )
    if kind == "text":
        return value.casefold()
    return frozenset(term for one in value.split("; ") for term in _terms(store, kind, one))


def _day(value: str, name: str) -> str:
    """The first or the last day of a month or a year; days of the 28th and later count as the last one."""
    month = value[:7] if len(value) > len("2025") else f"{value}-{'01' if name == 'from' else '12'}"
    if len(value) < len("2025-10-07"):
        return f"{month}-01" if name == "from" else f"{month}-last"
    return f"{month}-last" if name == "to" and value[8:] >= "28" else value


def _terms(store: Store, kind: str, value: str) -> tuple[Term, ...]:
    try:
        return resolve(store, kind, value)
    except QueryError:
        return (Literal(value=value),)
