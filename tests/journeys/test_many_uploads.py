"""Hundreds of uploads in the real window: page by page, each once, whatever happens to the list meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections import Counter

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from audio_desk.gemini.client import GeminiClient
from audio_desk.ui.uploads.upload_columns import Column
from tests.journeys.desk_window import DeskWindow
from tests.ui.recordings import tone, write_wav
from tests.ui.served import script_refusal
from tests.ui.waiting import until

MANY = 500
LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A tenth of a second of sound."""
    return write_wav(tmp_path_factory.mktemp("second") / "s.wav", tone(0.1, 8000), 8000).read_bytes()


async def client_of(desk: DeskWindow) -> GeminiClient:
    return await desk.session.desk.accounts.client("on-device")


async def put(desk: DeskWindow, first: int, count: int, sound: bytes) -> None:
    """Another program uploads `take <number>`."""
    client = await client_of(desk)
    numbers = range(first, first + count)
    for at in range(0, count, 8):
        uploads = [
            client.upload(sound, display_name=f"take {number:03}.wav", mime_type="audio/wav")
            for number in numbers[at : at + 8]
        ]
        await asyncio.gather(*uploads)


def names(desk: DeskWindow) -> list[str]:
    return [upload.file.display_name for upload in desk.window.uploads.model.uploads]


def roll(desk: DeskWindow, notches: int) -> None:
    """The mouse wheel over the list, towards its end."""
    port = desk.window.uploads.table.viewport()
    middle = QPointF(port.rect().center())
    event = QWheelEvent(
        middle,
        port.mapToGlobal(middle),
        QPointF(0, 0).toPoint(),
        QPointF(0, -120 * notches).toPoint(),
        Qt.MouseButton.NoButton,
        NO_KEYS,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)


async def scroll_to_end(desk: DeskWindow) -> None:
    """As far as pages come."""
    pane = desk.window.uploads
    bar = pane.table.verticalScrollBar()

    def moved() -> bool:
        return bar.value() < bar.maximum() or not pane.model.has_more or bool(pane.model.failure)

    while pane.model.has_more and not pane.model.failure:
        roll(desk, 10)
        await until(moved)


async def fill(desk: DeskWindow, count: int, sound: bytes) -> None:
    await put(desk, 0, count, sound)
    pane = desk.window.uploads
    pane.refresh()
    await until(lambda: not pane.is_loading and pane.model.known)


def pages_asked(desk: DeskWindow, since: int) -> list[str]:
    seen = desk.server.seen()[since:]
    return [each["path"] for each in seen if each["method"] == "GET" and each["path"].endswith("/files")]


async def test_five_hundred_come_page_by_page_and_each_is_shown_once(
    empty_window: DeskWindow, second: bytes
) -> None:
    pane = empty_window.window.uploads
    await fill(empty_window, MANY, second)
    assert len(names(empty_window)) < 60  # as many as fit, and a page more
    before = len(empty_window.server.seen())
    script_refusal(
        empty_window.server, "/files", 503, "UNAVAILABLE", "overloaded", method="GET", skip=20, times=0
    )
    await scroll_to_end(empty_window)
    assert "overloaded" in pane.model.failure
    loaded = len(names(empty_window))
    assert 200 <= loaded < MANY
    empty_window.server.clear_faults()
    last = pane.model.index(loaded, Column.NAME)
    pane.table.scrollTo(last)
    QTest.mouseClick(pane.table.viewport(), LEFT, NO_KEYS, pane.table.visualRect(last).center())
    await until(lambda: len(names(empty_window)) > loaded)
    await scroll_to_end(empty_window)
    assert sorted(names(empty_window)) == [f"take {number:03}.wav" for number in range(MANY)]
    assert len(pages_asked(empty_window, before)) >= 45
    assert "500 uploads" in empty_window.label("uploads-quota-words")


async def test_uploads_appear_and_vanish_between_pages(empty_window: DeskWindow, second: bytes) -> None:
    pane = empty_window.window.uploads
    await fill(empty_window, 60, second)
    shown = set(names(empty_window))
    kept = pane.model.uploads[5].file.display_name
    pane.table.selectRow(5)
    client = await client_of(empty_window)
    files = {file.display_name: file.name for file in (await client.list_files(100)).files}
    await put(empty_window, 60, 3, second)
    for name in [*sorted(shown)[-2:], "take 001.wav", "take 000.wav"]:
        await client.delete_file(files[name])
    await scroll_to_end(empty_window)
    assert max(Counter(names(empty_window)).values()) == 1
    assert set(names(empty_window)) >= {f"take {number:03}.wav" for number in range(2, 60)} - shown
    empty_window.window.activateWindow()
    await until(empty_window.window.isActiveWindow)
    empty_window.press(Qt.Key.Key_F5)
    expected = {f"take {number:03}.wav" for number in range(2, 63)} - set(sorted(shown)[-2:])
    await until(lambda: "take 062.wav" in names(empty_window) and not pane.is_loading)
    await scroll_to_end(empty_window)
    assert set(names(empty_window)) == expected
    assert len(names(empty_window)) == len(expected)
    assert [upload.file.display_name for upload in pane.table.chosen] == [kept]


async def test_a_list_of_hundreds_scrolls_without_holding_the_window(
    empty_window: DeskWindow, second: bytes
) -> None:
    pane = empty_window.window.uploads
    await fill(empty_window, 150, second)
    assert await pane.loader.whole()
    assert len(names(empty_window)) == 150
    bar = pane.table.verticalScrollBar()
    spent = []
    while bar.value() < bar.maximum():
        begun = time.thread_time()
        roll(empty_window, 1)
        pane.table.viewport().repaint()
        spent.append(time.thread_time() - begun)
    # A frame lasts 16 ms: of this thread's own time, whatever else the machine does.
    assert len(spent) > 15
    assert sorted(spent)[len(spent) // 2] < 0.016
