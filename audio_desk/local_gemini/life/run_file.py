"""RunFile: where the running server of a folder says its address and token, for its owner's eyes only."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a server listens. The token is kept out of repr, and so out of logs and error texts."""

    base_url: str
    token: str = field(repr=False)
    pid: int


class RunFile:
    """`server.json`, mode 0600. It says where a server was; `ping.answers` whether it is."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "server.json"

    def read(self) -> ServerAddress | None:
        """The address in the file; None where there is none, or the file is damaged."""
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
            address = ServerAddress(stored["base_url"], stored["token"], stored["pid"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        fields = (address.base_url, address.token, address.pid)
        return address if [type(value) for value in fields] == [str, str, int] else None

    def write(self, address: ServerAddress) -> None:
        """Replace the file atomically. Raises OSError."""
        # mkstemp makes the file readable by its owner alone.
        handle, temporary = tempfile.mkstemp(dir=self.path.parent, prefix=".server-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump({"base_url": address.base_url, "token": address.token, "pid": address.pid}, out)
            Path(temporary).replace(self.path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)
