"""Authority files: who and what others have IRIs for, with their names; read from Turtle, CSV or a Wikidata extract.

CSV has a heading with the columns `iri`, `label` and, where wanted, `type` (person, organization, sector, agreement,
country), `alias` (several between "|"), `country` (a name or code) and `from`/`to` (years of a life). Turtle describes entities
country), `alias` (several between "|"), `country` (a name or code) and `from`, `to` (years of a life). Turtle tells of entities
entity on each line as Wikidata's dumps and API write them, with `id`, `labels`, `aliases` and `claims`.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.exceptions import ParserError

from kg.errors import AuthorityError, IdentifierError
from kg.ids import check_iri
from kg.lexicon import lexicon
from ontology.terms import FOAF, KG, ORG, SCHEMA, SKOS

_WIKIDATA = "http://www.wikidata.org/entity/"


class Kind(StrEnum):
    """What an entry is; "" in a file leaves it open."""

    PERSON = "person"
    ORGANIZATION = "organization"
    SECTOR = "sector"
    AGREEMENT = "agreement"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entry:
    """One entity of an authority: its IRI, its names (the label first), and what else is told; None and () are unknown."""

    iri: str
    names: tuple[str, ...]
    kind: Kind | None = None
    countries: tuple[str, ...] = ()
    years: tuple[int, int] | None = None


_CLASSES: Mapping[str, Kind] = {
    SCHEMA.Person: Kind.PERSON,
    "http://xmlns.com/foaf/0.1/Person": Kind.PERSON,
    f"{_WIKIDATA}Q5": Kind.PERSON,
    ORG.Organization: Kind.ORGANIZATION,
    "https://schema.org/Organization": Kind.ORGANIZATION,
    "http://xmlns.com/foaf/0.1/Organization": Kind.ORGANIZATION,
    FOAF.Group: Kind.ORGANIZATION,
    SCHEMA.Country: Kind.COUNTRY,
    KG.Agreement: Kind.AGREEMENT,
    SKOS.Concept: Kind.SECTOR,
}
_LABELS = (SKOS.prefLabel, str(RDFS.label), SCHEMA.name, "http://schema.org/name", "http://xmlns.com/foaf/0.1/name")
_ALIASES = (SKOS.altLabel, SKOS.hiddenLabel, "https://schema.org/alternateName", "http://schema.org/alternateName")
_COUNTRIES = (KG.country, "https://schema.org/nationality", "http://www.wikidata.org/prop/direct/P27",
              "http://www.wikidata.org/prop/direct/P17")  # fmt: skip
_CITIZENSHIP = ("P27", "P17")
_BORN, _DIED = "P569", "P570"
_WIKIDATA_COUNTRIES: Mapping[str, str] = {
    "Q30": "US", "Q16": "CA", "Q96": "MX", "Q148": "CN", "Q458": "EU", "Q145": "GB", "Q183": "DE", "Q142": "FR", "Q38": "IT",
    "Q29": "ES", "Q17": "JP", "Q884": "KR", "Q668": "IN", "Q155": "BR", "Q408": "AU", "Q159": "RU", "Q212": "UA", "Q43": "TR",
    "Q36": "PL", "Q55": "NL", "Q31": "BE", "Q40": "AT", "Q39": "CH", "Q34": "SE", "Q20": "NO", "Q35": "DK", "Q33": "FI",
    "Q27": "IE", "Q664": "NZ", "Q258": "ZA", "Q881": "VN", "Q252": "ID", "Q414": "AR", "Q298": "CL", "Q865": "TW",
}  # fmt: skip
"""Countries by their ids; of any other a Wikidata extract tells nothing here."""


def read_authority(path: Path) -> tuple[Entry, ...]:
    """The entries of a file, sorted, one for each IRI; AuthorityError names the line or field that cannot be used."""
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        raise AuthorityError(f"{path} is no authority file: its name should end in {', '.join(_READERS)}")
    try:
        return _merged(reader(path))
    except OSError as error:
        raise AuthorityError(f"the authority file {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise AuthorityError(f"the authority file {path} is not in UTF-8: {error}") from error
    except IdentifierError as error:
        raise AuthorityError(f"the authority file {path} has an IRI that cannot be used: {error}") from error


def _merged(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    for entry in entries:
        known = found.get(check_iri(entry.iri))
        names = tuple(dict.fromkeys((*known.names, *entry.names))) if known else entry.names
        countries = tuple(sorted({*(known.countries if known else ()), *entry.countries}))
        kind = entry.kind or (known.kind if known else None)
        years = entry.years or (known.years if known else None)
        found[entry.iri] = Entry(iri=entry.iri, names=names, kind=kind, countries=countries, years=years)
    return tuple(found[iri] for iri in sorted(found))


def _csv(path: Path) -> Iterator[Entry]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not {"iri", "label"} <= set(rows.fieldnames or ()):
            raise AuthorityError(f"{path} lacks the columns iri and label: its first line names the columns")
        for row in rows:
            iri, label = (str(row.get(name) or "").strip() for name in ("iri", "label"))
            if not iri or not label:
                raise AuthorityError(f"{path}, line {rows.line_num}: iri and label must both be given")
            aliases = [alias.strip() for alias in (row.get("alias") or "").split("|") if alias.strip()]
            yield Entry(
                iri=iri,
                names=tuple(dict.fromkeys((label, *aliases))),
                kind=_kind(row.get("type") or "", f"{path}, line {rows.line_num}"),
                countries=_countries(row.get("country") or "", f"{path}, line {rows.line_num}"),
                years=_years(row.get("from") or "", row.get("to") or ""),
            )


def _kind(text: str, where: str) -> Kind | None:
    if not text.strip():
        return None
    try:
        return Kind(text.strip().casefold().replace("organisation", "organization"))
    except ValueError as error:
        raise AuthorityError(f"{where}: {text!r} is none of {', '.join(Kind)}") from error


def _countries(text: str, where: str) -> tuple[str, ...]:
    codes = []
    for name in filter(None, (part.strip() for part in text.split("|"))):
        code = name.upper() if name.upper() in lexicon().countries() else lexicon().country(name)
        if code is None:
            raise AuthorityError(f"{where}: {name!r} is no country: write its name or its code of two letters")
        codes.append(str(code))
    return tuple(sorted(codes))


def _years(first: str, last: str) -> tuple[int, int] | None:
    years = [int(text[:4]) for text in (first.strip(), last.strip()) if text[:4].isdigit()]
    return (years[0], years[-1]) if len(years) == 2 else (years[0], 9999) if years and first.strip() else None


def _turtle(path: Path) -> Iterator[Entry]:
    graph = Graph()
    try:
        graph.parse(str(path), format="turtle")
    except (ParserError, SyntaxError, ValueError) as error:
        raise AuthorityError(f"the authority file {path} is no Turtle: {error}") from error
    for subject in sorted({node for node in graph.subjects() if isinstance(node, URIRef)}, key=str):
        labels, aliases = _texts(graph, subject, _LABELS), _texts(graph, subject, _ALIASES)
        if labels:
            kinds = [_CLASSES[str(kind)] for kind in sorted(graph.objects(subject, RDF.type), key=str) if str(kind) in _CLASSES]
            yield Entry(
                iri=str(subject),
                names=tuple(dict.fromkeys((*labels, *aliases))),
                kind=kinds[0] if kinds else None,
                countries=tuple(sorted(_country_codes(graph, subject))),
            )


def _texts(graph: Graph, subject: URIRef, properties: Sequence[str]) -> list[str]:
    """Labels in English or without language, in a fixed order."""
    found = {value for name in properties for value in graph.objects(subject, URIRef(name)) if isinstance(value, Literal)}
    return sorted(str(value) for value in found if not value.language or value.language.startswith("en"))


def _country_codes(graph: Graph, subject: URIRef) -> Iterator[str]:
    for name in _COUNTRIES:
        for value in graph.objects(subject, URIRef(name)):
            last = str(value).rsplit("/", 1)[-1]
            code = _WIKIDATA_COUNTRIES.get(last) or (last if last in lexicon().countries() else lexicon().country(str(value)))
            if code:
                yield str(code)


def _wikidata(path: Path) -> Iterator[Entry]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            text = line.strip().rstrip(",")
            if text and text not in "[]":
                try:
                    entry = _entity(json.loads(text))
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    raise AuthorityError(f"{path}, line {number} is no entity of Wikidata: {error}") from error
                if entry:
                    yield entry


def _entity(value: Mapping[str, object]) -> Entry | None:
    """An entity with an English name; None where it has none."""
    iri = str(value["id"])
    labels = _english(value.get("labels"))
    if not labels:
        return None
    claims = value.get("claims")
    instances = _ids(claims, "P31")
    born, died = _year(claims, _BORN), _year(claims, _DIED)
    return Entry(
        iri=iri if "://" in iri else f"{_WIKIDATA}{iri}",
        names=tuple(dict.fromkeys((*labels, *_english(value.get("aliases"))))),
        kind=Kind.PERSON if "Q5" in instances else None,
        countries=tuple(
            sorted({_WIKIDATA_COUNTRIES[c] for p in _CITIZENSHIP for c in _ids(claims, p) if c in _WIKIDATA_COUNTRIES})
        ),
        years=(born, died or 9999) if born else None,
    )


def _english(value: object) -> tuple[str, ...]:
    """The English texts of labels or aliases, however deep the extract nests them."""
    said = value.get("en", ()) if isinstance(value, dict) else value or ()
    if isinstance(said, str):
        return (said,)
    if isinstance(said, dict):
        return (str(said["value"]),)
    assert isinstance(said, (list, tuple))
    return tuple(str(one["value"]) if isinstance(one, dict) else str(one) for one in said)


def _values(claims: object, name: str) -> Iterator[object]:
    if isinstance(claims, dict):
        for claim in claims.get(name, ()):
            snak = claim.get("mainsnak", {}) if isinstance(claim, dict) else {}
            yield snak.get("datavalue", {}).get("value") if snak else claim


def _ids(claims: object, name: str) -> tuple[str, ...]:
    return tuple(str(v.get("id", "")) if isinstance(v, dict) else str(v) for v in _values(claims, name) if v)


def _year(claims: object, name: str) -> int | None:
    """The year of a time, "+1965-03-16T00:00:00Z"."""
    times = (str(v.get("time", "")) if isinstance(v, dict) else str(v) for v in _values(claims, name) if v)
    years = [int(time.lstrip("+")[:4]) for time in times if time.lstrip("+")[:4].isdigit()]
    return min(years, default=None)


_READERS = {".csv": _csv, ".ttl": _turtle, ".jsonl": _wikidata, ".ndjson": _wikidata, ".json": _wikidata}
