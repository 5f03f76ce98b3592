"""A damaged recording: its notes tell what is wrong and where, and lead there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTabWidget

from tests.journeys.desk_window import DeskWindow
from tests.ui.linking import press_link
from tests.ui.waiting import until

RATE = 16_000


@pytest.fixture
def harmed(tmp_path: Path) -> Path:
    """A minute of FLAC: too loud at 0:10, unreadable in the middle, nothing on the right, its end missing."""
    at = np.arange(60 * RATE) / RATE
    left = 0.3 * np.sin(2 * np.pi * 220 * at) + 0.02 * np.random.default_rng(1).standard_normal(len(at))
    left[10 * RATE : 11 * RATE] *= 8
    sound = np.stack([left.clip(-1, 1), np.zeros(len(at))], axis=1)
    path = tmp_path / "harmed.flac"
    soundfile.write(path, sound, RATE)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 20_000] = bytes(20_000)
    path.write_bytes(data[: len(data) * 9 // 10])
    return path


async def test_the_notes_of_a_damaged_recording_lead_to_its_places(
    empty_window: DeskWindow, harmed: Path
) -> None:
    desk = empty_window
    await desk.open(harmed)
    await until(lambda: desk.document.report is not None)
    tabs = desk.find(QTabWidget, "results-tabs")
    assert desk.label("notes-count") == "4"
    QTest.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=tabs.tabBar().tabRect(2).center())
    text = desk.window.notes.text
    await until(text.isVisible)
    words = text.toPlainText()
    for title in ("Damaged", "Cut off", "Dead channel", "Clipped"):
        assert title in words

    press_link(text, "0:10.0")
    start, end = desk.selected_seconds
    assert (start, end) == pytest.approx((10.0, 11.0), abs=0.05)
    assert desk.document.playhead == round(start * RATE)
    assert not any(label.isVisible() for label in desk.window.findChildren(QLabel, "damage-line"))

    assert desk.document.report is not None
    (lost,) = desk.document.report.lost
    desk.drag(lost.start / RATE - 1, lost.end / RATE + 1)
    assert "harmed.flac” is damaged at 0:" in desk.label("damage-line")


async def test_a_recording_that_is_known_shows_its_notes_again(
    empty_window: DeskWindow, harmed: Path, other_recording: Path
) -> None:
    desk = empty_window
    await desk.open(harmed)
    await desk.open(other_recording)
    await until(lambda: desk.document.report is not None)
    assert not [label for label in desk.window.findChildren(QLabel, "notes-count") if label.isVisible()]
    await desk.open(harmed)
    await until(lambda: desk.document.report is not None)
    assert desk.label("notes-count") == "4"
