"""Another program writes into the transcript that is open: it is seen, and nothing typed here is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from audio_desk.library.store import Store
from audio_desk.paths import Paths
from audio_desk.transcripts.script.change import turning
from audio_desk.transcripts.script.edits import rename_speaker, set_text
from audio_desk.transcripts.script.kept import kept
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment
from tests.journeys.desk_window import DeskWindow
from tests.journeys.test_editing import LINES, kept_words, open_row, with_transcript, words
from tests.ui.waiting import until

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def other(home: Paths) -> Iterator[Store]:
    """Another program's library: the same file."""
    store = Store.open(home.database)
    yield store
    store.close()


def write_anew(desk: DeskWindow, other: Store, text: str) -> None:
    """All lines are others, as after an import or a new transcript."""
    record, rate = desk.recording.record, desk.recording.rate
    lines = [Segment(round(start * rate), round(end * rate), text, who) for start, end, _, who in LINES]
    change = turning(other.script(record.id), Script.arranged(kept(lines, 9)), "import")
    other.save_script_change(record.id, change)


async def come_back(desk: DeskWindow) -> None:
    """From the other program to this window."""
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.focusWindowChanged.emit(desk.window.windowHandle())
    await desk.window.settled()


async def test_what_another_program_wrote_is_shown_and_edited_on(
    desk_window: DeskWindow, other: Store
) -> None:
    desk = await with_transcript(desk_window)
    record, keeper = desk.recording.record, desk.window.results.keeper
    open_row(desk, 0)
    desk.press(K.Key_A, CTRL)
    desk.write("Good evening.")
    desk.press(K.Key_Escape, Qt.KeyboardModifier.NoModifier)
    open_row(desk, 0)
    desk.write(" Hello.")
    desk.press(K.Key_Return)
    await keeper.flush()
    assert desk.document.history.undo_words == "Edit the text"

    write_anew(desk, other, "new words")
    await come_back(desk)
    await until(lambda: words(desk) == ["new words"] * len(LINES))
    assert "this is how it is now" in desk.window.status.work.text()
    assert desk.document.history.undo_words != "Edit the text"

    other.save_script_change(record.id, rename_speaker(other.script(record.id), "Maya", "Maja"))
    open_row(desk, 3)
    desk.press(K.Key_A, CTRL)
    desk.write("Nine days.")
    desk.press(K.Key_Return)
    await keeper.flush()
    expected = ["new words"] * 3 + ["Nine days."]
    await until(lambda: words(desk) == kept_words(desk) == expected)
    assert [line.speaker for line in desk.document.script.script.segments] == ["Maja", "Tom", "Maja", "Tom"]
    assert other.versions(record.id) == ()


async def test_what_is_typed_stands_and_what_another_wrote_there_is_a_version(
    desk_window: DeskWindow, other: Store
) -> None:
    desk = await with_transcript(desk_window)
    record, keeper = desk.recording.record, desk.window.results.keeper
    editor = open_row(desk, 1)
    desk.press(K.Key_A, CTRL)
    desk.write("Thanks.")
    assert desk.window.script.editing.is_drafting
    write_anew(desk, other, "new words")
    await come_back(desk)
    assert editor.isVisible()
    assert editor.words == "Thanks."
    desk.press(K.Key_Return)
    await keeper.flush()
    expected = [LINES[0][2], "Thanks.", LINES[2][2], LINES[3][2]]
    await until(lambda: words(desk) == kept_words(desk) == expected)
    assert "kept as a version" in desk.window.status.work.text()
    (version,) = other.versions(record.id)
    assert {line.text for line in other.version(version.id).segments} == {"new words"}

    line = other.script(record.id).segments[3]
    other.save_script_change(record.id, set_text(other.script(record.id), line.id, "theirs"))
    desk.document.history.undo()
    await keeper.flush()
    await until(lambda: words(desk) == kept_words(desk) == [text for _, _, text, _ in LINES[:3]] + ["theirs"])
