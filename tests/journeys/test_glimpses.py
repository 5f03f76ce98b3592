"""A long recording is seen at once, used as far as it is known, and known when it has been read."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton
from qasync import QEventLoop

from tests.held_reading import HeldReading
from tests.journeys.conftest import OpenWindow
from tests.journeys.desk_window import DeskWindow
from tests.ui.recordings import tone, write_wav
from tests.ui.waiting import GUARD_SECONDS, until

CTRL = Qt.KeyboardModifier.ControlModifier
RATE = 24_000


@pytest.fixture
def long(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "long.wav", tone(60, RATE, channels=2), RATE)


@pytest.fixture
def claimed(tmp_path: Path, sample: Path) -> Path:
    """Only a walk through all of it tells how long it is."""
    path = tmp_path / "claimed.ogg"
    path.write_bytes(sample.read_bytes() + b"\0")
    return path


@pytest.fixture
def held(desk_window: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> HeldReading:
    """Once the window stands with the sample in it."""
    return HeldReading(monkeypatch)


async def glimpse(desk: DeskWindow, path: Path) -> None:
    """Wait until the recording at `path` is to be seen, and no more than that."""
    assert desk.drop(path)
    await until(lambda: desk.document.glimpse is not None and desk.document.glimpse.path == path)
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)


def colours(desk: DeskWindow) -> int:
    """How many the waveform is painted in: without a wave there are a few."""
    picture = desk.window.waveform.wave.grab().toImage()
    return len({picture.pixel(x, picture.height() // 2) for x in range(0, picture.width(), 3)})


async def test_it_is_seen_while_it_is_read_and_known_afterwards(
    desk_window: DeskWindow, held: HeldReading, claimed: Path
) -> None:
    window = desk_window.window
    await glimpse(desk_window, claimed)
    assert desk_window.label("recording-name") == "claimed.ogg"
    assert desk_window.label("recording-facts").startswith("about 2:06 · 24 kHz stereo · still being read")
    assert desk_window.document.peaks is not None
    assert colours(desk_window) > 2
    desk_window.press(Qt.Key.Key_Equal, CTRL)
    seen = window.waveform.viewport
    assert not seen.shows_all
    assert desk_window.label("playback-unavailable") == "Plays once it has been read."
    assert not window.transport.play.isEnabled()
    for button in ("transcribe", "ask", "preset-summary"):
        assert not desk_window.find(QPushButton, button).isEnabled()
    assert "once it has been read" in desk_window.find(QLineEdit, "question").placeholderText()
    assert "once it has been read" in desk_window.label("transcript-empty")
    held.release()
    await desk_window.shows(claimed)
    assert desk_window.label("recording-facts") == "2:05.8 · 24 kHz stereo · OGG"
    assert desk_window.find(QPushButton, "transcribe").isEnabled()
    now = window.waveform.viewport
    assert now.frames == desk_window.recording.frames
    assert now.start / now.frames == pytest.approx(seen.start / seen.frames, abs=1e-3)
    assert now.end / now.frames == pytest.approx(seen.end / seen.frames, abs=1e-3)


async def test_what_is_chosen_in_it_is_asked_about_later(
    desk_window: DeskWindow, held: HeldReading, long: Path
) -> None:
    await glimpse(desk_window, long)
    wave = desk_window.window.waveform
    desk_window.hand.drag(wave.viewport.x_of(10 * RATE), wave.viewport.x_of(20 * RATE))
    selected = desk_window.document.selection
    assert selected is not None
    desk_window.press(Qt.Key.Key_B, CTRL)
    desk_window.press(Qt.Key.Key_M)
    assert desk_window.document.regions.records == ()
    desk_window.press(Qt.Key.Key_T, CTRL)
    assert not desk_window.window.runner.is_running
    held.release()
    await desk_window.shows(long)
    assert desk_window.document.selection == selected
    assert desk_window.find(QPushButton, "transcribe").text() == "Transcribe region"
    desk_window.press(Qt.Key.Key_M)
    assert len(desk_window.document.regions.records) == 1


async def test_one_that_cannot_be_read_to_its_end_gives_back_what_was_open(
    desk_window: DeskWindow, held: HeldReading, sample: Path, long: Path
) -> None:
    desk_window.drag(34, 52)
    desk_window.press(Qt.Key.Key_E, CTRL)
    before = desk_window.document.selection, desk_window.window.waveform.viewport
    await glimpse(desk_window, long)
    assert desk_window.document.selection is None
    with long.open("ab") as file:
        file.write(b"somebody still writes")
    held.release()
    banner = desk_window.window.banner
    await until(banner.isVisible)
    assert "long.wav" in banner.message
    assert desk_window.recording.path == sample
    assert desk_window.label("recording-name") == "interview.ogg"
    assert (desk_window.document.selection, desk_window.window.waveform.viewport) == before
    assert desk_window.find(QPushButton, "transcribe").isEnabled()
    await desk_window.window.settled()
    peaks = desk_window.document.peaks
    assert peaks is not None
    assert peaks.complete


async def test_a_newer_wish_takes_the_place_of_a_glimpse(
    desk_window: DeskWindow, held: HeldReading, sample: Path, long: Path, claimed: Path
) -> None:
    await glimpse(desk_window, long)
    await glimpse(desk_window, claimed)
    assert desk_window.label("recording-name") == "claimed.ogg"
    desk_window.window.opener.open(sample)
    await desk_window.shows(sample)
    assert desk_window.document.glimpse is None
    assert desk_window.label("recording-facts") == "2:05.8 · 24 kHz stereo · OGG"
    assert desk_window.find(QLabel, "status-work").text() == ""


async def test_another_file_can_be_chosen_while_one_is_read(
    desk_window: DeskWindow, held: HeldReading, long: Path
) -> None:
    await glimpse(desk_window, long)
    desk_window.click("open")
    dialog = await desk_window.dialog(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == long.parent
    dialog.reject()
    await until(lambda: not desk_window.open_dialogs())
    held.release()
    await desk_window.shows(long)


def test_the_program_starts_with_the_recording_it_is_given(
    open_window: OpenWindow, qt_loop: QEventLoop, sample: Path
) -> None:
    first = open_window(path=sample)
    qt_loop.run_until_complete(first.shows(sample))
    first.end()
    second = open_window(path=sample)
    qt_loop.run_until_complete(second.shows(sample))
    assert second.label("recording-facts") == "2:05.8 · 24 kHz stereo · OGG"


async def test_what_is_opened_can_be_waited_for_until_it_is_seen(
    desk_window: DeskWindow, other_recording: Path, tmp_path: Path
) -> None:
    opener = desk_window.window.opener
    opener.open(other_recording)
    await opener.seen_within(GUARD_SECONDS)
    assert desk_window.recording.path == other_recording
    assert desk_window.document.peaks is not None
    opener.open(tmp_path / "none.wav")
    await opener.seen_within(GUARD_SECONDS)
    assert "none.wav" in desk_window.window.banner.message
    opener.open(desk_window.recording.path)
    await opener.seen_within(0)
    await desk_window.window.settled()


def test_the_window_can_be_closed_while_one_is_read(
    desk_window: DeskWindow, held: HeldReading, qt_loop: QEventLoop, long: Path
) -> None:
    qt_loop.run_until_complete(glimpse(desk_window, long))
    desk_window.end()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fingerprint")]
