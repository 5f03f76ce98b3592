"""Keeps the list true while it is seen: now and then anew, what is being processed sooner, the countdown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from audio_desk.errors import AudioDeskError, QuotaExceeded, UploadGone
from audio_desk.operations.uploads.files import show_upload
from audio_desk.ui.uploads.shown_uploads import ShownUploads
from audio_desk.ui.uploads.upload_loader import UploadLoader

_TASK = "poll"
_AT_ONCE = 5
"""So many uploads that are being processed are asked after in one go."""
_SECONDS_COUNT = timedelta(minutes=2)
"""What ends so soon is counted down by the second."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between requests. Every failure doubles the time to the next list, up to the longest."""

    refresh: float = 60.0
    longest_refresh: float = 960.0
    first_poll: float = 1.0
    longest_poll: float = 30.0
    tick: float = 5.0


class UploadWatch(QObject):
    """Asks for nothing unless it was started."""

    def __init__(self, shown: ShownUploads, loader: UploadLoader, pace: Pace, pane: QWidget) -> None:
        super().__init__(pane)
        self._shown, self._loader, self._pace, self._pane = shown, loader, pace, pane
        self._refresh_seconds = pace.refresh
        self._poll_seconds = pace.first_poll
        self._processing: frozenset[str] = frozenset()
        self._is_on = False
        self._refresh = self._timer(self._refresh_now)
        self._poll = self._timer(self._poll_now)
        self._tick = self._timer(self._tick_now)
        loader.refreshed.connect(self._reset)
        loader.failed.connect(self._slow_down)
        shown.model.listed.connect(self._watch_processing)

    def start(self) -> None:
        self._is_on = True
        self._wait(self._refresh, self._refresh_seconds)
        self._tick_now()
        self._processing = frozenset()
        self._watch_processing()

    def stop(self) -> None:
        self._is_on = False
        for timer in (self._refresh, self._poll, self._tick):
            timer.stop()
        self._shown.scope.cancel(_TASK)

    # --- the list ------------------------------------------------------------------------------------------

    def _refresh_now(self) -> None:
        # A minimised window's panes still count as visible.
        unseen = self._pane.window().isMinimized()
        if not (unseen or self._loader.is_loading or self._shown.model.failure):
            self._loader.refresh()
        self._wait(self._refresh, self._refresh_seconds)

    def _reset(self) -> None:
        self._refresh_seconds = self._pace.refresh
        if self._is_on:
            self._wait(self._refresh, self._refresh_seconds)

    def _slow_down(self, error: AudioDeskError) -> None:
        asked = error.retry_after or 0.0 if isinstance(error, QuotaExceeded) else 0.0
        self._refresh_seconds = min(max(2 * self._refresh_seconds, asked), self._pace.longest_refresh)
        if self._is_on:
            self._wait(self._refresh, self._refresh_seconds)

    # --- what is being processed ---------------------------------------------------------------------------

    def _watch_processing(self) -> None:
        names = frozenset(
            upload.file.name for upload in self._shown.model.known if upload.file.state == "PROCESSING"
        )
        if names - self._processing:
            self._poll_seconds = self._pace.first_poll
            self._poll.stop()
        self._processing = names
        if self._is_on and names and not self._poll.isActive() and not self._shown.scope.is_running(_TASK):
            self._wait(self._poll, self._poll_seconds)

    def _poll_now(self) -> None:
        self._shown.scope.start(_TASK, self._ask(sorted(self._processing)[:_AT_ONCE]))

    async def _ask(self, names: list[str]) -> None:
        for name in names:
            try:
                self._shown.model.update(await show_upload(self._shown.desk, self._shown.account, name))
            except UploadGone:
                self._shown.model.remove(name)
            except AudioDeskError:
                break  # what is wrong is told when the list is loaded
        self._poll_seconds = min(1.5 * self._poll_seconds, self._pace.longest_poll)
        if self._is_on and self._processing:
            self._wait(self._poll, self._poll_seconds)

    # --- the countdown -------------------------------------------------------------------------------------

    def _tick_now(self) -> None:
        self._shown.model.tick()
        now = datetime.now(UTC)
        ends = [upload.file.expires for upload in self._shown.model.known if upload.file.expires is not None]
        soon = any(now - _SECONDS_COUNT < end < now + _SECONDS_COUNT for end in ends)
        self._wait(self._tick, min(1.0, self._pace.tick) if soon else self._pace.tick)

    def _timer(self, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer

    def _wait(self, timer: QTimer, seconds: float) -> None:
        timer.start(round(seconds * 1000))
