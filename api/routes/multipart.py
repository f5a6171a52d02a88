"""Takes apart what a form with files sends (multipart/form-data)."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP

from kg.errors import QueryError

MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a form: a file by its name, or the field of that name, which has no file name."""

    content: bytes
    media_type: str
    name: str
    field: str = ""


def parts(content_type: str, body: bytes) -> Iterator[Part]:
    """The parts, in order; QueryError where the body is no form."""
    head = f"Content-Type: {content_type}\r\nMIME-Version: 1.0\r\n\r\n".encode("latin-1")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    if not message.is_multipart():
        raise QueryError("the form cannot be taken apart: its boundary is missing")
    for part in message.iter_parts():
        assert isinstance(part, EmailMessage)
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield Part(content=content, media_type=part.get_content_type(), name=part.get_filename() or "", field=_field(part))


def _field(part: EmailMessage) -> str:
    name = part.get_param("name", "", header="content-disposition")
    return name if isinstance(name, str) else ""
