"""What a question was understood as, and its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from kg.stores import Table

_KEYS = {"date_from": "from", "date_to": "to", "together": "with"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A named query and its parameters: labels of the graph and partial ISO dates; several values are separated by "; ".

    `notes` are sentences that tell how words of the question were taken that are not obvious from the parameters.
    """

    question: str
    speaker: str | None = None
    recipient: str | None = None
    sector: str | None = None
    country: str | None = None
    side: str | None = None
    about: str | None = None
    outlet: str | None = None
    imposing: str | None = None
    target: str | None = None
    agreement: str | None = None
    measure: str | None = None
    status: str | None = None
    change: str | None = None
    post: str | None = None
    held: str | None = None
    event: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    form: str | None = None
    polarity: str | None = None
    act: str | None = None
    cue: str | None = None
    wording: str | None = None
    text: str | None = None
    by: str | None = None
    deadline: str | None = None
    due_from: str | None = None
    due_to: str | None = None
    below: str | None = None
    rate: str | None = None
    organization: str | None = None
    document: str | None = None
    together: str | None = None
    notes: tuple[str, ...] = ()

    def parameters(self) -> Mapping[str, str]:
        """The parameters of the named query, as `kg.queries.run` takes them."""
        return {name: value for name, value in self.as_dict().items() if name != "question" and value is not None}

    def without(self, parameter: str) -> "Understood":
        """The same without one parameter."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return Understood(**{name: value for name, value in told.items() if _KEYS.get(name, name) != parameter})

    def as_dict(self) -> dict[str, str | None]:
        """For JSON: "question", "speaker", "sector", "country", "from", "to", "form" and others; None is not asked for."""
        return {
            _KEYS.get(name, name): getattr(self, name) for name in (field.name for field in fields(self)) if name != "notes"
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Rows that answer a question, and the SPARQL that found them with its values in place.

    `notes` are sentences for the reader: how words were taken, and what there is without them where nothing is found.
    """

    understood: Understood
    table: Table
    query_text: str
    notes: tuple[str, ...] = ()
