"""The start page."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.pages.overview import figures, sectors, speakers
from api.pages.sources import Source, sources
from api.routes.access import Reading
from api.routes.replies import page
from kg.search import newest_documents, over
from kg.stores import Store

router = APIRouter(include_in_schema=False)

_SHOWN = 10
_LONGEST = 80
"""Characters of a name that an example has room for."""


@router.get("/")
def home(request: Request, store: Reading) -> Response:
    """One box for questions and words, and what there is."""
    spoken_of = sectors(store, _SHOWN)
    speaking = speakers(store, _SHOWN)
    return page(
        request,
        "home.html",
        title="Who said what about which sector",
        questions=_questions([s.label for s in speaking], [s.label for s in spoken_of]),
        figures=figures(store),
        speakers=speaking,
        sectors_spoken_of=spoken_of,
        documents=_newest(store),
    )


def _newest(store: Store) -> tuple[Source, ...]:
    """The documents published last."""
    found = over(store, lambda tables: newest_documents(tables, _SHOWN))
    known = sources(store, found)
    return tuple(known[document] for document in found)


def _questions(people: list[str], topics: list[str]) -> tuple[str, ...]:
    """Examples that the graph can answer, as it holds these names."""
    people, topics = ([name for name in names if len(name) <= _LONGEST and name != "all goods"] for names in (people, topics))
    about = [f"who said what about {topic}" for topic in topics[:2]]
    by = [f"what did {people[0]} say about {topics[0]}"] if people and topics else []
    return (*about, *by, "which tariffs does the United States impose on Canada")
