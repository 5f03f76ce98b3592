"""What passes between the program and its worker processes, and what a job finds in one."""

from __future__ import annotations

import pickle
import traceback
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

from audio_desk.audio.decoding.packet_index import PacketIndex, open_indexed
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.protocol import AudioSource
from audio_desk.errors import AudioDeskError, Stopped

_SOURCES_KEPT: Final = 2


class Job(Protocol):
    """What a worker can do: any value that can be pickled, with this method."""

    def run(self, place: Workplace) -> Any: ...


class Kind(Enum):
    REPORT = auto()
    RESULT = auto()
    FAILURE = auto()
    """Something that may happen: an AudioDeskError."""
    BUG = auto()
    """The text of a traceback."""


@dataclass(frozen=True, slots=True)
class Order:
    number: int
    job: Job


@dataclass(frozen=True, slots=True)
class Reply:
    number: int
    kind: Kind
    value: Any


class Workplace:
    """What a job finds in the worker: decoders that are still open, and whether it is wanted any more."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._stopped = 0
        self._number = 0
        self._sources: dict[tuple[Path, int, int], AudioSource] = {}

    def source(self, info: AudioInfo, index: PacketIndex | None) -> AudioSource:
        """An open decoder, not to be closed. Raises as `open_source` does."""
        path = info.path
        try:
            status = path.stat()
            key = (path, status.st_size, status.st_mtime_ns)
        except OSError:
            key = (path, 0, 0)
        source = self._sources.pop(key, None) or open_indexed(info, index)
        while len(self._sources) >= _SOURCES_KEPT:
            self._sources.pop(next(iter(self._sources))).close()
        self._sources[key] = source
        return source

    def check(self) -> None:
        """Raises Stopped."""
        if self._stopped >= self._number:
            raise Stopped

    def report(self, value: Any) -> None:
        self._reply(Kind.REPORT, value)

    def stop(self, number: int) -> None:
        """Called by the thread that reads the orders: every order up to `number` is to end."""
        self._stopped = number

    def carry_out(self, order: Order) -> None:
        """Do it and answer."""
        self._number = order.number
        try:
            self.check()
            result = order.job.run(self)
        except AudioDeskError as error:
            self._reply(Kind.FAILURE, error)
        except Exception:  # noqa: BLE001 (the parent raises it)
            self._reply(Kind.BUG, traceback.format_exc())
        else:
            self._reply(Kind.RESULT, result)

    def _reply(self, kind: Kind, value: Any) -> None:
        pickle.dump(Reply(self._number, kind, value), self._out, pickle.HIGHEST_PROTOCOL)
        self._out.flush()
