"""What the page of a person, organisation, country, sector, agreement or post shows below its name, by the kind of thing."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.pages.measures import Reports, lanes, otherwise, reports
from api.pages.neighbours import Neighbours, neighbours
from api.pages.records import asked, plain, table
from api.pages.roles import Roles, roles
from api.pages.speaking import Naming, Statements, Voice, WidelyTold, naming, statements, voices, widely_told
from api.pages.things import Event, Sector, Thing, events, narrower
from kg.consolidate import told_in_order
from kg.queries import MeasureFilter, measures_by_iri, prepared
from kg.stores import Store

_MOST_ROLES = 12
_MOST_EVENTS = 8
_MOST_REPORTS = 12
_MOST_EXEMPTIONS = 60
_LONGEST_FILTER = 300
_SPEAKING = ("Person", "Organisation", "Group", "Country")
_TIED = (*_SPEAKING, "Sector", "Agreement")
_NO_ROLES = Roles(held=(), ticks=(), total=0)
_ROLE_TITLES: Mapping[str, str] = {"Person": "Posts", "Post": "Who holds it"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The parts of a page; what a kind of thing has none of is empty. `queries` are the SPARQL behind parts, by anchor."""

    role_title: str
    roles: Roles
    statements: tuple[Statements, ...]
    naming: Naming | None
    widely_told: tuple[WidelyTold, ...]
    voices: tuple[Voice, ...]
    measures: Reports | None
    measures_address: str
    events: tuple[Event, ...]
    more_events: int
    neighbours: Neighbours
    narrower: tuple[Sector, ...]
    queries: Mapping[str, str]

    @property
    def parts(self) -> tuple[tuple[str, str, int], ...]:
        """The parts that there are, in order: anchor, title, and how many it holds."""
        measures = self.measures.measures if self.measures else 0
        found = (
            ("roles", self.role_title, self.roles.total),
            ("voices", "Who said what", len(self.voices)),
            ("told", "Told most widely", len(self.widely_told)),
            *((one.anchor, one.title, one.total) for one in self.statements),
            ("naming", "Statements that name it", self.naming.total if self.naming else 0),
            ("measures", "Trade measures", measures),
            ("events", "Events", len(self.events) + self.more_events),
            ("neighbours", "Neighbours", self.neighbours.total),
        )
        return tuple(part for part in found if part[2])

    @property
    def is_empty(self) -> bool:
        """Whether no document says anything of it."""
        told = (self.roles.held, self.statements, self.naming and self.naming.total, self.measures, self.events)
        return not any(told)


def profile(store: Store, about: Thing, page: int = 1) -> Profile:
    """What the graph knows of a thing from documents; `page` is that of the statements that name it."""
    iris, kind = about.identity.iris, about.kind
    is_sector = kind == "Sector"
    told, number = events(store, about, _MOST_EVENTS)
    found, address = _measures(store, about)
    names_it = naming(store, iris, page) if kind in ("Person", "Organisation") else None
    return Profile(
        role_title=_ROLE_TITLES.get(kind, "Who holds its posts"),
        roles=_NO_ROLES if kind in ("Sector", "Agreement") else roles(store, about.identity, _MOST_ROLES),
        statements=_statements(store, about),
        naming=names_it if names_it and names_it.total else None,
        widely_told=widely_told(store, iris) if kind in _TIED else (),
        voices=voices(store, about.iri) if is_sector else (),
        measures=found,
        measures_address=address,
        events=told,
        more_events=number - len(told),
        neighbours=neighbours(store, about.iri) if kind in _TIED else Neighbours((), 0),
        narrower=narrower(store, about.iri) if is_sector else (),
        queries=_queries(store, about),
    )


def _statements(store: Store, about: Thing) -> tuple[Statements, ...]:
    lists: tuple[tuple[str, str, str], ...] = ()
    if about.kind == "Country":
        lists = (("said", "Statements in its name", "speaker"), ("about", "Statements about it", "country"))
    elif about.kind == "Organisation":
        lists = (("said", "Statements", "speaker"), ("published", "Statements in what it publishes", "publisher"))
    elif about.kind in _SPEAKING:
        lists = (("said", "Statements", "speaker"),)
    elif about.kind == "Sector":
        lists = (("about", "Statements", "sector"),)
    elif about.kind == "Agreement":
        found = statements(store, "about", "Statements that name it", text=_any_name(about), match="any")
        return (found,) if found else ()
    made = (statements(store, anchor, title, **{parameter: about.iri}) for anchor, title, parameter in lists)
    return tuple(one for one in made if one)


def _any_name(about: Thing) -> str:
    """Words that find what names an agreement: its label and other names as phrases, as many as a filter takes."""
    found, length = [], 0
    for name in dict.fromkeys((about.label, *about.also_called)):
        phrase = '"' + name.replace('"', " ") + '"'
        length += len(phrase) + 1
        if length <= _LONGEST_FILTER:
            found.append(phrase)
    return " ".join(found)


def _measures(store: Store, about: Thing) -> tuple[Reports | None, str]:
    """The measures that a country imposes or bears, that lie on a sector, or that an agreement spares from."""
    if about.kind == "Agreement":
        return _exemptions(store, about), ""
    if about.kind == "Country":
        found = reports(store, MeasureFilter(country=about.iri, limit=_MOST_REPORTS))
        return (found if found.rows else None), "country"
    if about.kind == "Sector":
        found = reports(store, MeasureFilter(sector=about.iri, limit=_MOST_REPORTS))
        return (found if found.rows else None), "sector"
    return None, ""


def _exemptions(store: Store, about: Thing) -> Reports | None:
    found = [plain(report) for report, _ in table(store, "exempting", {"entity": about.identity.iris}).rows]
    rows = measures_by_iri(store, found[:_MOST_EXEMPTIONS])
    if not rows:
        return None
    told = told_in_order(rows)
    return Reports(
        rows=rows, total=len(found), measures=len(told), lanes=lanes(told[:_MOST_REPORTS]), otherwise=otherwise(told)
    )


def _queries(store: Store, about: Thing) -> Mapping[str, str]:
    """The SPARQL behind the parts of a page."""
    iri, entity = about.iri, {"entity": about.identity.iris}
    found = {
        "roles": asked("roles", entity),
        "naming": asked("mentioning", entity),
        "events": asked("meetings", entity),
        "told": asked("most-told", entity),
    }
    if about.kind in _SPEAKING:
        found["said"] = prepared(store, "claims", {"speaker": iri})
    if about.kind in ("Country", "Sector"):
        parameter = about.kind.lower()
        found["about"] = prepared(store, "claims", {parameter: iri})
        found["measures"] = prepared(store, "measures", {parameter: iri})
    if about.kind == "Sector":
        found["voices"] = prepared(store, "who-said-what", {"sector": iri})
    if about.kind == "Organisation":
        found["published"] = prepared(store, "claims", {"outlet": iri})
    if about.kind == "Agreement":
        found["measures"] = asked("exempting", entity)
        found["about"] = ""
    return found
