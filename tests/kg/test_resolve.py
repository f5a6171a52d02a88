"""Who is who inside one document, whatever the order in which facts come."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OnrecordError
from kg.facts import CountryCode, Fact, Naming, PostStatus, Role, RoleTitle
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Document, Entity, EntityKind, Mention, Span
from kg.resolve import Resolution, resolve
from tests.kg.facts_for_tests import CLAIMS, GOS, GUILD, MARCHAND, OFFICIALS, SURNAME, example_document, example_facts

NAMER = Namer()


def speaking(text: str) -> Document:
    return Document(iri=NAMER.document(url=None, text=text), id="doc", path="doc.txt", text=text, sha256="0" * 64)


def named(document: Document, *names: str, kind: EntityKind = EntityKind.PERSON) -> tuple[Naming, ...]:
    """A fact for each name, at its first place after the one before it: names in the order of the text."""
    found, start = [], 0
    for name in names:
        start = document.text.index(name, start)
        span = document.span(start, start + len(name))
        mention = Mention(span=span, name=name, kind=kind)
        found.append(Naming(names=mention, evidence=(span,), confidence=1.0, rule="test"))
        start += len(name)
    return tuple(found)


def resolved(document: Document, facts: Sequence[Fact]) -> Resolution:
    return resolve(document, facts, NAMER, lexicon())


def labels(*names: str) -> list[str]:
    """The label of the person behind each name, in a text that consists of the names."""
    document = speaking(". ".join(names))
    facts = named(document, *names)
    resolution = resolved(document, facts)
    return [resolution.entity(fact.names).label for fact in facts if isinstance(fact.names, Mention)]


ONE_PERSON = [
    ("Dominic LeBlanc", "LeBlanc"),
    ("Dominic LeBlanc", "DOMINIC LEBLANC", "LEBLANC", "Leblanc"),
    ("Dominic LeBlanc", "LeBlanc’s", "Mr. LeBlanc", "Dominic LeBlanc's"),
    ("JD Vance", "J.D. Vance", "J. D. Vance", "Vance"),
    ("Donald Trump", "Donald J. Trump", "Trump", "Donald John Trump"),
    ("Mélanie Joly", "Melanie Joly", "Joly"),
    ("Ursula von der Leyen", "von der Leyen", "URSULA VON DER LEYEN"),
    ("Xi Jinping", "Xi"),
    ("Luiz Inácio Lula da Silva", "Lula", "Lula da Silva"),
    ("Robert Kennedy Jr.", "Kennedy", "Robert F. Kennedy, Jr."),
    ("Keir Starmer", "Sir Keir Starmer", "Starmer"),
    ("Mitch McConnell", "MITCH MCCONNELL", "McConnell"),
    ("Siobhan O'Brien", "Siobhan O’Brien", "O’Brien's"),
    ("Andrew Scheer", "Andrew (Andy) Scheer", "A. Scheer"),
    ("Jean-Luc Petit", "Jean Luc Petit", "Petit"),
]


@pytest.mark.parametrize("names", ONE_PERSON, ids=lambda names: names[0])
def test_spellings_of_one_person_are_one_entity_with_the_fullest_common_name(names: tuple[str, ...]) -> None:
    assert labels(*names) == [names[0]] * len(names)


def test_a_surname_before_the_only_full_name_belongs_to_it() -> None:
    assert labels("LeBlanc", "Dominic LeBlanc") == ["Dominic LeBlanc"] * 2


TWO_PEOPLE = [
    (("Donald Trump", "Donald Trump Jr."), ["Donald Trump", "Donald Trump Jr."]),
    (("Donald Trump", "Donald Trump Jr.", "Trump"), ["Donald Trump", "Donald Trump Jr.", "Donald Trump"]),
    (("George W. Bush", "George H. Bush"), ["George W. Bush", "George H. Bush"]),
    (("Bill Clinton", "Hillary Clinton", "Clinton"), ["Bill Clinton", "Hillary Clinton", "Hillary Clinton"]),
    (("Bill Clinton", "Clinton", "Hillary Clinton"), ["Bill Clinton", "Bill Clinton", "Hillary Clinton"]),
    (("Clinton", "Bill Clinton", "Hillary Clinton"), ["Clinton", "Bill Clinton", "Hillary Clinton"]),
    (("Mark Carney", "Mark Rutte", "Carney", "Rutte"), ["Mark Carney", "Mark Rutte", "Mark Carney", "Mark Rutte"]),
    (("Howard Lutnick", "Ruttnik"), ["Howard Lutnick", "Ruttnik"]),
    (("Ann Lee", "Leeson"), ["Ann Lee", "Leeson"]),
]


@pytest.mark.parametrize(("names", "expected"), TWO_PEOPLE)
def test_people_who_share_a_part_of_their_names_stay_apart(names: tuple[str, ...], expected: list[str]) -> None:
    assert labels(*names) == expected


ALONE = [
    ("TRUMP", "Trump"),
    ("MARINE LE PEN", "Marine Le Pen"),
    ("XI JINPING", "Xi Jinping"),
    ("JD VANCE", "JD Vance"),
    ("J. D. Vance", "JD Vance"),
    ("J. Smith", "J. Smith"),
    ("Emmanuel MACRON", "Emmanuel Macron"),
    ("Donald J. Trump", "Donald Trump"),
    ("mark carney", "Mark Carney"),
    ("Ms. Sheinbaum’s", "Sheinbaum"),
    ("Martin Luther King III", "Martin Luther King III"),
    ("  Mark \n Carney,", "Mark Carney"),
]


@pytest.mark.parametrize(("name", "label"), ALONE)
def test_one_name_alone_has_a_canonical_label(name: str, label: str) -> None:
    assert labels(name) == [label]


def post(
    document: Document, name: str, *, country: str | None = None, body: Mention | None = None, status: str = "current"
) -> Role:
    start = document.text.index(name)
    span = document.span(start, start + len(name))
    return Role(
        person=Mention(span=span, name=name, kind=EntityKind.PERSON),
        title=RoleTitle("minister"),
        country=CountryCode(country) if country else None,
        organization=body,
        status=PostStatus(status),
        evidence=(span,),
        confidence=1.0,
        rule="test",
    )


def test_a_person_is_anchored_in_the_country_of_a_current_post() -> None:
    document = speaking("Jo Park, formerly of Britain, is Canada's minister. Park spoke.")
    facts = [post(document, "Jo Park", country="GB", status="former"), post(document, "Jo Park", country="CA")]
    (entity,) = resolved(document, facts).entities
    assert entity == Entity(iri=NAMER.base + "person/jo-park.ca", kind=EntityKind.PERSON, label="Jo Park")


def test_failing_a_country_a_person_is_anchored_in_an_organisation_or_its_country() -> None:
    document = speaking("Jo Park of the Steel Guild")
    guild = Mention(span=None, name="the Steel Guild", kind=EntityKind.ORGANIZATION)
    abroad = Mention(span=None, name="the Steel Guild", kind=EntityKind.ORGANIZATION, country="SE")
    people = [
        entity.iri
        for body in (guild, abroad)
        for entity in resolved(document, [post(document, "Jo Park", body=body)]).entities
        if entity.kind is EntityKind.PERSON
    ]
    assert people == [NAMER.base + "person/jo-park.steel-guild", NAMER.base + "person/jo-park.se"]


def test_failing_a_post_a_stated_nationality_anchors_and_failing_all_nothing_does() -> None:
    document = speaking("Jo Park")
    for country, end in (("SE", "jo-park.se"), (None, "jo-park")):
        mention = Mention(span=document.span(0, 7), name="Jo Park", kind=EntityKind.PERSON, country=country)
        fact = Naming(names=mention, evidence=(document.span(0, 7),), confidence=1.0, rule="test")
        assert [entity.iri for entity in resolved(document, [fact]).entities] == [f"{NAMER.base}person/{end}"]


ORGANIZATIONS = [
    ("The World Trade Organization (WTO) met. The WTO's panel spoke.", ("World Trade Organization", "WTO"), 1),
    ("The Bank of Canada (BoC) waits. BoC officials left.", ("Bank of Canada", "BoC"), 1),
    ("The U.S. Trade Representative (USTR) waits. USTR replied.", ("U.S. Trade Representative", "USTR"), 1),
    ("the Daily Ledger and The Daily Ledger", ("the Daily Ledger", "The Daily Ledger"), 1),
    ("Loblaw’s stores, Loblaw's shops", ("Loblaw’s", "Loblaw's"), 1),
    ("Smelters Co., Ltd and Smelters Co. , Ltd", ("Smelters Co., Ltd", "Smelters Co. , Ltd"), 1),
    ("Unifor told the USW", ("Unifor", "USW"), 2),
    ("Red Steel Guild (RSG), Royal Sugar Group (RSG) and RSG", ("Red Steel Guild", "Royal Sugar Group", "RSG"), 3),
    ("They met in Geneva (WTO) and the WTO spoke to Geneva", ("Geneva", "WTO"), 2),
]


@pytest.mark.parametrize(("text", "names", "count"), ORGANIZATIONS)
def test_organisations_join_by_spelling_and_by_acronyms_that_the_text_explains(
    text: str, names: tuple[str, ...], count: int
) -> None:
    document = speaking(text)
    entities = resolved(document, named(document, *names, kind=EntityKind.ORGANIZATION)).entities
    assert len(entities) == count
    assert not any(entity.label.casefold().startswith("the ") for entity in entities)


def test_groups_belong_to_the_document_and_are_told_apart_by_country() -> None:
    document = speaking("Officials, officials")
    spans = (document.span(0, 9), document.span(11, 20))

    def groups(*countries: str | None) -> list[str]:
        facts = [
            Naming(
                names=Mention(span=span, name=span.text, kind=EntityKind.GROUP, country=country),
                evidence=(span,),
                confidence=1.0,
                rule="test",
            )
            for span, country in zip(spans, countries, strict=True)
        ]
        resolution = resolved(document, facts)
        assert {entity.label for entity in resolution.entities} == {"officials"} or len(resolution.entities) == 2
        return [entity.iri.removeprefix(document.iri) for entity in resolution.entities]

    assert groups(None, None) == groups("CA", None) == groups("CA", "CA") == ["#group-officials"]
    assert groups("CA", "US") == ["#group-officials-ca", "#group-officials-us"]


def test_countries_have_the_iri_and_label_of_the_lexicon() -> None:
    document = speaking("Ottawa")
    mention = Mention(span=document.span(0, 6), name="CA", kind=EntityKind.COUNTRY)
    fact = Naming(names=mention, evidence=(document.span(0, 6),), confidence=1.0, rule="test")
    assert resolved(document, [fact]).entities == (
        Entity(iri="https://onrecord.example/country/CA", kind=EntityKind.COUNTRY, label="Canada"),
    )


def test_a_code_of_no_country_is_refused_with_its_name() -> None:
    document = speaking("Atlantis")
    mention = Mention(span=document.span(0, 8), name="Atlantis", kind=EntityKind.COUNTRY)
    fact = Naming(names=mention, evidence=(document.span(0, 8),), confidence=1.0, rule="test")
    with pytest.raises(OnrecordError, match="Atlantis"):
        resolved(document, [fact])


def test_a_mention_that_was_not_resolved_is_an_error() -> None:
    resolution = resolved(example_document(), example_facts())
    with pytest.raises(OnrecordError, match="Nobody"):
        resolution.entity(Mention(span=None, name="Nobody", kind=EntityKind.PERSON))


def test_a_name_without_letters_is_an_unnamed_group() -> None:
    document = speaking("... said")
    mention = Mention(span=document.span(0, 3), name="...", kind=EntityKind.PERSON)
    fact = Naming(names=mention, evidence=(document.span(0, 3),), confidence=1.0, rule="test")
    assert [entity.kind for entity in resolved(document, [fact]).entities] == [EntityKind.UNNAMED]


def test_the_example_knows_its_actors() -> None:
    resolution = resolved(example_document(), example_facts())
    assert resolution.entity(SURNAME) == resolution.entity(MARCHAND) == resolution.entity(CLAIMS[5].speaker)
    assert resolution.entity(GOS) == resolution.entity(GUILD)
    assert resolution.entity(OFFICIALS).kind is EntityKind.GROUP
    assert [group.country for group in resolution.groups if group.entity == resolution.entity(OFFICIALS)] == ["CA"]
    assert list(resolution.entities) == sorted(set(resolution.entities))


@given(st.permutations(example_facts()))
@settings(max_examples=25, deadline=None)
def test_the_order_of_facts_makes_no_difference(facts: list[Fact]) -> None:
    assert resolved(example_document(), facts) == resolved(example_document(), example_facts())


WORDS = st.sampled_from(
    ["Ann", "Bo", "Lee", "von", "O'Hara", "J.", "J.D.", "LEE", "Éva", "Eva", "Jr.", "Lee-Ann", "’s", ".", "123", "李"]
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8), st.randoms())
@settings(deadline=None)
def test_any_names_resolve_to_sorted_labelled_entities_in_any_order(names: list[str], random) -> None:  # type: ignore[no-untyped-def]
    document = speaking(" and ".join(names))
    facts = list(named(document, *names))
    first = resolved(document, facts)
    random.shuffle(facts)
    assert resolved(document, facts) == first
    assert all(entity.label.strip() for entity in first.entities)
    assert len({entity.iri for entity in first.entities}) == len(first.entities), "one IRI has two labels"


def test_mentions_without_a_place_go_with_a_name_that_is_certain() -> None:
    document = speaking("Bill Clinton, Hillary Clinton, Ann Lee")
    facts = named(document, "Bill Clinton", "Hillary Clinton", "Ann Lee")
    carried = [Mention(span=None, name=name, kind=EntityKind.PERSON) for name in ("Lee", "Clinton")]
    more = [Naming(names=m, evidence=(Span(start=0, end=4, text="Bill"),), confidence=1.0, rule="test") for m in carried]
    resolution = resolved(document, [*facts, *more])
    assert [resolution.entity(mention).label for mention in carried] == ["Ann Lee", "Clinton"]


def test_an_organisation_with_a_persons_full_name_is_that_person() -> None:
    document = speaking("Ana Silva spoke. Ana Silva said so. Silva agreed.")
    person = named(document, "Ana Silva")
    misread = named(document, "Ana Silva", kind=EntityKind.ORGANIZATION)
    company = named(document, "Silva", kind=EntityKind.ORGANIZATION)
    resolution = resolved(document, (*person, *misread, *company))
    kinds = [resolution.entity(fact.names).kind for fact in (*person, *misread, *company) if isinstance(fact.names, Mention)]
    assert kinds == [EntityKind.PERSON, EntityKind.PERSON, EntityKind.ORGANIZATION]
