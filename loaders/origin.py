"""What a text's own first and last lines tell of its origin: headline, publisher and date."""

import re
from collections.abc import Iterator

from loaders.bylines import Imprint, find_dateline, read_imprint, read_rights
from loaders.lines import Line, lines
from loaders.metadata import Metadata, one_line
from loaders.outlets import outlet
from loaders.partial_dates import read_date

_HEAD, _TAIL = 12, 8
"""How many lines at either end of a text may tell of its origin."""
_BEFORE_BODY = 16
"""How many lines of bylines, captions and share rows may stand between a headline and the first paragraph."""


def describe(text: str, boilerplate: tuple[tuple[int, int], ...]) -> Metadata:
    """What the text itself tells: its headline, bylines, datelines and publication notes; the furniture is known already."""
    found = lines(text)
    publisher, published = _origin(found)
    return Metadata(title=_title(found, boilerplate, publisher), publisher=publisher, published=published)


def _origin(found: tuple[Line, ...]) -> tuple[str | None, str | None]:
    """Publisher and date, each from the first line that states it: notes at the end, then bylines, datelines and rights."""
    ends = tuple(found[-_TAIL:]) if len(found) > _HEAD else ()
    imprints = [imprint for line in found[:_HEAD] for imprint in _imprints(line.text)]
    imprints += [imprint for line in ends for imprint in _imprints(line.text) if imprint.labelled or not imprint.published]
    notes = [imprint for imprint in imprints if imprint.publisher and imprint.published]
    ordered = notes + [imprint for imprint in imprints if imprint not in notes]
    publisher = next((imprint.publisher for imprint in ordered if imprint.publisher), None)
    rights = next((who for line in reversed(found[-_TAIL:]) if (who := read_rights(line.text))), None)
    published = next((imprint.published for imprint in ordered if imprint.published), None)
    updated = next((imprint.updated for imprint in ordered if imprint.updated), None)
    return publisher or rights, published or updated


def _imprints(text: str) -> Iterator[Imprint]:
    if len(text) <= 300:
        whole = read_imprint(text.strip("*_ []()"))
        if whole:
            yield whole
            return
    dateline = find_dateline(text[:200])
    if dateline:
        yield Imprint(publisher=dateline[1], published=read_date(text[: dateline[0]]))
    last = re.split(r"(?<=[.!?”\"])\s+(?=[A-Z—–(])", text[-300:])[-1]
    note = read_imprint(last) if last != text else None
    if note and note.published:
        yield note


def _title(found: tuple[Line, ...], boilerplate: tuple[tuple[int, int], ...], publisher: str | None) -> str | None:
    """The first line of some words, if it reads like a headline and paragraphs follow; the name of a site is none."""
    starts = {start for start, _ in boilerplate}
    for i, line in enumerate(found[:_HEAD]):
        if line.start in starts:
            continue
        if _is_paragraph(line.text):
            return None
        title = _without_site(re.sub(r"^#+\s", "", line.text.strip("*_ \t\ufeff")))
        if outlet(title) or title.casefold() == (publisher or "").casefold() or title.count(" ") < 2:
            continue
        followed = any(_is_paragraph(later.text) for later in found[i + 1 : i + 1 + _BEFORE_BODY])
        return one_line(title.removesuffix(".")) if followed and _is_headline(title) else None
    return None


def _is_headline(text: str) -> bool:
    words = text.split()
    if not 3 <= len(words) <= 40 or len(text) > 300 or text.endswith((":", ";", ",")):
        return False
    return not text.endswith(".") or _is_title_case(words)


def _is_title_case(words: list[str]) -> bool:
    """Whether nearly all long words are capitalised, as only headlines have it: those may even end in a full stop."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _is_paragraph(text: str) -> bool:
    """Running text: a sentence that ends, or too long for a headline."""
    words = text.count(" ") + 1
    ended = re.search(r"[.!?…][\"”’')\]]*$", text) is not None
    if ended and _is_title_case(text.split()):
        return False
    return words > 40 or (words >= 9 and ended and (text.rstrip("\"”’')]").endswith(".") or words > 25))


def _without_site(text: str) -> str:
    """A headline without the site's name behind a bar or dash."""
    match = re.fullmatch(r"(?P<title>.{10,}?)\s+[|–—-]\s+(?P<site>[^|–—]{2,40})", text)
    return match["title"] if match and outlet(match["site"]) else text


def split_site(title: str) -> tuple[str, str | None]:
    """A page's title and the site's name behind it, where that reads like one: "Talks resume | CBC News"."""
    plain = _without_site(title)
    return plain, outlet(re.split(r"\s+[|–—-]\s+", title)[-1]) if plain != title else None
