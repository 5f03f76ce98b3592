"""Finds, keeps and forgets the key: in the environment, where it wins, or in the system's keyring."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from audio_desk.errors import KeyringMissing
from audio_desk.gemini.endpoint import GOOGLE_BASE_URL, Endpoint

VARIABLES: Final = ("GOOGLE_API_KEY", "GEMINI_API_KEY")
"""In the SDK's order of precedence."""

BASE_URL_VARIABLE: Final = "GOOGLE_GEMINI_BASE_URL"

_SERVICE: Final = "audio-desk"
_USER: Final = "gemini-api-key"


@dataclass(frozen=True, slots=True)
class FoundKey:
    """The key is kept out of repr, and so out of logs and error texts."""

    value: str = field(repr=False)
    source: Literal["environment", "keyring"]


def find_key() -> FoundKey | None:
    """The environment's key, else the keyring's, else None. Blocks: a keyring may be another process."""
    for variable in VARIABLES:
        value = os.environ.get(variable, "").strip()
        if value:
            return FoundKey(value, "environment")
    try:
        stored = _keyring().get_password(_SERVICE, _USER)
    except KeyringMissing:
        return None
    except _keyring_errors():
        return None  # locked, and the user did not unlock it
    value = (stored or "").strip()
    return FoundKey(value, "keyring") if value else None


def store_key(value: str) -> None:
    """White space around a pasted key is dropped. Raises KeyringMissing."""
    try:
        _keyring().set_password(_SERVICE, _USER, value.strip())
    except _keyring_errors() as error:
        raise KeyringMissing(type(error).__name__) from None


def forget_key() -> None:
    """The keyring's; nothing when there is none. Raises KeyringMissing."""
    ring = _keyring()
    try:
        if ring.get_password(_SERVICE, _USER) is not None:
            ring.delete_password(_SERVICE, _USER)
    except _keyring_errors() as error:
        raise KeyringMissing(type(error).__name__) from None


def google_endpoint(key: str) -> Endpoint:
    """Google's, or where the SDK's variable points."""
    base_url = os.environ.get(BASE_URL_VARIABLE, "").strip() or GOOGLE_BASE_URL
    return Endpoint("gemini", base_url, key.strip())


def _keyring() -> Any:
    """Imported when it is needed: it looks for the system's services. Raises KeyringMissing."""
    import keyring
    from keyring.backends import fail

    ring = keyring.get_keyring()
    if isinstance(ring, fail.Keyring):
        raise KeyringMissing
    return ring


def _keyring_errors() -> tuple[type[Exception], ...]:
    """What backends let out: the library's own, and those of the bus or the socket behind them."""
    from keyring.errors import KeyringError

    return (KeyringError, OSError, RuntimeError)
