"""What is refused before the engine sees a query: updates, calls to other hosts, and text that would break its parser.

The engine's parser is recursive: 3,000 nested braces end the whole process. It also follows SERVICE to any address. Neither can
be switched off in it, so both are found here, on the query's skeleton, by rules that rather refuse a strange query than let one
pass.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import QueryError
from kg.stores.skeleton import skeleton, where


class Form(StrEnum):
    """What a query asks for."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how intricate a query may be; the defaults stay far below what the engine's stack bears.

    `depth` counts open brackets of any kind; `parts` all brackets, operators and triples, since long chains of `||`, `/`, UNION
    or triples nest inside the engine; `retried` open calls of functions whose arguments its parser reads twice.
    """

    characters: int = 200_000
    depth: int = 100
    parts: int = 500
    retried: int = 8


_PROLOGUE = re.compile(r"\s*(?:(?:BASE\s*<i*>|PREFIX\s*[^\s<]*\s*<i*>|VERSION\s*\"_*\")\s*)*", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_UPDATES = ("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH")
_FROM = re.compile(r"\bFROM\s*(?:NAMED\s*)?<", re.I)
_BRACKET = re.compile(r"((?:SUBSTR|REGEX|REPLACE|GROUP_CONCAT)\s*(?=\())?(<<|[(\[{]|[)\]}])", re.I)
_PART = re.compile(r"[({\[+*/!^;-]|\|\|?|&&|<<|,|(?<!\d)\.|\.(?!\d)")
_ARGUMENTS = re.compile(r"\([^(){}\[\]]*\)")
_DATA = re.compile(r"(?<![\w?$:.%-])VALUES\s*(?:\((?:\s*[?$]\w+)*\s*\)|[?$]\w+)\s*\{[^{}]*\}", re.I)
_ADDRESS = re.compile(r"[<:?$]")
_PASSING = re.compile(r"NOW|RAND|UUID|BNODE", re.I)
_PASSING_CALL = re.compile(r"(?:NOW|RAND|UUID|BNODE)\s*\(", re.I)


def check_query(text: str, limits: Limits | None = None) -> Form:
    """The form of a query that may be run; QueryError, with line and column, for one that may not."""
    limits = limits or Limits()
    code = code_of(text, limits)
    check_code(text, code, limits)
    form = _form(text, code)
    _check_parts(code, form, limits)
    return form


def is_lasting(text: str) -> bool:
    """Whether a query that may be run has the same answer whenever one snapshot is asked; rather False than wrong."""
    return not (_PASSING.search(text) and _PASSING_CALL.search(skeleton(text)))


def code_of(text: str, limits: Limits) -> str:
    """The skeleton of a query or an update that is not too long."""
    if len(text) > limits.characters:
        raise QueryError(f"the query has {len(text):,} characters, and {limits.characters:,} are allowed: ask for less at once")
    if not text.isascii():
        _check_encoding(text)
    return skeleton(text)


def check_code(text: str, code: str, limits: Limits) -> None:
    """QueryError for what calls another host or nests too deeply."""
    _refuse_remote(text, code)
    _check_depth(text, code, limits)


def _check_encoding(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QueryError(
            f"{where(text, error.start)}: half a surrogate pair, which is no character: encode it as UTF-8"
        ) from None


def _form(text: str, code: str) -> Form:
    prologue = _PROLOGUE.match(code)
    start = prologue.end() if prologue else 0
    found = _WORD.match(code, start)
    word = found.group().upper() if found else ""
    if word in _UPDATES:
        raise QueryError(
            f"{where(text, start)}: {word} is an update, and queries only read: add documents with `onrecord build`"
        )
    for form in Form:
        if word == form:
            return form
    shown = text[start : start + 20].strip() or "nothing"
    raise QueryError(f"{where(text, start)}: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, and here stands {shown!r}")


def _refuse_remote(text: str, code: str) -> None:
    position = 0
    for piece in code.split("{"):
        position += len(piece) + 1
        if _calls_service(piece.rpartition("}")[2].split()):
            raise QueryError(f"{where(text, position - 1)}: SERVICE is refused: a query never calls another host")
    for found in _FROM.finditer(code):
        if text[found.end() :].casefold().startswith("file:"):
            raise QueryError(f"{where(text, found.start())}: FROM <file:…> is refused: a query reads this store and no file")


def _calls_service(words: list[str]) -> bool:
    """Whether the words before a brace may be SERVICE and an address, however they are glued together (`1SERVICE<…>`)."""
    if not words:
        return False
    address = words[-1].casefold()
    if len(words) > 1 and words[-2].casefold().endswith(("service", "silent")) and _ADDRESS.search(address):
        return True
    _, service, rest = address.partition("service")
    return bool(service) and _ADDRESS.search(rest) is not None


def _check_depth(text: str, code: str, limits: Limits) -> None:
    opened: list[bool] = []
    nested_terms = 0
    for found in _BRACKET.finditer(code):
        retried, bracket = bool(found.group(1)), found.group(2)
        if bracket == "<<":
            nested_terms += 1
        elif bracket in "([{":
            opened.append(retried)
        elif opened:
            opened.pop()
        if len(opened) + nested_terms > limits.depth:
            raise QueryError(
                f"{where(text, found.start(2))}: more than {limits.depth} brackets are open here: nest less deeply"
            )
        if retried and sum(opened) > limits.retried:
            raise QueryError(
                f"{where(text, found.start())}: more than {limits.retried} calls of SUBSTR, REGEX, REPLACE or GROUP_CONCAT "
                "inside one another: compute them one after the other with BIND"
            )


def _check_parts(code: str, form: Form, limits: Limits) -> None:
    flat = sum(found.group().count("(") for found in _DATA.finditer(code))
    flat += sum(found.group().count(",") for found in _ARGUMENTS.finditer(code))
    parts = sum(1 for _ in _PART.finditer(code)) - flat
    if form is Form.DESCRIBE:
        parts += sum(1 for _ in _ADDRESS.finditer(code.partition("{")[0]))
    if parts > limits.parts:
        raise QueryError(
            f"the query has {parts:,} brackets, operators and triples, and {limits.parts:,} are allowed: "
            "list values in VALUES ?x { … } or IN (…) instead of chains of || or UNION"
        )
