"""The page that takes documents in: a pasted text or files, and a report of what was found, what was not read, and why."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response, StreamingResponse

from api.encoding import to_json
from api.intake import ENDINGS, Intake, Upload
from api.negotiate import HTML, choose
from api.pages.outcomes import Taken, taken
from api.routes.access import MayWrite, TheSettings, may_write
from api.routes.multipart import Part, parts
from api.routes.protocol import media_type_of
from api.routes.replies import page, pages
from api.routes.taking_in import LINES, TheIntake, upload
from api.routes.update import WrittenBody
from api.settings import Settings
from kg.errors import OnrecordError, QueryError

router = APIRouter(include_in_schema=False)

_TOLD = ("title", "publisher", "published", "url")
"""What can be said of a pasted text."""
_HEADLINE = 60
"""Characters of its headline that name a pasted text in the report."""


@router.get("/add")
def form(request: Request, settings: TheSettings) -> Response:
    """The form; where the client may not write, how to."""
    return _page(request, settings)


def _sent(request: Request, body: WrittenBody) -> tuple[Part, ...]:
    if not media_type_of(request).startswith("multipart/"):
        raise HTTPException(415, "Send the form as multipart/form-data; programs send documents to /documents.")
    return tuple(parts(request.headers["content-type"], body))


@router.post("/add", dependencies=[MayWrite])
def add(
    request: Request, settings: TheSettings, intake: TheIntake, sent: Annotated[tuple[Part, ...], Depends(_sent)]
) -> Response:
    """Read them all; a file that cannot be read costs no other. As application/x-ndjson the report comes line by line."""
    told = _report(sent, intake, pages(request).base)
    if choose(request.headers.get("accept"), (HTML, LINES)) == LINES:
        return StreamingResponse(_as_lines(told), media_type=LINES)
    report: list[Taken] = []
    problem = ""
    try:
        report.extend(told)
    except OnrecordError as error:
        problem = str(error)
    return _page(request, settings, report=tuple(report), problem=problem, sent=sent if problem else ())


def _page(  # what the page shows
    request: Request,
    settings: Settings,
    *,
    report: tuple[Taken, ...] = (),
    problem: str = "",
    sent: tuple[Part, ...] = (),
) -> Response:
    return page(
        request,
        "add.html",
        title="Add documents",
        section="/add",
        status=400 if problem else 200,
        report=report,
        problem=problem,
        sent=_fields(sent),
        endings=tuple(dict.fromkeys(ENDINGS.values())),
        most_bytes=settings.update_bytes,
        may_write=may_write(request, settings),
    )


def _report(sent: tuple[Part, ...], intake: Intake, base: str) -> Iterator[Taken]:
    """What became of each file and of the pasted text, as they are read; QueryError where nothing was sent."""
    uploads: list[Upload] = []
    refused: list[Taken] = []
    for part in sent:
        if part.field == "file" and (part.name or part.content):
            try:
                uploads.append(upload(part.content, part.media_type, part.name))
            except HTTPException:
                refused.append(_refused(part, f"only {', '.join(dict.fromkeys(ENDINGS.values()))} are read here"))
            except QueryError:
                refused.append(_refused(part, "the file is empty"))
    uploads.extend(_pasted(_fields(sent)))
    if not uploads and not refused:
        raise QueryError("nothing was sent: paste a text, or choose files")
    yield from refused
    if uploads:
        yield from (taken(outcome, base) for outcome in intake.take(uploads, again=False))


def _refused(part: Part, reason: str) -> Taken:
    return Taken(name=part.name, status="failed", reason=reason)


def _fields(sent: tuple[Part, ...]) -> dict[str, str]:
    found = {part.field: part.content.decode("utf-8", "replace").strip() for part in sent}
    return {name: found.get(name, "") for name in ("text", *_TOLD)}


def _pasted(fields: dict[str, str]) -> Iterator[Upload]:
    """The pasted text as a document, with what was said of it."""
    if text := fields["text"].replace("\r\n", "\n"):
        record = {"text": text, **{name: fields[name] for name in _TOLD if fields[name]}}
        content = json.dumps(record, ensure_ascii=False).encode()
        headline = fields["title"] or text.partition("\n")[0]
        yield Upload(content=content, media_type="application/jsonl", name=headline[:_HEADLINE].replace(".", "-"))


def _as_lines(report: Iterator[Taken]) -> Iterator[str]:
    try:
        for one in report:
            yield to_json(asdict(one), indent=None) + "\n"
    except OnrecordError as error:
        yield to_json({"problem": str(error)}, indent=None) + "\n"
    else:
        yield to_json({"done": True}, indent=None) + "\n"
