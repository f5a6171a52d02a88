"""The people, outlets and stories of generated documents, drawn from seeds alone; some come far more often than others.

Names are invented; whoever bears one is not meant.
"""

from bisect import bisect
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from kg.facts import CountryCode, SectorId
from kg.lexicon import lexicon

COUNTRIES = tuple(
    map(CountryCode, ("US", "CA", "CN", "EU", "MX", "JP", "KR", "IN", "DE", "GB", "BR", "VN", "FR", "AU", "CH", "NO"))
)
SECTORS = tuple(
    map(SectorId, (
        "steel", "aluminum", "automobiles", "lumber", "energy", "dairy", "agriculture", "aircraft", "appliances",
        "auto-parts", "batteries", "beverages", "cement", "chemicals", "coal", "coffee", "copper", "critical-minerals",
        "defence", "digital-services", "electric-vehicles", "electricity", "electronics", "fertilizers", "film",
        "financial-services", "footwear", "fruit-and-vegetables", "furniture", "glass", "gold", "grain", "jewelry",
        "machinery", "manufacturing", "meat", "medical-devices", "metals", "mining", "natural-gas", "oil", "oilseeds",
        "paper", "pharmaceuticals", "plastics", "seafood", "semiconductors", "services", "ships", "solar-panels", "sugar",
        "textiles", "tobacco", "tourism", "toys", "transport", "wood",
    ))
)  # fmt: skip
"""Those that this world speaks most of first; no more than these, so that measurements can be compared over months."""
TITLES = (
    "trade minister", "prime minister", "commerce secretary", "finance minister", "president", "industry minister",
    "ambassador", "foreign minister", "energy minister", "chief negotiator", "agriculture minister",
    "central bank governor",
)  # fmt: skip
_GIVEN = (
    "Nora", "Idris", "Helga", "Tomas", "Renata", "Osman", "Leila", "Viktor", "Amara", "Joon", "Petra", "Davi", "Sunita",
    "Emil", "Farah", "Gustav", "Hana", "Ilya", "Jasmin", "Kofi", "Lucia", "Marek", "Nadia", "Orla", "Pavel", "Quentin",
    "Rosa", "Stefan", "Thandi", "Ugo", "Vera", "Wim", "Xenia", "Yara", "Zoltan", "Britta", "Caspar", "Dorota", "Eino",
    "Freya",
)  # fmt: skip
_FAMILY = (
    "Lindqvist", "Okafor", "Brandt", "Havlik", "Monteiro", "Demir", "Haddad", "Sokolov", "Diallo", "Park", "Novak",
    "Almeida", "Rao", "Johansen", "Rahimi", "Ekberg", "Sato", "Petrov", "Meyer", "Mensah", "Ferrari", "Kowal", "Saidi",
    "Byrne", "Dvorak", "Lefevre", "Castillo", "Ivanov", "Dube", "Conti", "Weiss", "Jansen", "Papas", "Nasser", "Szabo",
    "Larsen", "Vogel", "Zielin", "Virtanen", "Holm", "Amundsen", "Bakker", "Cardoso", "Dahl", "Eriksen", "Falk",
    "Grimaldi", "Hoffman", "Ibsen", "Jovan",
)  # fmt: skip
_OUTLET = ("Harbour", "Northern", "Capital", "Daily", "Morning", "Inland", "Coastal", "Valley", "Union", "Evening")
_PAPER = ("Ledger", "Courier", "Dispatch", "Observer", "Gazette", "Herald", "Wire", "Monitor")
_TOPICS = (
    "{target} duties on {sector} would raise prices for families",
    "a deal on {sector} with {country} is within reach",
    "{sector} plants will not close because of {country}",
    "the talks with {country} on {sector} have stalled again",
    "nobody wins a fight over {sector}",
    "jobs in {sector} depend on orders from {country}",
    "{country} must open its market for {sector} first",
    "the new rules on {sector} protect workers at home",
)
_EXPONENT = 1.05
"""How unequal the shares are: the first of a thousand people says about a tenth of everything, as counted in news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person of the generated world; title and country never change."""

    name: str
    surname: str
    title: str
    country: CountryCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What someone says: the words, and what they are about."""

    speaker: int
    words: str
    sector: SectorId
    country: CountryCode
    day: int


@cache
def _shares(size: int) -> tuple[float, ...]:
    return tuple(accumulate((rank + 1.7) ** -_EXPONENT for rank in range(1, size + 1)))


def pick(random: Random, size: int) -> int:
    """A number below `size`, where small numbers come far more often."""
    shares = _shares(size)
    return min(bisect(shares, random.random() * shares[-1]), size - 1)


def speaker(number: int) -> Speaker:
    """The person of that number; no two numbers share a name."""
    given = _GIVEN[number % len(_GIVEN)]
    round_, family = divmod(number // len(_GIVEN), len(_FAMILY))
    surname = _FAMILY[(family + number) % len(_FAMILY)] + _suffix(round_)
    return Speaker(
        name=f"{given} {surname}",
        surname=surname,
        title=TITLES[(number * 5 + number // 7) % len(TITLES)],
        country=COUNTRIES[pick(Random(f"home:{number}"), len(COUNTRIES))],
    )


def _suffix(round_: int) -> str:
    """A second surname for those who come after all combinations of one are used."""
    if not round_:
        return ""
    further, name = divmod(round_ - 1, len(_FAMILY))
    return f"-{_FAMILY[name]}{_suffix(further)}"


def outlet(number: int) -> str:
    """The newspaper of that number."""
    town, paper = divmod(number, len(_PAPER))
    return f"{_OUTLET[town % len(_OUTLET)]} {_PAPER[paper]}"


OUTLETS = len(_OUTLET) * len(_PAPER)


def statement(random: Random, people: int, day: int) -> Statement:
    """Something that one of so many people says on a day."""
    speaking, sector = pick(random, people), SECTORS[pick(random, len(SECTORS))]
    country = COUNTRIES[pick(random, len(COUNTRIES))]
    target = COUNTRIES[pick(random, len(COUNTRIES))]
    words = random.choice(_TOPICS).format(
        sector=lexicon().sector_label(sector),
        country=in_sentence(country),
        target=lexicon().demonym(target),
    )
    return Statement(speaker=speaking, words=words, sector=sector, country=country, day=day)


def in_sentence(country: CountryCode) -> str:
    """The name of a country, with its article."""
    label = lexicon().country_label(country)
    return f"the {label}" if label.startswith(("United", "European")) else label
