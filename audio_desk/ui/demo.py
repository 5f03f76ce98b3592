"""The demo's part in the window: the sample, a stretch of it, and its transcript from this computer."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, SignalInstance

from audio_desk.library.records import AnswerRecord
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.main_window import MainWindow

SECONDS: Final = (34.0, 52.0)
PICTURE_PX: Final = (1440, 900)
_PATIENCE_SECONDS: Final = 300.0
"""A guard against hanging; the transcript takes some seconds."""
_DRAWING_SECONDS: Final = 20.0


class DemoFailed(Exception):
    """The answer never came, or is not whole; the text is a sentence."""


async def transcribe_sample(window: MainWindow, document: Document) -> AnswerRecord:
    """Open the sample, select the stretch, wait for its transcript. Raises AudioDeskError and DemoFailed."""
    with _Wait() as opened:
        opened.until(document.recording_changed, lambda recording: recording is not None)
        opened.unless(window.opener.failed)
        window.opener.open_sample()
        recording: Recording = await opened.result()
    document.select(Region.of_seconds(*SECONDS, recording.rate))
    with _Wait() as answered:
        answered.until(window.runner.answer_finished)
        answered.unless(window.runner.answer_failed)
        window.runner.transcribe()
        answer: AnswerRecord = await answered.result()
    if answer.status != "complete":
        raise DemoFailed(QCoreApplication.translate("Demo", "The transcript is not complete; it is kept."))
    return answer


async def picture_of(window: MainWindow, target: Path) -> None:
    """Save how the window looks once everything in it is drawn. Raises DemoFailed."""
    window.resize(*PICTURE_PX)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_DRAWING_SECONDS):
            await window.settled()
    if not window.grab().save(str(target)):
        words = QCoreApplication.translate("Demo", "The picture could not be written to {0}.")
        raise DemoFailed(words.format(target))


class _Wait:
    """For the first of some signals; those of errors raise what they carry last."""

    def __init__(self) -> None:
        self._future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._connected: list[tuple[SignalInstance, Callable[..., None]]] = []

    def until(self, signal: SignalInstance, accepts: Callable[[Any], bool] = lambda _: True) -> None:
        def take(value: Any) -> None:
            if accepts(value) and not self._future.done():
                self._future.set_result(value)

        self._connect(signal, take)

    def unless(self, signal: SignalInstance) -> None:
        def take(*values: Any) -> None:
            if not self._future.done():
                self._future.set_exception(values[-1])

        self._connect(signal, take)

    async def result(self) -> Any:
        try:
            return await asyncio.wait_for(self._future, _PATIENCE_SECONDS)
        except TimeoutError:
            words = QCoreApplication.translate("Demo", "No transcript came within {0} seconds.")
            raise DemoFailed(words.format(round(_PATIENCE_SECONDS))) from None

    def _connect(self, signal: SignalInstance, take: Callable[..., None]) -> None:
        signal.connect(take)
        self._connected.append((signal, take))

    def __enter__(self) -> _Wait:
        return self

    def __exit__(self, *_: object) -> None:
        for signal, take in self._connected:
            signal.disconnect(take)
        self._future.cancel()
