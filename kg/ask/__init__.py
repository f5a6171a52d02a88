"""Questions in English: each is understood as one named query with parameters, or refused with what could be asked instead."""

from kg.ask.answering import ask
from kg.ask.reading import understand
from kg.ask.understood import Answer, Understood

__all__ = ("Answer", "Understood", "ask", "understand")
