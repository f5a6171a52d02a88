"""Wordings: the utterances that consolidation compares, each with what its comparison needs."""

from dataclasses import dataclass, field
from functools import cached_property

from kg.consolidate.times import Stretch, said
from kg.consolidate.words import Sense, sense

_FEWEST_WORDS = 4
_FEWEST_CONTENT = 2
_DIRECT = "direct"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One utterance of one document; dates are partial ISO dates or "", `about` are the IRIs of sectors.

    `speaker` is whatever names the speaker in all documents; wordings of different speakers are never compared.
    """

    utterance: str
    document: str
    start: int
    speaker: str
    text: str
    date: str = ""
    published: str = ""
    form: str = ""
    polarity: str = ""
    recipient: str = ""
    about: frozenset[str] = field(default=frozenset())

    @cached_property
    def precedence(self) -> tuple[str, str, int, str]:
        """The least of a claim's wordings founds it: date, or day of publication; document; place."""
        return (self.date or self.published or "9999", self.document, self.start, self.utterance)

    @property
    def sense(self) -> Sense:
        """What the text says."""
        return sense(self.text, is_quoted=self.form == _DIRECT)

    @property
    def weight(self) -> float:
        """How much its content words tell."""
        return self.sense.weight

    @cached_property
    def said(self) -> Stretch:
        """The days on which it may have been said."""
        return said(self.date, self.published)

    @cached_property
    def is_telling(self) -> bool:
        """Whether there is enough in it to tell it from other statements."""
        return len(self.sense.words) >= _FEWEST_WORDS and len(self.sense.bag) >= _FEWEST_CONTENT
