"""Named questions and filtered claims and measures, on invented documents written through the product's own writer."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.consolidate import consolidate
from kg.errors import QueryError
from kg.facts import Claim, CountryCode, Fact, Form, PartialDate, Role, RoleTitle, SectorId
from kg.ids import Namer
from kg.model import Document, EntityKind, Iri, Literal, Mention, Span, Term
from kg.queries import (
    ClaimFilter,
    ClaimRow,
    MeasureFilter,
    MeasureRow,
    claims,
    count_claims,
    measures,
    named_queries,
    named_query,
    prepared,
    resolve,
    run,
)
from kg.stores import Store, check_query
from ontology.terms import VOCABULARY
from tests.kg.facts_for_tests import example_document, example_facts
from tests.kg.stores_for_tests import store_of

LATER = """Copper and tin

Élise Marchand said Ottawa would answer the new American duties on steel. Smelters need time, said Ugo Marchand in August. \
“Tin is not for sale,” said Rosa Bell, finance minister of Canada. Bell said goods must flow.
"""
COMPETENCY = (
    "who-said-what", "word-for-word", "measures-between", "tariff-history", "exemptions", "post-holders",
    "claims-across-documents", "upcoming-events", "unresolved-dates", "who-told-whom", "least-certain", "written-names",
    "sector-by-country", "countermeasures", "hs-behind-sectors",
)  # fmt: skip


def at(words: str, text: str = LATER) -> Span:
    """The first place of some words."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def says(name: str, words: str, **more: object) -> Claim:
    """A claim of a person in the later document."""
    speaker = Mention(span=at(name), name=name, kind=EntityKind.PERSON)
    plain = Claim(
        speaker=speaker,
        cue=(at("said"),),
        content=(at(words),),
        form=Form.INDIRECT,
        evidence=(at(words),),
        confidence=0.7,
        rule="x",
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # the tests name fields of Claim


def later_facts() -> tuple[Fact, ...]:
    """An undated document of another outlet: Marchand without her country, a namesake, and a post."""
    bell = Mention(span=at("Rosa Bell"), name="Rosa Bell", kind=EntityKind.PERSON)
    return (
        says("Élise Marchand", "Ottawa would answer the new American duties on steel", sectors=(SectorId("steel"),)),
        says("Ugo Marchand", "Smelters need time", date=PartialDate("2025-08"), sectors=(SectorId("metals"),)),
        says("Rosa Bell", "Tin is not for sale", form=Form.DIRECT, sectors=(SectorId("metals"), SectorId("copper"))),
        says("Bell", "goods must flow", sectors=(SectorId("all-goods"),), date_text="one day"),
        Role(
            person=bell, title=RoleTitle("finance minister"), country=CountryCode("CA"),
            evidence=(at("Rosa Bell, finance minister of Canada"),), confidence=0.9, rule="x",
        ),
    )  # fmt: skip


def later_document() -> Document:
    """The document of these facts."""
    iri = Namer().document(url=None, text=LATER)
    return replace(
        example_document(), iri=iri, id="tin", text=LATER, title="Copper and tin", publisher="Morning Post", published=None,
        url=None, boilerplate=(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Both documents, with what spans them."""
    with store_of([(example_document(), example_facts()), (later_document(), later_facts())]) as opened:
        consolidate(opened, Namer())
        yield opened


def column(store: Store, query: str, name: str, **parameters: str) -> list[str]:
    """One column of a named query as text, in the order of the rows; `_` at the end of a name is dropped."""
    table = run(store, query, {key.rstrip("_"): value for key, value in parameters.items()})
    return [plain(term) for term in table.column(name)]


def plain(term: Term | None) -> str:
    """A term as text, "" for none."""
    return term.value if isinstance(term, Literal) else term or ""


# ------------------------------------------------------------------------------------------------ what there is by name


def test_the_competency_questions_are_there() -> None:
    assert set(COMPETENCY) <= {query.name for query in named_queries()}


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_every_named_query_is_told_and_runs_as_it_stands(store: Store, name: str) -> None:
    query = named_query(name)
    assert query.title
    assert query.description.endswith(".")
    assert all(parameter.description for parameter in query.parameters)
    check_query(query.text)
    assert run(store, name, {}).columns == store.select(query.text).columns
    assert run(store, name, {}).rows == store.select(query.text).rows


VALUES = {
    "act": "thought", "change": "raised", "country": "Canada", "date": "2025-10", "deadline": "stated",
    "document": "Steel towns wait for an answer",
    "event": "review", "form": "direct", "held": "current", "measure": "tariff", "number": "0.75", "polarity": "denied",
    "outlet": "Northern Ledger",
    "pairs": "urn://one urn://other negation", "sector": "steel", "speaker": "Élise Marchand", "rate": ">=30",
    "status": "in force", "text": "steel", "words": "steel",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "parameter", "kind"),
    [(query.name, parameter.name, parameter.type) for query in named_queries() for parameter in query.parameters],
)
def test_every_parameter_narrows_and_the_query_shown_is_the_query_run(
    store: Store, name: str, parameter: str, kind: str
) -> None:
    value = "CUSMA" if parameter == "agreement" else VALUES[kind]
    shown = prepared(store, name, {parameter: value})
    assert "UNDEF" not in shown
    assert "#:" not in shown
    rows = run(store, name, {parameter: value}).rows
    assert store.select(shown).rows == rows
    assert len(rows) <= len(run(store, name, {}).rows)


@pytest.mark.parametrize("rate", ["", "x", ">", "25 or 50", "-3"])
def test_a_rate_is_a_number_or_a_bound(store: Store, rate: str) -> None:
    with pytest.raises(QueryError, match="is no rate of the form"):
        run(store, "measures", {"rate": rate})


def test_all_words_must_be_there_as_words(store: Store) -> None:
    texts = column(store, "who-said-what", "text")
    assert column(store, "who-said-what", "text", text="salE tins") == ["Tin is not for sale"]
    assert column(store, "who-said-what", "text", text='"not for"') == [text for text in texts if "not for" in text]
    assert column(store, "who-said-what", "text", text="sal") == []


def test_rows_can_be_limited(store: Store) -> None:
    assert len(run(store, "claims", {"limit": "2"}).rows) == 2
    assert len(run(store, "who-said-what", {"limit": "1", "sector": "steel"}).rows) == 1
    assert run(store, "claims", {"limit": "0"}).rows == ()


@pytest.mark.parametrize(
    ("name", "parameters", "told"),
    [
        ("who-sad-what", {}, r"no query named 'who-sad-what': did you mean who-said-what"),
        ("claims", {"sektor": "steel"}, r"no parameter 'sektor': did you mean sector"),
        ("claims", {"sector": "stele"}, r"'stele' is no sector: did you mean .*steel"),
        ("claims", {"country": "Canadda"}, r"'Canadda' is no country: did you mean .*Canada"),
        ("claims", {"speaker": "Elise Marchant"}, r"nobody by the name of 'Elise Marchant'.*did you mean Élise Marchand"),
        ("claims", {"speaker": "Marchand"}, r"'Marchand' may be any of Ugo Marchand, Élise Marchand"),
        ("claims", {"speaker": "Zzyzx"}, r"nobody by the name of 'Zzyzx'.*there is "),
        ("claims", {"form": "shouted"}, r"'shouted' is none of direct, indirect, mixed"),
        ("claims", {"from": "October"}, r"'October' is not a date of the form 2025"),
        ("claims", {"text": "  "}, r"words to look for are missing"),
        ("claims", {"limit": "-1"}, r"'-1' is no whole number"),
        ("least-certain", {"below": "low"}, r"'low' is no number"),
    ],
)
def test_what_is_unknown_is_told_with_what_is_near(store: Store, name: str, parameters: dict[str, str], told: str) -> None:
    with pytest.raises(QueryError, match=told):
        run(store, name, parameters)


# ------------------------------------------------------------------------------------------------ what words stand for


@pytest.mark.parametrize("text", ["Élise Marchand", "elise marchand", "ÉLISE MARCHAND", "elise-marchand"])
def test_a_speaker_is_found_with_and_without_a_country(store: Store, text: str) -> None:
    found = resolve(store, "speaker", text)
    assert len(found) == 2
    assert {str(iri).endswith(".ca") for iri in found} == {True, False}
    assert all(resolve(store, "speaker", str(iri)) == found for iri in found)  # consolidation joined them


def test_a_speaker_may_be_named_as_documents_write(store: Store) -> None:
    assert resolve(store, "speaker", "GOS") == resolve(store, "speaker", "Guild of Ontario Steelmakers")
    assert resolve(store, "speaker", "Okafor") == resolve(store, "speaker", "JR Okafor")
    assert resolve(store, "speaker", "Canada") == (Iri(f"{VOCABULARY}country/CA"),)


@pytest.mark.parametrize("text", ["metals", "Metal", "sector/metals", "base metals"])
def test_a_sector_stands_for_the_narrower_ones_too(store: Store, text: str) -> None:
    found = resolve(store, "sector", text.replace("sector/", f"{VOCABULARY}sector/"))
    assert {f"{VOCABULARY}sector/{name}" for name in ("metals", "steel", "copper", "aluminum")} <= set(found)
    assert f"{VOCABULARY}sector/all-goods" not in found


def test_all_goods_stands_for_itself_alone(store: Store) -> None:
    assert resolve(store, "sector", "all goods") == (Iri(f"{VOCABULARY}sector/all-goods"),)


@pytest.mark.parametrize("text", ["Canada", "CA", "ca", "canada", "Canadian", "Ottawa", f"{VOCABULARY}country/CA"])
def test_a_country_goes_by_many_names(store: Store, text: str) -> None:
    assert resolve(store, "country", text) == (Iri(f"{VOCABULARY}country/CA"),)


# ------------------------------------------------------------------------------------------------ answers


def test_who_said_what(store: Store) -> None:
    assert column(store, "who-said-what", "speaker", sector="steel") == ["Élise Marchand", "Élise Marchand"]
    assert column(store, "who-said-what", "text", sector="metals", form="direct") == ["Tin is not for sale"]
    (about,) = column(store, "who-said-what", "sectors", text="TIN is")
    assert set(about.split(", ")) == {"copper", "metals"}
    assert column(store, "who-said-what", "text", sector="all goods", speaker="Rosa Bell") == ["goods must flow"]
    (passage,) = column(store, "who-said-what", "passage", text="mills would")
    start = example_document().text.index("mills would close")
    assert passage == f"{example_document().iri}#char={start},{start + len('mills would close')}"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-10-07", "2025-10-07", {"Ottawa would answer the new American duties on steel"}),
        ("2025-08-20", "2025-08-25", {"Smelters need time"}),
        ("2025-08", "2025-08", {"Smelters need time"}),
        ("2025-09", "2025-09", set()),
        ("2024", "2024-12", set()),
    ],
)
def test_partial_dates_are_within_a_range_that_they_overlap(store: Store, start: str, end: str, expected: set[str]) -> None:
    assert set(column(store, "who-said-what", "text", from_=start, to=end)) == expected


def test_a_claim_without_a_date_counts_for_the_day_of_its_document(store: Store) -> None:
    found = column(store, "who-said-what", "text", from_="2025-10-08", to="2025-10-08")
    assert "mills would close" in found
    assert "goods must flow" not in found


def test_the_latest_come_first_and_undated_last(store: Store) -> None:
    documents = column(store, "claims", "document")
    texts = column(store, "claims", "text")
    assert documents[0] == example_document().iri
    assert texts[-3:] == ["Ottawa would answer the new American duties on steel", "Tin is not for sale", "goods must flow"]
    assert texts[-4] == "Smelters need time"


def test_word_for_word(store: Store) -> None:
    table = run(store, "word-for-word", {})
    texts = {later_document().iri: later_document().text, example_document().iri: example_document().text}
    for row in table.records():
        start, end = int(plain(row["start"])), int(plain(row["end"]))
        pieces = plain(row["text"]).split(" … ")
        exact = texts[plain(row["document"])][start:end]
        assert exact.startswith(pieces[0])
        assert exact.endswith(pieces[-1])
    assert column(store, "word-for-word", "text", speaker="Rosa Bell") == ["Tin is not for sale"]


def test_measures_between_and_their_history(store: Store) -> None:
    assert column(store, "measures-between", "measure", imposing="US", target="CA") == ["U.S. tariff on Canadian steel"]
    assert column(store, "measures-between", "measure", imposing="Canada") == ["Canadian retaliatory tariff on U.S. aluminum"]
    (row,) = run(store, "tariff-history", {"imposing": "US", "target": "Canada"}).records()
    assert {name: plain(row[name]) for name in ("previousRate", "rate", "by", "date", "dateText", "change")} == {
        "previousRate": "25", "rate": "35", "change": "raised",
        "by": "United States", "date": "2025-10-06", "dateText": "On Monday",
    }  # fmt: skip
    assert plain(row["text"]) == "the United States raised its tariff on Canadian steel from 25% to 35%"


def test_exemptions_and_names(store: Store) -> None:
    (row,) = run(store, "exemptions", {}).records()
    assert plain(row["measure"]) == "U.S. tariff on Canadian steel"
    assert "CUSMA" in plain(row["names"]).split(" | ")
    assert set(column(store, "written-names", "written")) >= {"CUSMA", "GOS", "Marchand"}
    assert column(store, "written-names", "times", speaker="Guild of Ontario Steelmakers") == ["2"]


def test_posts(store: Store) -> None:
    assert column(store, "post-holders", "person", country="Canada") == ["Rosa Bell", "Élise Marchand"]
    assert column(store, "post-holders", "holders", country="Canada") == ["1", "1"]
    (row,) = run(store, "about-person", {"speaker": "Tom Reyes"}).records()
    assert [plain(row.get(name)) for name in ("post", "organization", "status", "until", "documents")] == [
        "governor", "Bank of Canada", "former", "2019-05", "1",
    ]  # fmt: skip


def test_claims_across_documents(store: Store) -> None:
    table = run(store, "claims-across-documents", {})
    assert {plain(term) for term in table.column("claim")} == {"Ottawa would answer the new American duties on steel"}
    assert {plain(term) for term in table.column("document")} == {example_document().iri, later_document().iri}
    assert len(table.rows) == 2
    assert run(store, "claims-across-documents", {"speaker": "Rosa Bell"}).rows == ()


def test_events_and_dates(store: Store) -> None:
    assert column(store, "upcoming-events", "type") == ["review", "meeting"]
    assert column(store, "upcoming-events", "type", from_="2026") == ["review"]
    (who,) = column(store, "upcoming-events", "who", country="Canada")
    assert set(who.split(", ")) == {"Élise Marchand", "Canada"}
    assert column(store, "unresolved-dates", "dateText") == ["one day"]
    assert column(store, "unresolved-dates", "facts") == ["1"]


def test_who_told_whom(store: Store) -> None:
    assert column(store, "who-told-whom", "recipient") == ["Northern Ledger"]
    assert column(store, "who-told-whom", "speaker", recipient="Northern Ledger") == ["Élise Marchand"]
    assert column(store, "who-told-whom", "speaker", speaker="Rosa Bell") == []


def test_least_certain(store: Store) -> None:
    confidences = [float(value) for value in column(store, "least-certain", "confidence")]
    assert confidences == sorted(confidences)
    assert column(store, "least-certain", "confidence", below="0.6") == ["0.5"]
    assert column(store, "least-certain", "text", below="0.6") == [
        "the Canada-United States-Mexico Agreement must be reviewed in July 2026"
    ]


def test_sectors_speakers_documents(store: Store) -> None:
    by_country = {
        (plain(r["sector"]), plain(r["country"])): plain(r["claims"]) for r in run(store, "sector-by-country", {}).records()
    }
    assert by_country[("steel", "Canada")] == "1"
    assert dict(zip(column(store, "sectors", "label"), column(store, "sectors", "claims"), strict=True))["steel"] == "2"
    counts = dict(zip(column(store, "documents", "document"), column(store, "documents", "claims"), strict=True))
    assert counts == {example_document().iri: "8", later_document().iri: "4"}, "nine, of which one is an attitude"
    assert sum(map(int, column(store, "speakers", "claims"))) == 12


def test_countermeasures_and_customs_codes(store: Store) -> None:
    assert run(store, "countermeasures", {}).rows == ()
    table = {plain(row["sector"]): row for row in run(store, "hs-behind-sectors", {}).records()}
    assert set(plain(table["steel"]["hs"]).split()) == {"72", "73"}
    assert [plain(table["aluminum"][name]) for name in ("measures", "claims", "speakers")] == ["1", "0", "0"]


# ------------------------------------------------------------------------------------------------ claims and measures as rows


def test_claims_are_one_row_each_whatever_they_are_about(store: Store) -> None:
    found = claims(store, ClaimFilter())
    assert len(found) == len({row.iri for row in found}) == count_claims(store, ClaimFilter()) == 12
    (row,) = claims(store, ClaimFilter(speakers=("Élise Marchand",), country="US"))
    assert (row.speaker, row.speaker_kind, row.cue, row.form, row.act, row.polarity) == (
        "Élise Marchand", "person", "said", "indirect", "statement", "asserted",
    )  # fmt: skip
    assert row.countries == ("Canada", "United States")
    assert row.sectors == ("steel",)
    assert (row.date, row.date_text, row.confidence) == ("2025-10-07", "on Tuesday", 0.93)
    assert row.source.publisher == "Northern Ledger"
    assert row.source.passage.startswith(f"{row.source.iri}#char=")


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (ClaimFilter(speakers=("Élise Marchand",)), 4),
        (ClaimFilter(speakers=("Rosa Bell", "Tom Reyes")), 3),
        (ClaimFilter(sector="metals"), 5),
        (ClaimFilter(sector="aluminum"), 0),
        (ClaimFilter(sector="all goods"), 1),
        (ClaimFilter(country="Mexico"), 1),
        (ClaimFilter(form="direct"), 3),
        (ClaimFilter(form="direct", sector="copper"), 1),
        (ClaimFilter(act="thought"), 1),
        (ClaimFilter(act="attitude"), 1),
        (ClaimFilter(text="AMERICAN DUTIES"), 2),
        (ClaimFilter(text='"'), 0),
        (ClaimFilter(date_from="2025-08", date_to="2025-08"), 1),
        (ClaimFilter(date_from="2025-10"), 8),
        (ClaimFilter(limit=4), 4),
        (ClaimFilter(limit=0), 0),
        (ClaimFilter(offset=11), 1),
        (ClaimFilter(limit=5, offset=100), 0),
    ],
)
def test_claims_by_filter(store: Store, wanted: ClaimFilter, number: int) -> None:
    assert len(claims(store, wanted)) == number


def test_pages_of_claims_are_parts_of_the_whole(store: Store) -> None:
    whole = claims(store, ClaimFilter())
    pages = tuple(row for offset in range(0, 15, 4) for row in claims(store, ClaimFilter(limit=4, offset=offset)))
    assert pages == whole


def test_rows_are_ready_for_json(store: Store) -> None:
    rows: tuple[ClaimRow | MeasureRow, ...] = (*claims(store, ClaimFilter()), *measures(store, MeasureFilter()))
    for row in rows:
        said = row.as_dict()
        assert json.loads(json.dumps(said)) == said
        assert said["document"] == row.source.as_dict()


@pytest.mark.parametrize(
    ("wanted", "labels"),
    [
        (MeasureFilter(imposing="US", target="Canada"), {"U.S. tariff on Canadian steel"}),
        (MeasureFilter(country="Canada"), {"U.S. tariff on Canadian steel", "Canadian retaliatory tariff on U.S. aluminum"}),
        (MeasureFilter(sector="copper"), {"U.S. tariff on copper from all countries"}),
        (MeasureFilter(sector="steel"), {"U.S. tariff on Canadian steel", "U.S. tariff on steel"}),
        (MeasureFilter(measure="retaliatory tariff"), {"Canadian retaliatory tariff on U.S. aluminum"}),
        (MeasureFilter(status="threatened"), {"U.S. tariff on copper from all countries"}),
        (MeasureFilter(date_from="2025-10-06", date_to="2025-10-06"), {"U.S. tariff on Canadian steel"}),
        (MeasureFilter(date_to="2020"), set()),
        (MeasureFilter(limit=1, offset=4), set()),
    ],
)
def test_measures_by_filter(store: Store, wanted: MeasureFilter, labels: set[str]) -> None:
    assert {row.label for row in measures(store, wanted)} == labels


def test_a_measure_row_holds_what_the_document_reports(store: Store) -> None:
    (row,) = measures(store, MeasureFilter(imposing="US", target="CA"))
    assert (row.measure, row.imposing, row.target, row.sector) == ("tariff", "United States", "Canada", "steel")
    assert (row.rate, row.previous_rate, row.rate_upper, row.change, row.status) == (35, 25, None, "raised", "in force")
    assert row.exempts == ("United States-Mexico-Canada Agreement",)
    assert row.text == "the United States raised its tariff on Canadian steel from 25% to 35%"
    start = example_document().text.index(row.text)
    assert row.source.passage.endswith(f"#char={start},{start + len(row.text)}")
    (copper,) = measures(store, MeasureFilter(sector="copper"))
    assert (copper.target, copper.rate, copper.rate_upper) == ("world", 10, 15)
