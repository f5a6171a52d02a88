"""Parts of long documents: no page is longer than a browser likes to draw, and no passage is torn."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.highlight import Passage

LONGEST = 100_000
"""Characters of one part, as far as passages let it."""
SURELY_FIRST = LONGEST // 2
"""Whatever begins before this character is in the first part of any document."""


@dataclass(frozen=True, slots=True)
class Part:
    """Characters [start, end) of a document, part `number` of `of`, with the beginnings of the parts beside it."""

    start: int
    end: int
    number: int = 1
    of: int = 1
    before: int | None = None
    behind: int | None = None

    def holds(self, place: Passage) -> bool:
        """Whether a passage is in the part."""
        return self.start <= place[0] and place[1] <= self.end

    def clipped(self, places: Iterable[Passage]) -> tuple[Passage, ...]:
        """What of some passages is in the part."""
        found = ((max(self.start, start), min(self.end, end)) for start, end in places)
        return tuple(place for place in found if place[0] < place[1])


def part_at(text: str, passages: Iterable[Passage], at: int) -> Part:
    """The part of a text in which a character is, the last for one behind its end; parts end at line breaks where they can."""
    ends = _ends(text, sorted(place for place in passages if 0 <= place[0] < place[1] <= len(text)))
    number = min(bisect_right(ends, max(0, at)), len(ends) - 1)
    starts = [0, *ends[:-1]]
    return Part(
        start=starts[number],
        end=ends[number],
        number=number + 1,
        of=len(ends),
        before=starts[number - 1] if number else None,
        behind=ends[number] if number + 1 < len(ends) else None,
    )


def _ends(text: str, passages: list[Passage]) -> list[int]:
    """Where the parts end."""
    ends, end = list[int](), 0
    while end + LONGEST < len(text):
        line = text.rfind("\n", end + SURELY_FIRST, end + LONGEST) + 1
        end = _apart(line or end + LONGEST, passages)
        ends.append(end)
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]


def _apart(cut: int, passages: list[Passage]) -> int:
    """The first place from a cut on that no passage goes across."""
    for start, end in passages:
        if start >= cut:
            break
        cut = max(cut, end) if start < cut < end else cut
    return cut
