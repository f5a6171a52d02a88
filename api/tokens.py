"""Whether a client shows the token that it needs, compared in constant time."""

import binascii
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


def _password(given: str) -> str:
    try:
        return b64decode(given.strip(), validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
