"""One measure as its own sentence tells it, before other sentences fill what is missing."""

from dataclasses import dataclass

from kg.facts import AgreementId, Change, CountryCode, MeasureType, Status
from loaders.rules.measures.objects import Pair
from loaders.rules.measures.rates import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A measure at the tokens [start, end) of a sentence; None and empty are what the sentence does not say.

    `pairs` are (country, sector); `pointing` holds where the words only point back at a measure, `pointing_back` where
    they do so and say more ("those duties on steel"), `fresh` where they cannot ("an additional tariff"); `sufferer` is a
    country that the sentence shows under the measure; `acted` tells that somebody does something to it, `unnamed`
    that this is a public body whose country is not written; `others` impose the same together with it; `support` are tokens
    elsewhere that tell what the measure lies on.
    """

    token: int
    start: int
    end: int
    verb: int | None
    kind: MeasureType
    imposing: CountryCode | None
    pairs: tuple[Pair, ...]
    pointing: bool
    pointing_back: bool
    fresh: bool
    change: Change | None
    status: Status
    rate: Rate | None
    exempts: tuple[AgreementId, ...]
    sufferer: CountryCode | None
    acted: bool
    confidence: float
    rule: str
    unnamed: bool = False
    others: tuple[CountryCode, ...] = ()
    support: tuple[int, int] | None = None
