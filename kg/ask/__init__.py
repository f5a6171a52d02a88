"""Questions in English: each is understood as one named query with parameters, or refused with what could be asked instead."""

from kg.ask.answering import ask, ask_by, query_behind
from kg.ask.knowledge import Knowledge, knowledge
from kg.ask.reading import understand, understand_by
from kg.ask.understood import Answer, Understood

__all__ = (
    "Answer",
    "Knowledge",
    "Understood",
    "ask",
    "ask_by",
    "knowledge",
    "query_behind",
    "understand",
    "understand_by",
)
