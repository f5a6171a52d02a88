"""Whether a client shows the token that it needs, compared in constant time; and what a browser keeps instead of it."""

import binascii
import hashlib
import hmac
from base64 import b64decode

from pydantic import SecretStr


def shows_token(authorization: str | None, *tokens: SecretStr | None) -> bool:
    """Whether an Authorization header carries one of the tokens: as Bearer, or as a browser's password (Basic)."""
    scheme, _, given = (authorization or "").partition(" ")
    if scheme.lower() == "basic":
        given = _password(given)
    elif scheme.lower() != "bearer":
        return False
    shown = given.strip().encode("utf-8", "replace")
    fits = [hmac.compare_digest(shown, token.get_secret_value().encode("utf-8")) for token in tokens if token is not None]
    return any(fits)


def is_token(given: str, token: SecretStr) -> bool:
    """Whether this is the token."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.get_secret_value().encode("utf-8"))


def session(token: SecretStr) -> str:
    """What a browser that showed the token keeps: it tells nothing of it, and is void when the token changes."""
    return hmac.new(token.get_secret_value().encode("utf-8"), b"onrecord session", hashlib.sha256).hexdigest()


def shows_session(kept: str | None, token: SecretStr) -> bool:
    """Whether a browser keeps what it was given for the token."""
    return kept is not None and hmac.compare_digest(kept.encode("utf-8", "replace"), session(token).encode("ascii"))


def _password(given: str) -> str:
    try:
        return b64decode(given.strip(), validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
