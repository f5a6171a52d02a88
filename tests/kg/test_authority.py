"""Authority files: three forms give the same entries; what is found in the store is linked, what is ambiguous is told."""

import json
from pathlib import Path

import pytest

from kg.authority import Entry, Kind, read_authority
from kg.consolidate import Known, consolidate
from kg.errors import AuthorityError
from kg.ids import sector_iri
from kg.model import Iri
from kg.stores import open_store
from kg.validate import validate
from ontology.terms import OWL, SKOS
from tests.kg.news_for_tests import NAMER, Line, add, news

WIKIDATA = "http://www.wikidata.org/entity/"
VOSTRAK = Entry(
    iri=f"{WIKIDATA}Q900001", names=("Helena Vostrak", "Lena Vostrak"), kind=Kind.PERSON, countries=("CA",), years=(1970, 9999)
)
CSV = """iri,label,type,alias,country,from,to
http://www.wikidata.org/entity/Q900001,Helena Vostrak,person,Lena Vostrak,Canada,1970,
"""
TURTLE = """
@prefix schema: <https://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
wd:Q900001 a schema:Person ; skos:prefLabel "Helena Vostrak"@en, "Элена"@ru ; skos:altLabel "Lena Vostrak" ;
  schema:nationality wd:Q16 .
"""
DUMP = {
    "id": "Q900001",
    "labels": {"en": {"language": "en", "value": "Helena Vostrak"}, "de": {"language": "de", "value": "H. V."}},
    "aliases": {"en": [{"language": "en", "value": "Lena Vostrak"}]},
    "claims": {
        "P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}],
        "P27": [{"mainsnak": {"datavalue": {"value": {"id": "Q16"}}}}],
        "P569": [{"mainsnak": {"datavalue": {"value": {"time": "+1970-05-01T00:00:00Z"}}}}],
    },
}
SIMPLE = {
    "id": "Q900001", "labels": {"en": "Helena Vostrak"}, "aliases": {"en": ["Lena Vostrak"]},
    "claims": {"P31": ["Q5"], "P27": ["Q16"], "P569": ["1970"]},
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "years"),
    [
        ("people.csv", CSV, (1970, 9999)),
        ("people.ttl", TURTLE, None),
        ("people.jsonl", json.dumps(DUMP) + "\n", (1970, 9999)),
        ("people.json", "[\n" + json.dumps(DUMP) + ",\n" + json.dumps(SIMPLE) + "\n]\n", (1970, 9999)),
    ],
)
def test_every_form_tells_the_same(tmp_path: Path, name: str, text: str, years: tuple[int, int] | None) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    (entry,) = read_authority(tmp_path / name)
    assert (entry.iri, entry.names, entry.kind, entry.countries) == (
        VOSTRAK.iri,
        VOSTRAK.names,
        VOSTRAK.kind,
        VOSTRAK.countries,
    )
    assert entry.years == years


WRONG = (
    ("people.txt", "", "its name should end in"),
    ("people.csv", "name\nx\n", "lacks the columns iri and label"),
    ("people.csv", "iri,label\nhttps://x.example/1,\n", "line 2: iri and label must both be given"),
    ("people.csv", "iri,label,type\nhttps://x.example/1,X,planet\n", "'planet' is none of person"),
    ("people.csv", "iri,label,country\nhttps://x.example/1,X,Atlantis\n", "'Atlantis' is no country"),
    ("people.csv", "iri,label\nnot an iri,X\n", "is not an"),
    ("people.ttl", "this is no turtle", "is no Turtle"),
    ("people.jsonl", '{"id": "Q1"}\n{"labels"', "line 2 is no entity of Wikidata"),
)


@pytest.mark.parametrize(("name", "text", "told"), WRONG)
def test_what_cannot_be_used_is_told(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(AuthorityError, match=told):
        read_authority(tmp_path / name)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AuthorityError, match="cannot be read"):
        read_authority(tmp_path / "none.csv")


STORIES: tuple[tuple[Line, ...], ...] = (
    (("Helena Vostrak", "trade minister", "CA"), ("World Trade Organization", "@", "")),
    (("Helena Vostrack", "trade minister", "CA"), ("Tom Brandeis", "senator", "US")),
    (("Tom Brandeis", "senator", "AU"), ("Helena Vostrak", "trade minister", "CA")),
)


def linked(*entries: Entry) -> tuple[set[tuple[Iri, Iri, str]], tuple[str, ...]]:
    with open_store("memory:", write=True) as store:
        for number, lines in enumerate(STORIES):
            add(store, *news(number, lines))
        done = consolidate(store, NAMER, Known(authority=entries))
        assert validate(store).problems == ()
        quads = store.quads(Iri(NAMER.derived_graph))
        found = {(q.subject, q.predicate, str(q.object)) for q in quads if q.predicate in (OWL.sameAs, SKOS.exactMatch)}
    return found, done.ambiguous


def entry(iri: str, *names: str, kind: Kind | None = None, countries: tuple[str, ...] = ()) -> Entry:
    return Entry(iri=iri, names=names, kind=kind, countries=countries)


def test_people_and_bodies_are_the_same_as_the_authoritys_and_concepts_match_exactly() -> None:
    found, told = linked(
        VOSTRAK,
        entry("urn:wto", "World Trade Organization", "WTO", kind=Kind.ORGANIZATION),
        entry("urn:steel", "steel", kind=Kind.SECTOR),
        entry("urn:nobody", "Somebody Else", kind=Kind.PERSON),
    )
    assert found == {
        (NAMER.person("Helena Vostrak", "ca"), OWL.sameAs, VOSTRAK.iri),
        (NAMER.organization("World Trade Organization"), OWL.sameAs, "urn:wto"),
        (sector_iri("steel"), SKOS.exactMatch, "urn:steel"),
    }
    assert told == ()


def test_what_fits_several_is_told_and_never_guessed() -> None:
    found, (told,) = linked(entry("urn:tom", "Tom Brandeis", kind=Kind.PERSON))
    assert found == set()
    assert "urn:tom (Tom Brandeis) fits several" in told
    found, _ = linked(entry("urn:tom", "Tom Brandeis", kind=Kind.PERSON, countries=("AU",)))
    assert found == {(NAMER.person("Tom Brandeis", "au"), OWL.sameAs, "urn:tom")}


def test_two_entries_of_one_authority_for_one_person_are_told() -> None:
    found, told = linked(*(entry(f"https://a.example/{n}", "Helena Vostrak", kind=Kind.PERSON) for n in (1, 2)))
    assert found == set()
    assert len(told) == 2
    found, told = linked(*(entry(f"https://{n}.example/1", "Helena Vostrak", kind=Kind.PERSON) for n in "ab"))
    assert (len(found), told) == (2, ())


def test_a_surname_or_another_lifetime_is_no_match() -> None:
    early = Entry(iri="urn:old", names=("Helena Vostrak",), kind=Kind.PERSON, years=(1850, 1910))
    found, told = linked(entry("urn:name", "Vostrak", kind=Kind.PERSON), early)
    assert (found, told) == (set(), ())
