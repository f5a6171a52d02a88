"""Answers a question: understands it, runs the named query, and shows the query that was run."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from kg.ask.doubt import explain, nearest
from kg.ask.instead import instead
from kg.ask.knowledge import Knowledge, knowledge
from kg.ask.marking import mark
from kg.ask.reading import understand_by
from kg.ask.understood import Answer, Understood
from kg.consolidate import with_candidates
from kg.errors import QueryError, QuestionError
from kg.model import Term
from kg.queries import SEPARATOR, named_query
from kg.queries.named import assembled
from kg.queries.values import several
from kg.stores import Store, Table

_OFFERED = 3
"""Questions that are offered beside an empty answer."""


def ask(store: Store, question: str, today: dt.date | None = None) -> Answer:
    """The answer to a question in English; QuestionError tells what is not understood and what can be asked.

    `today`, the day of asking, is what "last month" and "since March" are reckoned from.
    """
    return ask_by(knowledge(store), question, today)


def ask_by(around: Knowledge, question: str, today: dt.date | None = None) -> Answer:
    """The same for many questions to one store, whose names are read once."""
    understood = understand_by(around, question, today)
    found = _answered(around, understood)
    for other, note in () if found.table.rows else instead(around.store, understood):
        nearby = _answered(around, other)
        if nearby.table.rows:
            return replace(nearby, notes=(*understood.notes, note, *nearby.notes))
    lead = () if found.table.rows else _leads(around, question, today)
    return replace(found, notes=(*understood.notes, *found.notes, *lead))


def _leads(around: Knowledge, question: str, today: dt.date | None) -> tuple[str, ...]:
    """The questions nearest to one that has no answer, of those that have one: with all its names, or without one of them."""
    asked = mark(question, around, today)
    fewer = ({other: slot for other, slot in asked.slots.items() if other != name} for name in asked.slots)
    near = (one for slots in (asked.slots, *fewer) for one in nearest(replace(asked, slots=slots)) if slots)
    offered = (one for one in dict.fromkeys(near) if _has_answer(around, one, today))
    leads = tuple(islice(offered, _OFFERED))
    return (f"Near to it can be asked: {'; '.join(f'“{one}”' for one in leads)}.",) if leads else ()


def _has_answer(around: Knowledge, question: str, today: dt.date | None) -> bool:
    understood = understand_by(around, question, today)
    return bool(around.store.select(query_behind(around.store, understood)).rows)


def _answered(around: Knowledge, understood: Understood) -> Answer:
    text = query_behind(around.store, understood)
    table = around.store.select(text)
    return Answer(understood=understood, table=table, query_text=text, notes=tuple(_words(around, understood, table)))


def query_behind(store: Store, understood: Understood) -> str:
    """The SPARQL that answers what was understood; QuestionError for values that the store does not know."""
    return _query(store, understood.question, understood.parameters())


def _query(store: Store, question: str, asked: Mapping[str, str]) -> str:
    query = named_query(question)
    types = {parameter.name: parameter.type for parameter in query.parameters}
    try:
        values: Mapping[str, tuple[Term, ...]] = {
            name: several(store, types[name], value.split(SEPARATOR))
            for name, value in sorted(with_candidates(store, question, asked).items())
        }
    except QueryError as error:
        raise QuestionError(explain(str(error))) from error
    return assembled(query.text, values)


def _words(around: Knowledge, understood: Understood, table: Table) -> Iterator[str]:
    """What is said of the words that are looked for, and how much there is without a condition where nothing meets all."""
    asked = understood.parameters()
    if "text" in asked:
        yield f"Listed is what has the words “{asked['text']}” in it, in the plural or singular."
    if table.rows:
        return
    for left_out in asked if len(asked) > 1 or "text" in asked else ():
        others = {name: value for name, value in asked.items() if name != left_out}
        count = len(around.store.select(_query(around.store, understood.question, others)).rows)
        told = "; ".join((understood.question, *(f"{name}: {value}" for name, value in others.items())))
        if left_out == "text":
            hint = ": ask without them" if count else ""
            yield f"Nothing has all of them; without these words there are {count:,} rows ({told}){hint}."
        elif count:
            yield f"Nothing meets all conditions; without “{left_out}: {asked[left_out]}” there are {count:,} rows ({told})."
