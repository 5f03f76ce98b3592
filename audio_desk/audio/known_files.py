"""Remembers what files were found to be, as long as they stay the same: they open at once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any, Final

from audio_desk.audio.decoding.packet_index import PacketIndex
from audio_desk.audio.file_state import FileState
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.survey import Surveyed

_VERSION: Final = 6
"""To be counted up whenever a file may be found to be something else than before."""
_FACTS, _TABLE = ".known", ".packets"
_MOST_FILES: Final = 100


@dataclass(frozen=True, slots=True)
class KnownFile:
    """All that takes long to find out."""

    info: AudioInfo
    fingerprint: str
    index: PacketIndex | None


class KnownFiles:
    """A folder that may be emptied at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, path: Path, state: FileState) -> KnownFile | None:
        """What is known of the file, if it is still the same."""
        facts = self._facts(path)
        try:
            values: dict[str, Any] = json.loads(facts.read_text("utf-8"))
            if values["file"] != [_VERSION, os.fspath(path), *astuple(state)]:
                return None
            info = AudioInfo(**(values["info"] | {"path": path, "damage": tuple(values["info"]["damage"])}))
            index = values["index"] and PacketIndex(
                **(values["index"] | {"table": facts.with_suffix(_TABLE)})
            )
            known = KnownFile(info, str(values["fingerprint"]), index)
            os.utime(facts)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return known

    def forget(self, path: Path) -> None:
        """Nothing is known of the file any more."""
        with contextlib.suppress(OSError):
            self.table_for(path).unlink(missing_ok=True)

    def table_for(self, path: Path) -> Path:
        """Where the index of the file at `path` is to be written; what was known of it is forgotten."""
        facts = self._facts(path)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            facts.unlink(missing_ok=True)
        return facts.with_suffix(_TABLE)

    def remember(self, found: Surveyed, fingerprint: str, state: FileState) -> KnownFile:
        """Without room on the disk it is only not remembered."""
        info, index = found.info, found.index
        with contextlib.suppress(OSError):
            values = {
                "file": [_VERSION, os.fspath(info.path), *astuple(state)],
                "info": asdict(info) | {"path": ""},
                "fingerprint": fingerprint,
                "index": index and asdict(index) | {"table": ""},
            }
            self._facts(info.path).write_text(json.dumps(values), "utf-8")
            self._shrink()
        return KnownFile(info, fingerprint, index)

    def _facts(self, path: Path) -> Path:
        return self._folder / (hashlib.sha256(os.fsencode(path)).hexdigest()[:32] + _FACTS)

    def _shrink(self) -> None:
        found = sorted(self._folder.glob("*" + _FACTS), key=lambda facts: facts.stat().st_mtime_ns)
        for facts in found[:-_MOST_FILES]:
            facts.unlink(missing_ok=True)
            facts.with_suffix(_TABLE).unlink(missing_ok=True)
