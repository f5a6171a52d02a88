"""From a request to an explored view: the state that was sent, replayed on the store, with all that a reply may show of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, get_origin

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from api.routes.protocol import fields, read_body
from api.routes.views import ViewQuery, numbering
from kg.draw import Scene, scene
from kg.errors import SettingsError
from kg.network import HARD_LIMIT, Start, View, Web, explore, web
from kg.network.known import find, linked
from kg.network.web import Numbers
from kg.queries import claim_numbers, resolve
from kg.stores import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Explored:
    """A view: `everything` with what readers hid, `shown` without; `title` is its heading, `focus` what it is around."""

    asked: ViewQuery
    web: Web
    view: View
    number: Callable[[str], int | None]
    everything: Scene
    shown: Scene
    title: str
    focus: str

    @property
    def ties(self) -> Numbers:
        """The ties behind the lines that are shown."""
        relations = {(line.source, line.target, relation) for line in self.shown.lines for relation, _ in line.relations}
        web, ties = self.web, self.view.ties
        rows = zip(web.one[ties].tolist(), web.other[ties].tolist(), web.relation[ties].tolist(), strict=True)
        return ties[[row in relations for row in rows]]


async def _asked(request: Request) -> ViewQuery:
    sent = await read_body(request) if request.method == "POST" else request.url.query.encode("ascii", "replace")
    many = {field.alias or name for name, field in ViewQuery.model_fields.items() if get_origin(field.annotation) is list}
    try:
        return ViewQuery.model_validate(
            {name: values if name in many else values[-1] for name, values in fields(sent).items() if any(values)}
        )
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("query", *one["loc"])} for one in error.errors()]) from error


Asked = Annotated[ViewQuery, Depends(_asked)]
"""The state of a view, in the address or, where it is too long for one, in the body of a form."""


def explored(store: Store, asked: ViewQuery, limit: int) -> Explored:
    """The view that was asked for; SettingsError or QueryError where a name in it is not known."""
    for date in filter(None, (asked.since, asked.to)):
        resolve(store, "date", date)
    all_ = web(store)
    number = numbering(all_, store.base)
    focus = _focus(store, all_, asked, number)
    start = Start(
        focus=(focus,) if focus is not None else (),
        claims=claim_numbers(store, asked.filter(1)) if asked.is_search else None,
        date_from=asked.since or None,
        date_to=asked.to or None,
        limit=min(asked.limit or limit, HARD_LIMIT),
    )
    shut = [node for key in asked.shut if (node := number(key)) is not None]
    view = explore(all_, start, asked.steps(number), shut)
    everything = scene(store, all_, view, asked.pins(number))
    label = next((node.label for node in everything.nodes if node.number == focus), "")
    return Explored(
        asked=asked,
        web=all_,
        view=view,
        number=number,
        everything=everything,
        shown=everything.without(asked.hidden(number)),
        title=_title(asked, label),
        focus=label,
    )


def _focus(store: Store, all_: Web, asked: ViewQuery, number: Callable[[str], int | None]) -> int | None:
    if not asked.focus:
        return None
    direct = number(asked.focus)
    if direct is not None:
        return direct
    if at_once := linked(store, all_, asked.focus):
        return at_once[0]
    known = find(store, asked.focus)
    found = [node for one in known for iri in one.iris if (node := number(iri)) is not None]
    if not found:
        raise SettingsError(f"no document links {known[0].label[:100]!r} to anything else: there is nothing to draw around it")
    return found[0]


def _title(asked: ViewQuery, focus: str) -> str:
    if focus:
        return f"Around {focus}"
    return "Graph of a search" if asked.is_search else "The graph"
