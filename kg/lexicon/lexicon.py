"""The lexicon: what a word stands for, country, sector or agreement, and where such words are in a text."""

from collections.abc import Iterator
from functools import cache

from kg.facts import AgreementId, CountryCode, SectorId
from kg.lexicon.agreements import Agreement, agreement_words, read_agreements
from kg.lexicon.countries import country_adjectives, country_labels, country_words, seats_of_government
from kg.lexicon.doubt import Doubts
from kg.lexicon.finder import Finder, Found
from kg.lexicon.makers import maker_words
from kg.lexicon.sectors import Heading, Sector, hs_headings, read_sectors, sector_words
from kg.lexicon.words import Words, read_words

ALL_GOODS = SectorId("all-goods")
"""The top of the scheme: trade as such, where no narrower sector is named."""
_MAKERS = ("manufacturer", "manufacturers", "manufacturing")


class Lexicon:
    """Immutable; build it with `lexicon()`. Codes, ids and labels are those of the graph."""

    __slots__ = (
        "_adjectives",
        "_agreement_finder",
        "_agreements",
        "_countries_by_lookup",
        "_country_finder",
        "_doubts",
        "_labels",
        "_maker_finder",
        "_seats",
        "_sector_finder",
        "_sectors",
        "_sectors_by_lookup",
    )

    def __init__(self, words: Words, sectors: tuple[Sector, ...], agreements: tuple[Agreement, ...]) -> None:
        self._labels = country_labels(words)
        self._adjectives = country_adjectives(words, self._labels)
        self._country_finder = Finder(country_words(words, self._labels))
        self._countries_by_lookup = {word: CountryCode(code) for code in words.lookup for word in words.lookup[code]}
        self._seats = seats_of_government(words, self._labels)
        self._doubts = Doubts(words)
        self._sectors = {sector.id: sector for sector in sectors}
        self._sector_finder = Finder(sector_words(sectors, words), any_case=True)
        self._sectors_by_lookup = {word: SectorId(one) for one in words.lookup_sectors for word in words.lookup_sectors[one]}
        self._maker_finder = Finder(maker_words())
        self._agreements = {agreement.id: agreement for agreement in agreements}
        self._agreement_finder = Finder(agreement_words(agreements))

    def country(self, word: str) -> CountryCode | None:
        """The code that a word stands for, case as written: "Canadian", "Ottawa's", "the U.S.", "EU"; "global" is "001"."""
        return self._country_finder.lookup(word) or self._countries_by_lookup.get(word.strip())

    def is_seat(self, word: str) -> bool:
        """Whether the word, case as written, is a place or body that stands for a government: "Beijing", "White House"."""
        return word in self._seats and self._country_finder.lookup(word) is not None

    def countries(self) -> tuple[CountryCode, ...]:
        """All codes, sorted."""
        return tuple(self._labels)

    def country_label(self, code: str) -> str:
        """The plain English name, "South Korea"; KeyError for an unknown code."""
        return self._labels[CountryCode(code)]

    def demonym(self, code: str) -> str:
        """The word before a noun: "Canadian", "U.S.", "EU" steel; KeyError for an unknown code."""
        return self._adjectives[CountryCode(code)]

    def sector(self, word: str) -> SectorId | None:
        """The sector that a word stands for, in any case: "aluminium", "Softwood lumber", "EVs"."""
        return self._sector_finder.lookup(word) or self._sectors_by_lookup.get(word.strip().lower())

    def sectors(self) -> tuple[SectorId, ...]:
        """All sectors, sorted."""
        return tuple(self._sectors)

    def sector_label(self, sector: str) -> str:
        """The English label of a sector by its slug; KeyError for an unknown one."""
        return self._sectors[SectorId(sector)].label

    def sector_words(self, sector: str) -> tuple[str, ...]:
        """All words of a sector, its label first; KeyError for an unknown one."""
        return self._sectors[SectorId(sector)].words

    def broader_sectors(self, sector: str) -> tuple[SectorId, ...]:
        """The sectors that a sector lies in, the nearest first, the top of the scheme last; KeyError for an unknown one."""
        above = self._sectors[SectorId(sector)].broader
        return (above, *self.broader_sectors(above)) if above else ()

    def hs_headings(self) -> tuple[Heading, ...]:
        """The customs headings that the sectors are tied to, with those above them, sorted by code."""
        return hs_headings(self._sectors.values())

    def agreement(self, word: str) -> AgreementId | None:
        """The agreement that a name stands for, case as written: "CUSMA", "the Canada-U.S.-Mexico Agreement"."""
        return self._agreement_finder.lookup(word)

    def agreements(self) -> tuple[AgreementId, ...]:
        """All agreements, sorted."""
        return tuple(self._agreements)

    def agreement_label(self, agreement: str) -> str:
        """The canonical name of an agreement by its slug; KeyError for an unknown one."""
        return self._agreements[AgreementId(agreement)].names[0]

    def agreement_parties(self, agreement: str) -> tuple[CountryCode, ...]:
        """The countries and blocs that an agreement is between, sorted, two at least; KeyError for an unknown one."""
        return self._agreements[AgreementId(agreement)].parties

    def agreement_names(self, agreement: str) -> tuple[str, ...]:
        """The names that people know an agreement by, the canonical one first; KeyError for an unknown one."""
        return self._agreements[AgreementId(agreement)].names

    def find_countries(self, text: str) -> tuple[Found[CountryCode], ...]:
        """Countries in a text, by name, adjective, capital or seat of government; those inside agreements' names too."""
        found = self._country_finder.find(text)
        return tuple(one for one in found if self._doubts.is_country(text, one.start, one.end))

    def find_sectors(self, text: str) -> tuple[Found[SectorId], ...]:
        """Sectors in a text; "imports", "manufacturers" right after a sector's word belong to it: "steel imports" is steel."""
        found = self._sector_finder.find(text)
        named = [one for one in found if self._doubts.is_sector(text, one.start, one.end)]
        return tuple(_without_generic(self._doubts.goods(text, named), text))

    def find_makers(self, text: str) -> tuple[Found[SectorId], ...]:
        """Companies and associations in a text whose names do not tell what they make, with their sectors: "Toyota" is cars."""
        return tuple(self._maker_finder.find(text))

    def find_agreements(self, text: str) -> tuple[Found[AgreementId], ...]:
        """Agreements in a text, by any of their names."""
        return tuple(self._agreement_finder.find(text))


def _without_generic(found: Iterator[Found[SectorId]], text: str) -> Iterator[Found[SectorId]]:
    end = -1
    for one in found:
        follows = end >= 0 and one.start - end <= 2 and text[end : one.start].isspace()
        generic = one.value == ALL_GOODS or text[one.start : one.end].lower() in _MAKERS
        if not (generic and follows):
            yield one
        end = one.end


@cache
def lexicon() -> Lexicon:
    """The one lexicon of this process, built at first use."""
    return Lexicon(read_words(), read_sectors(), read_agreements())
