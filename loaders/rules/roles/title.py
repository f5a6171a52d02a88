"""What the text says of one post, before it is known who holds it."""

from dataclasses import dataclass

from kg.facts import CountryCode, PostStatus
from loaders.rules.roles import title_words as words


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title at the tokens [start, end), determiner and possessor included, the name of its holder excluded.

    `words` is in lower case, without country and organisation; `owner` is the token of a possessive person ("Trump's adviser").
    `organization` is as written; `party` tells that it is one. `definite` holds after "the", "its" or a possessor;
    `standing` are the words before it that are no part of it: "former", "federal".
    """

    start: int
    head: int
    end: int
    words: str
    status: PostStatus
    country: CountryCode | None
    organization: str | None
    owner: int | None
    definite: bool
    standing: frozenset[str] = frozenset()

    @property
    def is_owned(self) -> bool:
        """Whether a country or an organisation is named with the post."""
        return self.country is not None or self.organization is not None

    @property
    def is_national(self) -> bool:
        """Whether such a post belongs to a country where no organisation is named."""
        last = self.words.split(" of ")[0].split(" for ")[0].split(" to ")[0].split()
        return bool(set(last[-2:]) & _NATIONAL_WORDS or set(last[:1]) & _OF_STATE) or self.words in _NATIONAL_TITLES


_NATIONAL_WORDS = frozenset((words.NATIONAL | {"parliament"}) - {"president", "deputy"})
_OF_STATE = frozenset(("presidential", "government", "cabinet", "parliamentary", "royal", "opposition"))
_NATIONAL_TITLES = frozenset(
    ("president", "vice president", "attorney general", "governor general", "solicitor general", "member of parliament",
     "first lady", "opposition leader", "official opposition leader", "leader of the opposition",
     "leader of the official opposition",
     "trade chief", "supreme leader", "majority leader", "minority leader", "senate majority leader", "senate minority leader",
     "house majority leader", "house minority leader", "house speaker", "chief negotiator", "chief trade negotiator",
     "chief economic adviser")
)  # fmt: skip
