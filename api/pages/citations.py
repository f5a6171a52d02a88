"""How a claim is cited: in plain words, in Markdown and in BibTeX; what documents say is nothing but text in each."""

import re
from dataclasses import dataclass

from api.pages.shown import date, web_address
from kg.queries import ClaimRow

_LONGEST = 1_000
"""Characters of words that are quoted at most."""
_LONGEST_NAME = 200
_ENDS = tuple('.!?…”"')
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")
_BIDI = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""What turns the direction of text around it, or is not seen: no part of a citation."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The same citation in three forms."""

    plain: str
    markdown: str
    bibtex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cited:
    """What is cited, each part on one line and of bounded length; "" is unknown."""

    speaker: str
    words: str
    said: str
    title: str
    outlet: str
    published: str
    url: str
    passage: str


def citation(row: ClaimRow, post: str, passage: str) -> Citation:
    """How to cite a claim; `post` is its speaker's, `passage` the address of its words here."""
    source = row.source
    speaker = ", ".join(filter(None, (_line(row.speaker), _line(post))))
    words = _line(row.text, _LONGEST)
    cited = _Cited(
        speaker=speaker,
        words=f"“{words}”" if row.form == "direct" else words,
        said=_line(date(row.date)),
        title=_line(source.title or ""),
        outlet=_line(source.publisher or ""),
        published=_line(source.published or ""),
        url=_address(source.url),
        passage=_address(passage),
    )
    return Citation(plain=_plain(cited), markdown=_markdown(cited), bibtex=_bibtex(cited, row.iri))


def _plain(cited: _Cited) -> str:
    said = f" (said {cited.said})" if cited.said else ""
    title = f"“{cited.title}”" if cited.title else "untitled document"
    where = ", ".join(filter(None, (title, cited.outlet, date(cited.published))))
    read = f"Passage: {cited.passage}" if cited.passage else ""
    end = "" if cited.words[-1:] in _ENDS else "."
    return " ".join(filter(None, (f"{cited.speaker}{said}: {cited.words}{end} In: {where}.", cited.url, read)))


def _markdown(cited: _Cited) -> str:
    title = _marked_down(cited.title or "untitled document")
    linked = f"[{title}](<{cited.url}>)" if cited.url else title
    where = ", ".join(filter(None, (linked, _marked_down(cited.outlet), date(cited.published))))
    said = f", {cited.said}" if cited.said else ""
    passage = f" ([passage](<{cited.passage}>))" if cited.passage else ""
    return f"> {_marked_down(cited.words)}\n>\n> — **{_marked_down(cited.speaker)}**{said}, in {where}{passage}"


def _bibtex(cited: _Cited, iri: str) -> str:
    key = re.sub(r"[^0-9A-Za-z]+", "-", iri.partition("/document/")[2] or iri)[-60:].strip("-")
    year, _, rest = cited.published.partition("-")
    fields = (
        ("author", f"{{{_tex(cited.outlet)}}}" if cited.outlet else ""),
        ("title", f"{{{_tex(cited.title)}}}" if cited.title else ""),
        ("year", _tex(year)),
        ("month", _tex(rest.partition("-")[0])),
        ("day", _tex(rest.partition("-")[2])),
        ("howpublished", rf"\url{{{cited.url}}}" if cited.url else ""),
        ("note", ". ".join(filter(None, (f"{_tex(cited.speaker)}: {_tex(cited.words)}", _url(cited.passage))))),
    )
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@misc{{onrecord-{key},\n{body}}}"


def _url(address: str) -> str:
    return rf"Passage: \url{{{address}}}" if address else ""


def _line(text: str, longest: int = _LONGEST_NAME) -> str:
    """A text on one line, cut where it is too long."""
    line = _CONTROL.sub(" ", _BIDI.sub("", text[: 2 * longest])).strip()
    return line if len(line) <= longest else line[:longest].rstrip() + "…"


def _address(url: str | None) -> str:
    """A web address that neither Markdown nor TeX can take for anything else; "" for none that can be linked to."""
    safe = web_address(url) or ""
    return re.sub(r"[\s<>\\{}\"^`|]|[^\x20-\x7e]", _encoded, safe[:2_000])


def _encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "replace"))


def _marked_down(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)
