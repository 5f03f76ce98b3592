"""StoredFile: what the server knows about one upload, and how that is kept on disk."""

from __future__ import annotations

import json
import re
import secrets
import string
from dataclasses import asdict, dataclass, fields
from typing import Literal, get_type_hints

State = Literal["PROCESSING", "ACTIVE"]

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_ID_LETTERS = string.ascii_lowercase + string.digits
_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One upload; times in nanoseconds since 1970."""

    id: str
    """Without the `files/` before it."""
    display_name: str
    mime_type: str
    size_bytes: int
    sha256: str
    """Lowercase hexadecimal."""
    created_ns: int
    updated_ns: int
    expires_ns: int
    state: State
    seconds: float | None = None
    """Of sound; None while it is not known, or when the bytes are not sound."""

    @property
    def age_key(self) -> tuple[int, str]:
        """Sorts by age; no two uploads have the same."""
        return self.created_ns, self.id

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> StoredFile:
        """Raises ValueError for anything that `to_json` did not write."""
        stored = json.loads(text)
        if not isinstance(stored, dict) or set(stored) != {item.name for item in fields(cls)}:
            raise ValueError("not the fields of an upload")
        hints = get_type_hints(cls)
        if any(
            hints[name] in (int, str) and type(value) is not hints[name] for name, value in stored.items()
        ):
            raise ValueError("a field has the wrong type")
        return cls(**stored)


def is_file_id(text: str) -> bool:
    """At most 40 of a-z, 0-9 and dashes; no dash first or last."""
    return _ID.fullmatch(text) is not None


def new_file_id() -> str:
    return "".join(secrets.choice(_ID_LETTERS) for _ in range(_ID_LENGTH))
