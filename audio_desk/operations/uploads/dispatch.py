"""One bringing of bytes to an account: where to, what is there already, and what closing it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from audio_desk.operations.desk import Desk
from audio_desk.operations.uploads.listed_files import ListedFiles
from audio_desk.settings import Account


@dataclass(frozen=True, slots=True)
class Dispatch:
    desk: Desk
    account: Account
    listed: ListedFiles
    pauses: Callable[[], bool]
    """Whether closing it now is only a pause: else the server is told that no more comes."""
