"""How a queue of uploads goes: bars on a terminal, lines elsewhere, JSON lines where they are wanted."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from audio_desk.cli.progress import progress_words
from audio_desk.cli.terminal import tell, write_json, write_line
from audio_desk.cli.upload_output import file_object, time_left
from audio_desk.error_text import words_for
from audio_desk.errors import ConversionNeeded
from audio_desk.operations.events import Preparing, Renewing, UploadEvent, Uploading, Waiting
from audio_desk.operations.uploads.conversion import Conversion
from audio_desk.operations.uploads.queue import QueuedUpload

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

JSON_SECONDS: Final = 0.2
"""Between two lines about the same step of the same file."""


class Showing(Protocol):
    def show(self, upload: QueuedUpload) -> None:
        """Something about it has changed."""

    def stop(self) -> None:
        """Leave the terminal as it was."""


def showing(*, as_json: bool) -> Showing:
    if as_json:
        return JsonLines()
    return Bars() if sys.stderr.isatty() else Lines()


class Lines:
    """One line for each file that is done, one sentence for each that failed."""

    def __init__(self) -> None:
        self._told: set[int] = set()

    def show(self, upload: QueuedUpload) -> None:
        if upload.state not in ("done", "failed") or upload.id in self._told:
            return
        self._told.add(upload.id)
        if upload.file is not None:
            left = time_left(upload.file.expires)
            write_line(f"Uploaded {upload.path.name} as {upload.file.name} (ends in {left})")
        else:
            tell(f"{upload.path.name}: {failure_words(upload)}")

    def stop(self) -> None:
        pass


class Bars:
    """A bar with bytes, speed and time left for each file, on standard error; the lines above them."""

    def __init__(self) -> None:
        self._lines = Lines()
        self._progress = _bars()
        self._rows: dict[int, TaskID] = {}
        self._progress.start()

    def show(self, upload: QueuedUpload) -> None:
        if upload.id not in self._rows:
            self._rows[upload.id] = self._progress.add_task(upload.path.name, total=None, step="")
        row = self._rows[upload.id]
        match upload.step:
            case Uploading(sent, total):
                words = "" if upload.is_over else _pace(upload.step)
                self._progress.update(row, completed=sent, total=total, step=words)
            case Preparing() | Renewing() | Waiting() as step:
                self._progress.update(row, step="" if upload.is_over else progress_words(step))
            case _:
                self._progress.update(row, step="")
        if upload.is_over:
            self._progress.stop_task(row)
            self._progress.update(row, step=upload.state)
        self._lines.show(upload)

    def stop(self) -> None:
        self._progress.stop()


class JsonLines:
    """One object a line: `progress` now and then, at last `uploaded` or `failed`."""

    def __init__(self) -> None:
        self._last: dict[int, tuple[str, float]] = {}

    def show(self, upload: QueuedUpload) -> None:
        if upload.state == "running" and upload.step is not None and self._is_due(upload, upload.step):
            write_json(
                {
                    "event": "progress",
                    "file": str(upload.path),
                    **_step_object(upload.step),
                    **_estimate(upload),
                }
            )
        elif upload.state == "done" and upload.file is not None:
            described = file_object(upload.file, upload.path)
            write_json({"event": "uploaded", "file": str(upload.path), "upload": described})
        elif upload.state == "failed":
            failure = {"error": failure_words(upload), "code": type(upload.error).__name__}
            write_json({"event": "failed", "file": str(upload.path), **failure, **_estimate(upload)})

    def stop(self) -> None:
        pass

    def _is_due(self, upload: QueuedUpload, step: UploadEvent) -> bool:
        word, now = str(_step_object(step)["step"]), time.monotonic()
        earlier, moment = self._last.get(upload.id, ("", 0.0))
        is_whole = isinstance(step, Uploading) and step.sent == step.total
        if word == earlier and now - moment < JSON_SECONDS and not is_whole:
            return False
        self._last[upload.id] = (word, now)
        return True


def failure_words(upload: QueuedUpload) -> str:
    """One sentence; where converting would help, the option and the size that it would give."""
    assert upload.error is not None
    sentence = words_for(upload.error).sentence
    if isinstance(upload.error, ConversionNeeded) and upload.conversion is not None:
        return f"{sentence.rstrip('.')}: add --convert for about {_megabytes(upload.conversion)} MB of it."
    return sentence


def conversion_words(path: Path, conversion: Conversion) -> str:
    why = "too large" if conversion.why == "size" else "of a type that Gemini does not take"
    return f"{path.name} is {why}: it goes as 16 kHz mono FLAC of about {_megabytes(conversion)} MB."


def _step_object(step: UploadEvent) -> dict[str, object]:
    match step:
        case Uploading(sent, total, speed):
            told = {"sent": sent, "total": total, "bytes_per_second": round(speed)}
            left = step.seconds_left
            return {"step": "uploading", **told, "seconds_left": None if left is None else round(left, 1)}
        case Preparing(what, done):
            return {"step": what, "done": round(done, 4)}
        case Renewing(why):
            return {"step": "renewing", "why": why}
        case Waiting(why):
            return {"step": why}
        case _:
            return {"step": "uploaded"}


def _estimate(upload: QueuedUpload) -> dict[str, object]:
    return {} if upload.conversion is None else {"converted_bytes": upload.conversion.size_bytes}


def _pace(step: Uploading) -> str:
    """`12.3 MB/s, 0:42 left`"""
    left = step.seconds_left
    if left is None:
        return ""
    minutes, seconds = divmod(round(left), 60)
    return f"{step.bytes_per_second / 1e6:.1f} MB/s, {minutes}:{seconds:02d} left"


def _megabytes(conversion: Conversion) -> str:
    return f"{max(conversion.size_bytes / 1e6, 0.1):,.1f}"


def _bars() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TextColumn("{task.fields[step]}", markup=False),
        console=Console(stderr=True),
    )
