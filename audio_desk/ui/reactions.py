"""What the window does when something happens in one of its panes, or in the work that it runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.operations.recordings.open_recording import Shown
from audio_desk.ui.progress_words import progress_words

if TYPE_CHECKING:
    from audio_desk.ui.main_window import MainWindow


class Reactions(QObject):
    """Lives as long as the window, which is furnished."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def act_on(self, action: str) -> None:
        """Do what a message offered."""
        window = self._window
        acts = {
            "enter-key": window.errands.ask_for_key,
            "open-file": window.errands.choose_file,
            "use-on-device": lambda: window.preferences.change(account="on-device"),
            "choose-model": window.account.show_choices,
        }
        act = acts.get(action)
        if act is not None:
            act()

    def show_shown(self, shown: Shown | None) -> None:
        window = self._window
        window.banner.clear()
        window.stack.setCurrentIndex(0 if shown is None else 1)
        window.place_recordings()
        if shown is None:
            window.setWindowTitle(self.tr("Audio Desk"))
        else:
            window.setWindowTitle(self.tr("{0} – Audio Desk").format(shown.path.name))
            window.waveform.focus_waveform()

    def show_opening(self, path: Path | None) -> None:
        self._window.empty.set_busy(path.name if path is not None else "")
        self._window.status.show_opening(path)

    def show_read(self, path: Path, part: float) -> None:
        self._window.status.show_opening(path, part)
        self._window.header.show_read(part)

    def show_open_error(self, path: Path, error: AudioDeskError) -> None:
        def act(action: str) -> None:
            if action == "retry":
                self._window.opener.open(path)
            else:
                self.act_on(action)

        self._window.banner.show_error(words_for(error), act)

    def show_play_error(self, error: AudioDeskError) -> None:
        self._window.banner.show_error(words_for(error), self.act_on)

    def show_region_trouble(self, error: AudioDeskError) -> None:
        """They are kept in the window, and tried again now and then."""
        window = self._window
        window.banner.show_error(words_for(error), lambda _action: window.region_keeper.retry())

    def go_to(self, seconds: float) -> None:
        measured = self._window.document.measured
        if measured is not None:
            frame = round(seconds * measured.rate)
            self._window.player.seek(frame)
            self._window.waveform.reveal(frame)

    def show_asking(self, progress: object) -> None:
        runner = self._window.runner
        self._window.status.show_asking(progress_words(progress) if runner.is_running else "")

    def show_spent(self) -> None:
        self._window.status.show_spent(self._window.runner.requests.today)

    def add_uploads(self) -> None:
        """Where one can see how they go."""
        self._window.top_bar.uploads.setChecked(True)
        self._window.uploads.choose_files()
