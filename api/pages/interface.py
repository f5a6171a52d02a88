"""What the page of the programming interface shows, read from the OpenAPI document: groups of operations with all they take."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

Method = Literal["get", "post", "put", "delete"]
Place = Literal["path", "query"]
_METHODS: tuple[Method, ...] = ("get", "post", "put", "delete")
_KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "object": "object"}
_REFERENCE = "#/components/schemas/"


class Schema(BaseModel):
    """What a value may be, as JSON Schema tells it."""

    model_config = ConfigDict(extra="ignore")

    type: str = ""
    ref: str = Field(default="", alias="$ref")
    any_of: list["Schema"] = Field(default_factory=list, alias="anyOf")
    items: "Schema | None" = None
    enum: list[JsonValue] = Field(default_factory=list)
    default: JsonValue = None
    examples: list[JsonValue] = Field(default_factory=list)
    description: str = ""
    longest: int | None = Field(default=None, alias="maxLength")
    least: int | None = Field(default=None, alias="minimum")
    most: int | None = Field(default=None, alias="maximum")
    properties: dict[str, "Schema"] = Field(default_factory=dict)
    required: list[str] = Field(default_factory=list)


class Parameter(BaseModel):
    """A value that an address takes."""

    model_config = ConfigDict(extra="ignore")

    name: str
    place: Place = Field(alias="in")
    is_required: bool = Field(default=False, alias="required")
    told: str = Field(default="", alias="description")
    kind: Schema = Field(alias="schema")


class Content(BaseModel):
    """A body in one media type."""

    model_config = ConfigDict(extra="ignore")

    kind: Schema = Field(default_factory=Schema, alias="schema")
    example: JsonValue = None


class Body(BaseModel):
    """What is sent, by media type."""

    model_config = ConfigDict(extra="ignore")

    content: dict[str, Content] = Field(default_factory=dict)


class Reply(BaseModel):
    """What is answered with one status."""

    model_config = ConfigDict(extra="ignore")

    told: str = Field(default="", alias="description")
    content: dict[str, Content] = Field(default_factory=dict)


class Operation(BaseModel):
    """One method of one path."""

    model_config = ConfigDict(extra="ignore")

    tags: list[str] = Field(default_factory=list)
    summary: str = ""
    told: str = Field(default="", alias="description")
    parameters: list[Parameter] = Field(default_factory=list)
    body: Body | None = Field(default=None, alias="requestBody")
    replies: dict[str, Reply] = Field(default_factory=dict, alias="responses")
    security: list[dict[str, list[str]]] = Field(default_factory=list)


class Tag(BaseModel):
    """What a group of operations is about."""

    model_config = ConfigDict(extra="ignore")

    name: str
    told: str = Field(default="", alias="description")


class Components(BaseModel):
    """What other parts of the document refer to."""

    model_config = ConfigDict(extra="ignore")

    schemas: dict[str, Schema] = Field(default_factory=dict)


class Interface(BaseModel):
    """An OpenAPI document, as far as the page shows it."""

    model_config = ConfigDict(extra="ignore")

    tags: list[Tag] = Field(default_factory=list)
    paths: dict[str, dict[Method, Operation]]
    components: Components = Field(default_factory=Components)


@dataclass(frozen=True, slots=True)
class ShownParameter:
    """A row in the table of what an operation takes; `limits` and `default` are "" where there are none."""

    name: str
    place: Place
    is_required: bool
    kind: str
    limits: str
    default: str
    told: str


@dataclass(frozen=True, slots=True)
class ShownBody:
    """A media type that can be sent, with the fields of a form: each with whether it is needed."""

    media_type: str
    fields: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ShownOperation:
    """One method of one path as the page tells it; `answers` are statuses with what they mean and their media types."""

    anchor: str
    method: str
    path: str
    summary: str
    told: tuple[str, ...]
    parameters: tuple[ShownParameter, ...]
    bodies: tuple[ShownBody, ...]
    answers: tuple[tuple[str, str, tuple[str, ...]], ...]
    problems: tuple[str, ...]
    needs_token: bool
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """Operations that belong together."""

    anchor: str
    name: str
    told: str
    operations: tuple[ShownOperation, ...]


def operations(interface: Interface) -> Iterator[tuple[str, Method, Operation]]:
    """All operations with their paths and methods, in the order of the document."""
    for path, item in interface.paths.items():
        yield from ((path, method, item[method]) for method in _METHODS if method in item)


def problems(interface: Interface) -> tuple[tuple[str, str], ...]:
    """Every status that tells of a problem, with its meaning; by status."""
    told = {
        status: reply.told for _, _, one in operations(interface) for status, reply in one.replies.items() if status >= "400"
    }
    return tuple(sorted(told.items()))


def groups(interface: Interface, examples: Mapping[tuple[str, str], str]) -> tuple[Group, ...]:
    """The operations by their tags, in the order of the tags; `examples` are command lines by path and method."""
    by_tag: dict[str, list[ShownOperation]] = {tag.name: [] for tag in interface.tags}
    for path, method, operation in operations(interface):
        shown = _shown(interface, operation, path=path, method=method, example=examples.get((path, method), ""))
        by_tag.setdefault(next(iter(operation.tags), "other"), []).append(shown)
    told = {tag.name: tag.told for tag in interface.tags}
    return tuple(Group(_anchor(name), name, told.get(name, ""), tuple(found)) for name, found in by_tag.items() if found)


def _shown(interface: Interface, operation: Operation, *, path: str, method: Method, example: str) -> ShownOperation:
    return ShownOperation(
        anchor=_anchor(f"{method} {path}"),
        method=method.upper(),
        path=path,
        summary=operation.summary,
        told=tuple(" ".join(part.split()) for part in operation.told.split("\n\n") if part.strip()),
        parameters=tuple(_parameter(interface, one) for one in operation.parameters),
        bodies=tuple(_bodies(operation)),
        answers=tuple(
            (status, "" if reply.content else reply.told, tuple(reply.content))
            for status, reply in sorted(operation.replies.items())
            if status < "400"
        ),
        problems=tuple(sorted(status for status in operation.replies if status >= "400")),
        needs_token=bool(operation.security),
        example=example,
    )


def _bodies(operation: Operation) -> Iterator[ShownBody]:
    for media_type, content in (operation.body.content if operation.body else {}).items():
        yield ShownBody(media_type, tuple((name, name in content.kind.required) for name in content.kind.properties))


def _parameter(interface: Interface, parameter: Parameter) -> ShownParameter:
    schema = _resolved(interface, parameter.kind)
    return ShownParameter(
        name=parameter.name,
        place=parameter.place,
        is_required=parameter.is_required,
        kind=_kind(interface, schema),
        limits=_limits(schema.items or schema),
        default=_value(parameter.kind.default),
        told=parameter.told or parameter.kind.description,
    )


def _resolved(interface: Interface, schema: Schema) -> Schema:
    """What a schema refers to; of alternatives the one that is not "nothing"."""
    if schema.ref:
        return _resolved(interface, interface.components.schemas[schema.ref.removeprefix(_REFERENCE)])
    wanted = [one for one in schema.any_of if one.type != "null"]
    return _resolved(interface, wanted[0]) if wanted else schema


def _kind(interface: Interface, schema: Schema) -> str:
    if schema.enum:
        return _either([_value(value) for value in schema.enum])
    if schema.items is not None:
        return f"{_kind(interface, _resolved(interface, schema.items))}, several"
    return _KINDS.get(schema.type, "text")


def _either(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"


def _limits(schema: Schema) -> str:
    if schema.longest is not None:
        return f"at most {schema.longest:,} characters"
    if schema.least is not None and schema.most is not None:
        return f"{schema.least:,} to {schema.most:,}"
    return ""


def _value(value: JsonValue) -> str:
    """A value as it is written in an address; "" for nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None or value == [] else str(value)


def _anchor(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
