"""What an HTML page declares of itself: meta elements, JSON-LD, canonical address, language, labelled dates in its text."""

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from loaders.bylines import Imprint, read_imprint
from loaders.language import language_code
from loaders.metadata import Metadata, canonical_url, one_line
from loaders.origin import split_site
from loaders.outlets import outlet
from loaders.partial_dates import read_date

_LOOKED_AT = 512 * 1024
"""Characters of the page; what a page declares stands at its top."""

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "publish_date",
    "pubdate",
    "article.published",
    "publication_date",
    "dc.date",
    "dcterms.date",
    "date",
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_ADDRESSES = ("og:url", "twitter:url")
_ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "WebPage",
)
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "li",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "time",
        "span",
        "br",
        "ul",
        "ol",
        "table",
        "body",
    )
)
_TITLED = ("h1", "title")
_UNSEEN = frozenset(("script", "style", "noscript", "template"))


def read_declarations(markup: str) -> Metadata:
    """What the page says of itself; what it leaves open or says unusably is unknown."""
    page = _Page()
    page.feed(markup[:_LOOKED_AT])
    linked = tuple(_articles(page.scripts))
    imprints = tuple(page.imprints)
    publisher = _stated(linked, "publisher") or page.first(_PUBLISHERS)
    title, site = _title(publisher, page.first(_TITLES), _stated(linked, "headline"), *page.headings, page.title)
    return Metadata(
        title=title,
        publisher=publisher or site or split_site(page.title)[1],
        published=_first_date(
            page.first(_PUBLISHED),
            _stated(linked, "datePublished"),
            *(imprint.published for imprint in imprints),
            page.time,
            page.first(_UPDATED),
            _stated(linked, "dateModified"),
            *(imprint.updated for imprint in imprints),
        ),
        url=_first_address(page.canonical, page.first(_ADDRESSES), _stated(linked, "url")),
        language=language_code(page.language),
    )


class _Page(HTMLParser):
    """Collects declarations while the page's tags go by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.scripts: list[str] = []
        self.imprints: list[Imprint] = []
        self.headings: list[str] = []
        self.title = self.canonical = self.time = self.language = ""
        self._text: list[str] = []
        self._inside: list[str] = []

    def first(self, names: tuple[str, ...]) -> str | None:
        """The first meta element of these names that says something."""
        return next((one_line(self.meta[name]) for name in names if self.meta.get(name, "").strip()), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what the tag itself declares."""
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop") or values.get("http-equiv", "")
            self.meta.setdefault(name.lower(), values.get("content", ""))
        elif tag == "link" and values.get("rel", "").lower() == "canonical":
            self.canonical = self.canonical or values.get("href", "")
        elif tag == "html":
            self.language = self.language or values.get("lang", "") or values.get("xml:lang", "")
        elif tag == "time":
            self.time = self.time or values.get("datetime", "")
        if tag in _BLOCKS or tag in _TITLED:
            self._flush()
        if tag in _TITLED or tag in _UNSEEN:
            self._inside = [tag if tag != "script" or "ld+json" not in values.get("type", "") else "ld+json"]

    def handle_endtag(self, tag: str) -> None:
        """Ends a block of text."""
        if tag in _BLOCKS or tag in _TITLED:
            self._flush()
        if tag in _TITLED or tag in _UNSEEN:
            self._inside = []

    def handle_data(self, data: str) -> None:
        """Keeps text that a reader sees, headings and JSON-LD."""
        inside = self._inside[0] if self._inside else ""
        if inside == "ld+json":
            self.scripts.append(data)
        elif inside not in _UNSEEN:
            self._text.append(data)

    def _flush(self) -> None:
        line = " ".join("".join(self._text).split())
        self._text.clear()
        if self._inside == ["h1"] and line:
            self.headings.append(line)
        elif self._inside == ["title"]:
            self.title = self.title or line
        elif line and len(line) <= 160 and (imprint := read_imprint(line)) and imprint.labelled:
            self.imprints.append(imprint)


def _title(publisher: str | None, *candidates: str | None) -> tuple[str | None, str | None]:
    """The first candidate that is more than the site's name, without that name; and the name that was cut off."""
    for candidate in candidates:
        title, site = split_site(candidate or "")
        if title and not outlet(title) and title.casefold() != (publisher or "").casefold():
            return title, site
    return None, None


def _articles(scripts: list[str]) -> Iterator[Mapping[str, object]]:
    """The articles that JSON-LD blocks describe; a block that is no JSON says nothing."""
    for script in scripts:
        try:
            waiting = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                types = node.get("@type")
                if any(kind in _ARTICLES for kind in (types if isinstance(types, list) else [types])):
                    yield node
                waiting.extend(value for key, value in node.items() if key in ("@graph", "mainEntity"))


def _stated(nodes: tuple[Mapping[str, object], ...], name: str) -> str | None:
    """A property of the first article that states it as a text, or as a thing with a name or address."""
    for node in nodes:
        value = node.get(name)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("name") or value.get("@id")
        if isinstance(value, str) and value.strip():
            return one_line(re.sub(r"<[^<>]*>", "", value))
    return None


def _first_date(*candidates: str | None) -> str | None:
    return next((date for candidate in candidates if candidate and (date := read_date(candidate))), None)


def _first_address(*candidates: str | None) -> str | None:
    return next((url for candidate in candidates if candidate and (url := canonical_url(candidate))), None)
