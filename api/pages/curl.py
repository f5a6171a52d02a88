"""One command line of curl for each operation of the programming interface, with values that lead somewhere on this server."""

import shlex
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from pydantic import JsonValue

from api.pages.interface import Interface, Method, Operation, Parameter, operations

_FORM = "application/x-www-form-urlencoded"
_FILES = "multipart/form-data"
_SHOWN = '-H "Authorization: Bearer $ONRECORD_TOKEN"'
_HTML = "text/html"
_ENDING = "suffix"
_UNKNOWN = "NAME"
"""What stands for a name of which the server has none."""


def examples(interface: Interface, root: str, known: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """The command lines by path and method; `root` is the server's address.

    `known` has names of things by their kind ("person"), and values of parameters by theirs ("?speakers").
    """
    return {
        (path, method): " ".join(_line(operation, method, _address(root, path, operation, known)))
        for path, method, operation in operations(interface)
    }


def _line(operation: Operation, method: Method, address: str) -> Iterator[str]:
    yield "curl"
    media_type, content = next(iter(_sent(operation)), ("", None))
    if method not in ("get", "post") or (method == "post" and content is None):
        yield f"-X {method.upper()}"
    if operation.security:
        yield _SHOWN
    if (accept := _accept(operation)) is not None:
        yield f"-H {shlex.quote(f'Accept: {accept}')}"
    if content is not None:
        yield from _body(media_type, content)
    yield shlex.quote(address)


def _sent(operation: Operation) -> Iterator[tuple[str, JsonValue]]:
    """The bodies of which the document has an example."""
    for media_type, content in (operation.body.content if operation.body else {}).items():
        if content.example is not None:
            yield media_type, content.example


def _body(media_type: str, example: JsonValue) -> Iterator[str]:
    if isinstance(example, dict):
        flag = "-F" if media_type == _FILES else "--data-urlencode"
        yield from (f"{flag} {shlex.quote(f'{name}={value}')}" for name, value in example.items())
        return
    if media_type != _FORM:
        yield f"-H {shlex.quote(f'Content-Type: {media_type}')}"
    yield f"--data-binary {shlex.quote(str(example))}"


def _accept(operation: Operation) -> str | None:
    """What programs take: the first answer that is no page; None where there is no choice, or an ending makes it."""
    if any(parameter.name == _ENDING for parameter in operation.parameters):
        return None
    kinds = tuple(kind for status, reply in operation.replies.items() if status < "400" for kind in reply.content)
    return next((kind for kind in kinds if kind != _HTML), None) if len(kinds) > 1 else None


def _address(root: str, path: str, operation: Operation, known: Mapping[str, str]) -> str:
    for parameter in operation.parameters:
        if parameter.place == "path":
            name = known.get(path.strip("/").partition("/")[0], _UNKNOWN)
            value = _example(parameter) or name
            path = path.replace(f"{{{parameter.name}}}", quote(value, safe="/:@!$,=-._~"))
    query = {one.name: _example(one) or known.get(f"?{one.name}") for one in operation.parameters if one.place == "query"}
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"{root}{path}?{asked}" if asked else f"{root}{path}"


def _example(parameter: Parameter) -> str:
    return str(parameter.kind.examples[0]) if parameter.kind.examples else ""
