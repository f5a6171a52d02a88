"""The public JSON of facts: exactly the documented fields, checked against its own schema."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OnrecordError
from kg.facts import CODE_LISTS, Change, EventStatus, EventType, Fact, Form, MeasureType, SectorId, Status
from kg.facts_json import check, record, schema
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import EntityKind
from kg.rdf import fact_iri
from kg.resolve import resolve
from tests.kg.facts_for_tests import CLAIMS, EVENTS, MEASURES, OUTER, ROLES, at, example_document, example_facts


def recorded(facts: tuple[Fact, ...] | list[Fact]) -> dict[str, Any]:
    document = example_document()
    return record(document, facts, resolve(document, facts, Namer(), lexicon()), lexicon(), reader="0.1.0 with a parse")


EXAMPLE = recorded(example_facts())


def entry(kind: str, fact: Fact, data: dict[str, Any] = EXAMPLE) -> dict[str, Any]:
    """The entry of a fact, found by its id: the fragment of the fact's IRI."""
    wanted = fact_iri(example_document(), fact).split("#")[1]
    (found,) = (one for one in data[kind] if one["id"] == wanted)
    assert isinstance(found, dict)
    return found


def test_the_document_is_told_with_what_is_known_of_it() -> None:
    document = example_document()
    assert EXAMPLE["schema"] == "onrecord-facts/1"
    assert EXAMPLE["document"] == {
        "id": "steel-towns",
        "path": "news/steel-towns.txt",
        "iri": document.iri,
        "sha256": document.sha256,
        "language": "en",
        "title": "Steel towns wait for an answer",
        "publisher": "The Northern Ledger",
        "published": "2025-10-08",
        "boilerplate": [[0, 28]],
    }


def test_a_post() -> None:
    assert entry("roles", ROLES[2]) == {
        "id": fact_iri(example_document(), ROLES[2]).split("#")[1],
        "person": "Tom Reyes",
        "role": "governor",
        "country": None,
        "organization": "Bank of Canada",
        "status": "former",
        "former": True,
        "start": None,
        "end": "2019-05",
        "confidence": 0.85,
        "rule": "apposition",
        "evidence": [[ROLES[2].evidence[0].start, ROLES[2].evidence[0].end]],
    }


def test_a_tariff() -> None:
    told = entry("tariffs", MEASURES[0])
    assert told == told | {
        "measure": "tariff",
        "imposing": "United States",
        "target": "Canada",
        "sector": "steel",
        "rate": 35,
        "previous_rate": 25,
        "change": "raised",
        "status": "in force",
        "date": "2025-10-06",
        "date_text": "On Monday",
        "exempts": ["United States-Mexico-Canada Agreement"],
        "said_by": "United States",
    }


@pytest.mark.parametrize(
    ("rate", "upper", "told"),
    [
        (Decimal("35.0"), None, 35),
        (Decimal("12.5"), None, 12.5),
        (Decimal(20), Decimal("25.0"), "20-25"),
        (Decimal("0.5"), Decimal("1E+2"), "0.5-100"),
        (None, None, None),
    ],
)
def test_rates_are_numbers_or_ranges(rate: Decimal | None, upper: Decimal | None, told: object) -> None:
    fact = replace(MEASURES[0], rate=rate, rate_upper=upper)
    data = recorded((fact,))
    (tariff,) = data["tariffs"]
    assert tariff["rate"] == told
    assert type(tariff["rate"]) is type(told)
    check(data)


def test_a_claim() -> None:
    told = entry("claims", CLAIMS[1])
    document = example_document()
    assert told == {
        "id": fact_iri(document, CLAIMS[1]).split("#")[1],
        "speaker": "Élise Marchand",
        "speaker_iri": "https://onrecord.example/person/elise-marchand-ad13.ca",
        "speaker_kind": "person",
        "candidates": [],
        "source": [[at("Marchand", 1).start, at("Marchand", 1).end]],
        "cue": [[at("told").start, at("told").end]],
        "content": [[span.start, span.end] for span in CLAIMS[1].content],
        "form": "direct",
        "act": "statement",
        "polarity": "asserted",
        "inside": None,
        "sectors": [],
        "products": [],
        "antecedents": [],
        "countries": [],
        "recipient": "Northern Ledger",
        "date": None,
        "date_text": None,
        "confidence": 0.88,
        "rule": "quotation",
        "reasons": [],
    }


def test_parts_of_a_common_sector_are_told_as_it_with_the_part_beside() -> None:
    cars = replace(MEASURES[0], measure=replace(MEASURES[0].measure, sector=SectorId("electric-vehicles")))
    told = entry("tariffs", cars, recorded((cars,)))
    assert (told["sector"], told["product"]) == ("automobiles", "electric vehicles")
    about = replace(CLAIMS[0], sectors=tuple(map(SectorId, ("automobiles", "auto-parts", "lng", "wine"))))
    told = entry("claims", about, recorded((about,)))
    assert told["sectors"] == ["automobiles", "energy", "wine"]
    assert told["products"] == ["auto parts", "liquefied natural gas"]


def test_claims_inside_others_name_them() -> None:
    assert entry("claims", CLAIMS[5])["inside"] == entry("claims", OUTER)["id"]


def test_speakers_that_stay_uncertain_have_candidates() -> None:
    told = entry("claims", CLAIMS[7])
    assert (told["speaker_kind"], told["candidates"]) == ("unnamed", ["J.R. Okafor", "Tom Reyes"])


def test_a_speaker_carried_over_has_no_source() -> None:
    carried = replace(CLAIMS[0], speaker=replace(CLAIMS[0].speaker, span=None))
    assert entry("claims", carried, recorded((carried,)))["source"] is None


def test_sectors_and_countries_have_their_labels() -> None:
    assert (entry("claims", CLAIMS[0])["sectors"], entry("claims", CLAIMS[0])["countries"]) == (
        ["steel"],
        ["Canada", "United States"],
    )
    assert entry("claims", CLAIMS[3])["sectors"] == ["all goods"]


def test_an_event() -> None:
    told = entry("events", EVENTS[1])
    assert (told["type"], told["participants"], told["place"], told["status"]) == (
        "meeting",
        ["Élise Marchand", "Canada"],
        "Ottawa",
        "planned",
    )


def test_every_fact_but_names_has_an_entry_in_the_order_of_the_text() -> None:
    for kind, facts in (("roles", ROLES), ("tariffs", MEASURES), ("claims", CLAIMS), ("events", EVENTS)):
        expected = sorted(facts, key=lambda fact: (fact.start, fact_iri(example_document(), fact)))
        assert [one["id"] for one in EXAMPLE[kind]] == [fact_iri(example_document(), fact).split("#")[1] for fact in expected]


@given(st.permutations(example_facts()))
@settings(max_examples=10, deadline=None)
def test_the_order_of_facts_makes_no_difference(facts: list[Fact]) -> None:
    assert json.dumps(recorded(facts)) == json.dumps(EXAMPLE)


@given(st.sets(st.sampled_from(range(len(example_facts())))))
@settings(max_examples=25, deadline=None)
def test_every_record_is_plain_json_that_its_schema_admits(chosen: set[int]) -> None:
    data = recorded(tuple(example_facts()[i] for i in sorted(chosen)))
    assert json.loads(json.dumps(data)) == data
    check(data)
    assert admits(schema(), data, schema())


def _change(*path: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        target: Any = data
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = to

    return change


WRONG = [
    _change("schema", to="onrecord-facts/2"),
    _change("document", "published", to="last Tuesday"),
    _change("document", "sha256", to=None),
    _change("document", "boilerplate", to=[[0, 28, 30]]),
    _change("roles", 0, "status", to="retired"),
    _change("roles", 0, "former", to="yes"),
    _change("roles", 0, "evidence", to=[[-1, 5]]),
    _change("tariffs", 0, "rate", to="about 5"),
    _change("tariffs", 0, "measure", to="levy"),
    _change("tariffs", 0, "exempts", to=None),
    _change("claims", 0, "content", to=None),
    _change("claims", 0, "form", to="quoted"),
    _change("claims", 0, "speaker_kind", to="robot"),
    _change("claims", 0, "confidence", to=1.5),
    _change("events", 0, "type", to="party"),
]


@pytest.mark.parametrize("spoil", WRONG)
def test_what_is_no_record_is_refused_by_check_and_schema(spoil: Callable[[dict[str, Any]], None]) -> None:
    data = json.loads(json.dumps(EXAMPLE))
    spoil(data)
    with pytest.raises(OnrecordError, match="onrecord-facts/1"):
        check(data)
    assert not admits(schema(), data, schema())


def test_a_missing_field_is_refused_and_an_unknown_one_ignored() -> None:
    data = json.loads(json.dumps(EXAMPLE))
    data["claims"][0]["mood"] = "calm"
    check(data)
    del data["claims"][0]["speaker"]
    with pytest.raises(OnrecordError, match=re.escape("claims.0.speaker")):
        check(data)


def test_the_schema_lists_the_code_words() -> None:
    defined = schema()["$defs"]
    assert isinstance(defined, dict)
    for codes in (*CODE_LISTS, EntityKind):
        assert defined[codes.__name__]["enum"] == [code.value for code in codes]
    assert {Form, Change, Status, MeasureType, EventType, EventStatus} <= set(CODE_LISTS)


def admits(rule: Any, data: Any, root: Any) -> bool:
    """Whether the JSON Schema admits the data: the few keywords that the schema of records uses, and no other."""
    known = {
        "$schema",
        "$defs",
        "$ref",
        "title",
        "description",
        "default",
        "type",
        "properties",
        "required",
        "items",
        "prefixItems",
    }
    known |= {"minItems", "maxItems", "anyOf", "enum", "const", "pattern", "minimum", "maximum"}
    assert set(rule) <= known, f"teach this test {set(rule) - known}"
    if "$ref" in rule:
        return admits(root["$defs"][rule["$ref"].rsplit("/", 1)[-1]], data, root)
    return (
        ("anyOf" not in rule or any(admits(one, data, root) for one in rule["anyOf"]))
        and _has_type(rule.get("type"), data)
        and data in rule.get("enum", [data])
        and data == rule.get("const", data)
        and (not isinstance(data, str) or re.search(rule.get("pattern", ""), data) is not None)
        and (not isinstance(data, int | float) or rule.get("minimum", data) <= data <= rule.get("maximum", data))
        and (not isinstance(data, dict) or _admits_object(rule, data, root))
        and (not isinstance(data, list) or _admits_list(rule, data, root))
    )


def _has_type(name: str | None, data: object) -> bool:
    types: dict[str, tuple[type, ...]] = {
        "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
    }  # fmt: skip
    if name is None or name == "null":
        return name is None or data is None
    return isinstance(data, types[name]) and (name == "boolean" or not isinstance(data, bool))


def _admits_object(rule: Any, data: dict[str, Any], root: Any) -> bool:
    fields = rule.get("properties", {})
    return set(rule.get("required", ())) <= set(data) and all(
        admits(fields[k], v, root) for k, v in data.items() if k in fields
    )


def _admits_list(rule: Any, data: list[Any], root: Any) -> bool:
    each = rule.get("prefixItems", [rule.get("items", {})] * len(data))
    return rule.get("minItems", 0) <= len(data) <= rule.get("maxItems", len(data)) and all(
        admits(one, item, root) for one, item in zip(each, data, strict=True)
    )
