"""What JSON carries of the values that Onrecord answers with: frozen dataclasses become objects, decimals become numbers."""

import json
from dataclasses import asdict, is_dataclass
from decimal import Decimal


def to_json(value: object, *, indent: int | None = 1) -> str:
    """Readable JSON in the order of the fields; TypeError for what is neither plain nor a dataclass nor a decimal."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_plain)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
