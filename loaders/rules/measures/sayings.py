"""In whose words a place of the text stands: the speaker of the smallest statement that holds it."""

from bisect import bisect_right
from collections.abc import Iterable
from heapq import heappop, heappush

from kg.facts import Act, Claim
from kg.model import Mention


class Sayings:
    """The statements of one document; asking for a place takes no walk over all of them."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        statements = [claim for claim in claims if claim.act is Act.STATEMENT]
        spans = sorted(
            (span.start, span.end, sum(one.end - one.start for one in claim.content), number)
            for number, claim in enumerate(statements)
            for span in claim.content
        )
        self._edges: list[int] = []
        self._speakers: list[Mention | None] = []
        open_: list[tuple[int, int, int]] = []
        edges = sorted({edge for start, end, _, _ in spans for edge in (start, end)})
        waiting = iter(spans)
        span = next(waiting, None)
        for edge in edges:
            while span is not None and span[0] <= edge:
                heappush(open_, (span[2], span[3], span[1]))
                span = next(waiting, None)
            while open_ and open_[0][2] <= edge:
                heappop(open_)
            self._edges.append(edge)
            self._speakers.append(statements[open_[0][1]].speaker if open_ else None)

    def speaker(self, offset: int) -> Mention | None:
        """Who says what stands at the offset; None for the author's own words."""
        at = bisect_right(self._edges, offset) - 1
        return self._speakers[at] if at >= 0 else None
