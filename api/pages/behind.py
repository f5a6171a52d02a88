"""The queries behind pages: addresses at which a reader sees the SPARQL that gives the same, and may change and run it."""

from urllib.parse import urlencode

from api.pages.records import asked
from kg.stores import UNBOUND, Bindings


def query_of(query: str, bindings: Bindings = UNBOUND) -> str:
    """The address of a page query of this package with its values in place."""
    return f"/sparql?{urlencode({'query': asked(query, bindings)})}"


def question_of(name: str, **values: str | None) -> str:
    """The address of a named question with its parameters; a browser is shown its SPARQL, a program its answer.

    A parameter whose name Python keeps for itself is written with "_" at its end: `from_="2025"`.
    """
    given = {parameter.rstrip("_"): value for parameter, value in values.items() if value}
    return f"/queries/{name}?{urlencode(given)}" if given else f"/queries/{name}"
