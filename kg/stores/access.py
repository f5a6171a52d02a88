"""What it takes to talk to a SPARQL server that is a store."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """A token, or a user and a password; `update_url` where updates are not taken beside queries; seconds for one request."""

    token: str = ""
    user: str = ""
    password: str = ""
    update_url: str = ""
    seconds: float = 60.0

    def __repr__(self) -> str:
        return "Access(…)"  # no log shows what is secret


def is_remote(location: str) -> bool:
    """Whether a store's location is the address of a server."""
    return location.casefold().startswith(("http://", "https://"))
