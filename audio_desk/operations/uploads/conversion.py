"""What Gemini would not take, as 16 kHz mono FLAC: whether it has to be, how large it becomes, making it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from audio_desk import limits
from audio_desk.audio.cutting.clip import estimate_flac_bytes, write_flac
from audio_desk.audio.fingerprint import fingerprint
from audio_desk.errors import LimitExceeded
from audio_desk.operations.beside import Result, reports_of
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Preparing
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.settings import Account

_KEPT_SECONDS: Final = 48 * 3600
"""A converted file whose upload was never gone on with is removed after that."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """Why a recording cannot go as it is, and about how many bytes it would have as FLAC."""

    why: Literal["size", "type"]
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Converted:
    """The file that was made; remove it with `discard` when it is not needed any more."""

    path: Path
    sha256: str


def conversion_of(recording: Recording) -> Conversion | None:
    """None when Gemini takes the file as it is."""
    info = recording.info
    size_bytes = estimate_flac_bytes(recording.duration)
    if info.mime_type not in limits.AUDIO_MIME_TYPES:
        return Conversion("type", size_bytes)
    return Conversion("size", size_bytes) if info.size_bytes > limits.FILE_BYTES else None


async def convert(
    desk: Desk, account: Account, recording: Recording, path: Path, channel: int | None = None
) -> AsyncGenerator[Preparing | Result[Converted], None]:
    """Make the FLAC of what is at `path`, or find what an interrupted upload left; its Result comes last.

    `channel`: of that one alone.
    Raises AudioError, and LimitExceeded when even the FLAC is too large.
    """
    target = _target(desk, account, recording, channel)
    yield Preparing("convert")
    await desk.run(_make_room, target.parent)
    if not await desk.run(target.is_file):

        def work(report: Callable[[Preparing], None]) -> Coroutine[Any, Any, None]:
            return _write(desk, recording, path, channel, target, report)

        async with aclosing(reports_of(work)) as reports:
            async for report in reports:
                if isinstance(report, Preparing):
                    yield report
    size = (await desk.run(target.stat)).st_size
    if size > limits.FILE_BYTES:
        await discard(desk, target)
        raise LimitExceeded("FILE_BYTES", size, limits.FILE_BYTES)
    digest = await desk.run_stoppable(lambda stop: fingerprint(target, stop))
    yield Result(Converted(target, digest))


async def discard(desk: Desk, path: Path) -> None:
    await desk.run(_discard, path)


def _target(desk: Desk, account: Account, recording: Recording, channel: int | None) -> Path:
    alone = "" if channel is None else f"-{channel + 1}"
    return desk.paths.cache / "converted" / f"{account}-{recording.record.fingerprint}{alone}.flac"


async def _write(
    desk: Desk,
    recording: Recording,
    path: Path,
    channel: int | None,
    target: Path,
    report: Callable[[Preparing], None],
) -> None:
    loop = asyncio.get_running_loop()

    def write(stop: threading.Event) -> None:
        def on_progress(done: float) -> None:
            if not stop.is_set():
                loop.call_soon_threadsafe(report, Preparing("convert", done))

        write_flac(
            path,
            target,
            channel=channel,
            stop=stop,
            on_progress=on_progress,
            pool=desk.workers,
            opener=recording.open,
        )

    await desk.run_stoppable(write)


def _make_room(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < time.time() - _KEPT_SECONDS:
                path.unlink()


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        path.parent.rmdir()  # unless another one is in it
