"""What rows of facts share: reading a row of a table as plain values, and the source of a fact."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Literal, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact stands: its document, as far as that is known, and the passage, "…#char=120,260"."""

    iri: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    passage: str

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "iri": self.iri,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published,
            "url": self.url,
            "passage": self.passage,
        }


class Record:
    """One row of a table by the names of its columns."""

    __slots__ = ("_terms",)

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms

    def text(self, name: str) -> str:
        """A value as text, "" where it is unbound."""
        return self.known(name) or ""

    def known(self, name: str) -> str | None:
        """A value as text, None where it is unbound."""
        term = self._terms.get(name)
        return term.value if isinstance(term, Literal) else term

    def number(self, name: str) -> float | None:
        """A number, None where it is unbound; a whole one is an int, for JSON."""
        value = self.known(name)
        return None if value is None else int(value) if value.isdigit() else float(value)

    def several(self, name: str) -> tuple[str, ...]:
        """The values that the query joined by "|", sorted."""
        return tuple(sorted(self.text(name).split("|"))) if self.text(name) else ()

    def source(self) -> Source:
        """The document and passage of the row."""
        return Source(
            iri=self.text("document"),
            title=self.known("title"),
            publisher=self.known("publisher"),
            published=self.known("published"),
            url=self.known("url"),
            passage=self.text("passage"),
        )
