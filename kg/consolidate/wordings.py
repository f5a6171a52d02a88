"""Wordings: the utterances that consolidation compares, read from the store."""

import re
from dataclasses import dataclass, field

from kg.model import Literal, Term
from kg.stores import Store
from ontology import query_text

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Wording:
    """One utterance of one document; the order of the fields is the order of precedence for founding a claim."""

    date: str
    document: str
    start: int
    utterance: str
    speaker: str
    text: str
    polarity: str = ""
    about: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the text without case and punctuation."""
        return tuple(_WORD.findall(self.text.casefold()))


def wordings(store: Store) -> tuple[Wording, ...]:
    """Every utterance of a named speaker in the store."""
    table = store.select(query_text("wordings"), {})
    at = {column: n for n, column in enumerate(table.columns)}

    def value(row: tuple[Term | None, ...], column: str) -> str:
        term = row[at[column]]
        return term.value if isinstance(term, Literal) else term or ""

    return tuple(
        Wording(
            date=value(row, "date") or "9999",
            document=value(row, "document"),
            start=int(value(row, "start")),
            utterance=value(row, "utterance"),
            speaker=value(row, "speaker"),
            text=value(row, "text"),
            polarity=value(row, "polarity"),
            about=frozenset(value(row, "about").split()),
        )
        for row in table.rows
    )
