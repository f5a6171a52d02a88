"""What a page's form sends: its fields by name, the last of each."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request

from api.routes.protocol import fields, read_body


async def _form(request: Request) -> Mapping[str, str]:
    return {name: values[-1].strip() for name, values in fields(await read_body(request)).items()}


Form = Annotated[Mapping[str, str], Depends(_form)]
"""The fields of a form without files; 413 or 408 where the body is too long or too slow."""


def own_path(path: str) -> str:
    """A path of this server to go on to, whatever was sent: the start page where it leads elsewhere."""
    is_path = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_path else "/"
