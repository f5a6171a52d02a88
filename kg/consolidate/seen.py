"""Who is seen in which document, read from the store: people with their posts and written names, organisations with theirs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from kg.consolidate.posts import Post
from kg.consolidate.profiles import Sighting
from kg.facts import PostStatus
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Literal, Term
from kg.stores import Store
from ontology.terms import KG

Record = Mapping[str, Term]

_AGREEMENTS = f"SELECT DISTINCT ?agreement WHERE {{ ?agreement a <{KG.Agreement}> }}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Written:
    """A name as one document writes it at [start, end), and the agent it stands for there."""

    document: str
    agent: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All that documents tell of who is who: each tuple sorted; `organizations` are told like people, without posts."""

    people: tuple[Sighting, ...]
    organizations: tuple[Sighting, ...]
    written: tuple[Written, ...]
    agreements: frozenset[str] = frozenset()


def seen(store: Store, namer: Namer, rejected: frozenset[str] = frozenset()) -> Seen:
    """Everybody whom the documents of a store name; facts that somebody rejected tell nothing."""
    written = tuple(sorted(_written(store, rejected)))
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in written:
        forms[one.document, one.agent].add(one.text)
    posts = _posts(store, rejected)
    people = (_person(record, namer, posts, forms) for record in _records(store, "people-seen"))
    bodies = (_body(record, forms) for record in _records(store, "organizations-seen"))
    agreements = store.select(_AGREEMENTS).column("agreement")
    return Seen(
        people=tuple(sorted(people, key=_order)),
        organizations=tuple(sorted(bodies, key=_order)),
        written=written,
        agreements=frozenset(map(str, agreements)),
    )


def _order(sighting: Sighting) -> tuple[str, str]:
    return (sighting.agent, sighting.document)


def _person(
    record: Record, namer: Namer, posts: Mapping[tuple[str, str], set[Post]], forms: Mapping[tuple[str, str], set[str]]
) -> Sighting:
    agent, document, published = _text(record, "agent"), _text(record, "document"), _text(record, "published")
    anchor = (namer.anchor(agent) or "").upper()
    return Sighting(
        agent=agent,
        document=document,
        label=_text(record, "label"),
        country=anchor if anchor in lexicon().countries() else "",
        year=int(published[:4]) if published[:4].isdigit() else None,
        posts=tuple(sorted(posts.get((document, agent), ()))),
        written=tuple(sorted(forms.get((document, agent), ()))),
    )


def _body(record: Record, forms: Mapping[tuple[str, str], set[str]]) -> Sighting:
    agent, document = _text(record, "agent"), _text(record, "document")
    written = tuple(sorted(forms.get((document, agent), ())))
    return Sighting(agent=agent, document=document, label=_text(record, "label"), written=written)


def _posts(store: Store, rejected: frozenset[str]) -> Mapping[tuple[str, str], set[Post]]:
    found: dict[tuple[str, str], set[Post]] = defaultdict(set)
    for record in _records(store, "posts-seen"):
        if _text(record, "fact") not in rejected:
            status = _text(record, "status").rpartition("/")[2]
            post = Post(
                title=_text(record, "title"),
                country=_text(record, "country").rpartition("/")[2],
                organization=_text(record, "organization"),
                is_held=PostStatus(status).is_held if status in set(PostStatus) else True,
            )
            found[_text(record, "document"), _text(record, "agent")].add(post)
    return found


def _written(store: Store, rejected: frozenset[str]) -> Iterator[Written]:
    for record in _records(store, "names-written"):
        if _text(record, "fact") not in rejected:
            yield Written(
                document=_text(record, "document"),
                agent=_text(record, "agent"),
                text=_text(record, "written"),
                start=int(_text(record, "start")),
                end=int(_text(record, "end")),
            )


def _records(store: Store, name: str) -> Iterable[Record]:
    return store.select(files("kg.consolidate").joinpath(f"{name}.rq").read_text("utf-8")).records()


def _text(record: Record, name: str) -> str:
    term = record.get(name)
    return term.value if isinstance(term, Literal) else term or ""
