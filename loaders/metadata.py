"""Title, publisher, date, address and language of a document: declared beside it, in its front matter, or by its container."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import yaml

from kg.errors import IdentifierError, UnreadableError
from kg.ids import check_iri
from loaders.language import language_code
from loaders.partial_dates import read_date

_LARGEST_DESCRIPTION = 64 * 1024
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_UNUSABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
"""Characters that no store and no page can carry in a title or name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document; None is unknown. `published` is a partial ISO date, `language` ISO 639-1."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def or_else(self, other: "Metadata") -> "Metadata":
        """This, with what it leaves open taken from the other."""
        return Metadata(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            published=self.published or other.published,
            url=self.url or other.url,
            language=self.language or other.language,
        )


NOTHING_KNOWN = Metadata()
"""The metadata of a document of which nothing is known."""


def canonical_url(address: str) -> str | None:
    """The web address without fragment, tracking parameters and default port; None if it is none that an IRI can be made of."""
    try:
        parts = urlsplit(address.strip())
        host = parts.netloc.lower().removesuffix(":443" if parts.scheme == "https" else ":80")
        if parts.scheme not in ("http", "https") or not host:
            return None
        kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
        query = parts.query if len(kept) == parts.query.count("&") + 1 else urlencode(kept)
        return check_iri(urlunsplit((parts.scheme, host, parts.path or "/", query, "")))
    except (ValueError, IdentifierError):
        return None


_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|cmpid|mc_[ce]id|igshid|ocid|smid", re.IGNORECASE)


def one_line(text: str) -> str | None:
    """The text with runs of white space as one space; None if nothing is left."""
    return " ".join(text.replace("\ufeff", " ").split()) or None


def declared(fields: Mapping[str, object], where: str) -> Metadata:
    """What a description declares under any of the usual names; unknown names are ignored.

    Raises UnreadableError for a value that cannot be used.
    """
    found: dict[str, str] = {}
    for field, names, read in _FIELDS:
        name = next((name for name in names if fields.get(name) not in (None, "")), None)
        if name is None:
            continue
        text = _as_text(fields[name])
        value = read(text) if text is not None else None
        if value is None:
            raise UnreadableError(f"{where}: {name}: {_short(fields[name])} cannot be used; {_WANTED[field]}, or leave it out")
        found[field] = value
    return Metadata(**found)


_FIELDS: tuple[tuple[str, tuple[str, ...], Callable[[str], str | None]], ...] = (
    ("title", ("title", "headline"), one_line),
    ("publisher", ("publisher", "source", "outlet", "site_name"), one_line),
    ("published", ("published", "date", "publication_date", "published_at", "date_published", "datePublished"), read_date),
    ("url", ("url", "link", "canonical_url"), canonical_url),
    ("language", ("language", "lang"), language_code),
)
_WANTED = {
    "title": "write a text",
    "publisher": "write a name",
    "published": "write a date such as 2025-08-01, 2025-08 or 2025",
    "url": "write an address that starts with http:// or https://",
    "language": "write a code such as en",
}


def _as_text(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and not _UNUSABLE.search(value) else None


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def read_description(content: bytes | str, where: str) -> Metadata:
    """What a YAML description says: a mapping of plain values, at most 64 KB, loaded without any code or aliases."""
    if len(content) > _LARGEST_DESCRIPTION:
        raise UnreadableError(f"{where}: larger than {_LARGEST_DESCRIPTION // 1024} KB; a description needs a few lines")
    try:
        if any(isinstance(token, (yaml.AliasToken, yaml.AnchorToken)) for token in yaml.scan(content)):
            raise UnreadableError(f"{where}: anchors and aliases are not read here; write the values out")
        loaded = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = str(error).replace("\n", " ")
        raise UnreadableError(f"{where}: not YAML ({problem[:200]}); write lines such as 'title: …'") from error
    if loaded is None:
        return NOTHING_KNOWN
    if not isinstance(loaded, dict):
        raise UnreadableError(f"{where}: not a list of 'name: value' lines")
    return declared({str(name): value for name, value in loaded.items()}, where)


def split_front_matter(text: str, where: str) -> tuple[Metadata, int]:
    """What the YAML between "---" lines at the top declares, and where the text behind it starts; 0 where there is none.

    A text may also open with a rule that is no front matter: then nothing in it reads as a description.
    """
    match = _FRONT_MATTER.match(text)
    if not match or not re.match(r"\s*[\w-]+\s*:(?:\s|$)", match["yaml"]):
        return NOTHING_KNOWN, 0
    return read_description(match["yaml"], f"{where}: front matter"), match.end()
