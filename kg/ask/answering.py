"""Answers a question: understands it, runs the named query, and shows the query that was run."""

import datetime as dt
from collections.abc import Mapping

from kg.ask.doubt import explain
from kg.ask.knowledge import Knowledge, knowledge
from kg.ask.reading import understand_by
from kg.ask.understood import Answer
from kg.errors import QueryError, QuestionError
from kg.model import Term
from kg.queries import named_query
from kg.queries.named import assembled
from kg.queries.values import several
from kg.stores import Store

SEPARATOR = "; "
"""Between the values of a parameter that has several."""


def ask(store: Store, question: str, today: dt.date | None = None) -> Answer:
    """The answer to a question in English; QuestionError tells what is not understood and what can be asked.

    `today`, the day of asking, is what "last month" and "since March" are reckoned from.
    """
    return ask_by(knowledge(store), question, today)


def ask_by(around: Knowledge, question: str, today: dt.date | None = None) -> Answer:
    """The same for many questions to one store, whose names are read once."""
    understood, store = understand_by(around, question, today), around.store
    query = named_query(understood.question)
    types = {parameter.name: parameter.type for parameter in query.parameters}
    try:
        values: Mapping[str, tuple[Term, ...]] = {
            name: several(store, types[name], value.split(SEPARATOR)) for name, value in sorted(understood.parameters().items())
        }
    except QueryError as error:
        raise QuestionError(explain(str(error))) from error
    text = assembled(query.text, values)
    return Answer(understood=understood, table=store.select(text), query_text=text)
