"""Facts refuse to be built without evidence, with impossible values, or against themselves."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from kg.errors import OnrecordError
from kg.facts import CODE_LISTS, FACTS, CountryCode, Fact, Measure, MeasureType, PartialDate, RoleTitle, SectorId
from kg.ids import code_iri
from kg.model import EntityKind, Mention
from kg.rdf import vocabulary_quads
from tests.kg.facts_for_tests import CLAIMS, EVENTS, GUILD, MEASURES, NAMES, ROLES, at, example_facts

Built = Callable[[], Fact]

IMPOSSIBLE: tuple[Built, ...] = (
    lambda: replace(ROLES[0], evidence=()),
    lambda: replace(ROLES[0], confidence=1.01),
    lambda: replace(ROLES[0], confidence=-0.1),
    lambda: replace(ROLES[0], confidence=float("nan")),
    lambda: replace(ROLES[0], rule=""),
    lambda: replace(ROLES[0], title=RoleTitle("Trade Minister")),
    lambda: replace(ROLES[0], title=RoleTitle("")),
    lambda: replace(ROLES[0], person=GUILD),
    lambda: replace(ROLES[0], country=None),
    lambda: replace(ROLES[0], since=PartialDate("last year")),
    lambda: replace(MEASURES[0], rate=Decimal(-1)),
    lambda: replace(MEASURES[0], rate=Decimal(10_001)),
    lambda: replace(MEASURES[0], rate_upper=Decimal(35)),
    lambda: replace(MEASURES[0], rate=None, rate_upper=Decimal(50)),
    lambda: replace(MEASURES[0], date=PartialDate("2025-13")),
    lambda: replace(CLAIMS[0], content=()),
    lambda: replace(CLAIMS[1], content=CLAIMS[1].content[::-1]),
    lambda: replace(CLAIMS[0], date=PartialDate("Tuesday")),
    lambda: replace(EVENTS[0], date=PartialDate("soon")),
)


@pytest.mark.parametrize("build", IMPOSSIBLE)
def test_what_cannot_be_is_not_built(build: Built) -> None:
    with pytest.raises(OnrecordError):
        build()


def test_no_country_acts_against_itself() -> None:
    with pytest.raises(OnrecordError):
        Measure(measure=MeasureType.TARIFF, imposing=CountryCode("CA"), target=CountryCode("CA"), sector=SectorId("steel"))


def test_the_example_holds_every_kind_of_fact() -> None:
    assert {type(fact) for fact in example_facts()} == set(FACTS)


def test_kinds_have_names_and_classes_of_their_own() -> None:
    assert len({kind.kind for kind in FACTS}) == len({kind.rdf_types for kind in FACTS}) == len(FACTS)
    assert all(kind.rdf_types for kind in FACTS)


def test_keys_tell_the_facts_of_one_kind_apart() -> None:
    keys = [(fact.kind, fact.start, fact.key) for fact in example_facts()]
    assert len(set(keys)) == len(keys)


def test_a_fact_starts_where_its_first_evidence_starts() -> None:
    assert CLAIMS[0].start == at("said on Tuesday that").start
    assert NAMES[1].start == at("Marchand", 1).start
    assert NAMES[1].written == "Marchand"


def test_the_text_of_a_split_quotation_shows_the_gap() -> None:
    assert CLAIMS[1].text == "We will not blink … and we will not hurry."


def test_every_code_word_is_a_concept_of_the_vocabulary() -> None:
    concepts = {quad.subject for quad in vocabulary_quads()}
    assert [code for codes in CODE_LISTS for code in codes if code_iri(code) not in concepts] == []


def test_mentions_compare_by_what_they_say() -> None:
    assert Mention(span=None, name="A", kind=EntityKind.PERSON) == Mention(span=None, name="A", kind=EntityKind.PERSON)
