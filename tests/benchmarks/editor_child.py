"""The program with a transcript of many lines, worked on as a person does; tells its loop's gaps as JSON.

`python -m tests.benchmarks.editor_child FILE LINES`
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from audio_desk import app
from audio_desk.library.records import AnswerStatus
from audio_desk.paths import Paths
from audio_desk.region import Region
from audio_desk.settings import load
from audio_desk.transcripts.script import edits
from audio_desk.transcripts.segment import Segment
from tests.journeys.loop_watch import LoopWatch
from tests.ui.waiting import until

if TYPE_CHECKING:
    from audio_desk.session import Session

_TURN_SECONDS = 1 / 60
_TEXT = "The lamp had to be wound every four hours, and if you slept too long the light stopped turning. "
_TYPED = " and then it was morning"
NO_KEYS, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


async def scene(session: Session) -> int:
    """What is done is named as it is in the table."""
    window, lines = session.window, int(sys.argv[2])
    window.resize(1440, 900)
    window.opener.open(Path(sys.argv[1]))
    await until(lambda: session.document.script.is_loaded)
    await window.settled()
    _store(session, lines)
    told = {"showing": await _watched(session, lambda: _show(session, lines))}
    await _rest()
    for name, act in (
        ("scrolling", _scroll),
        ("following", _follow),
        ("writing", _write),
        ("splitting, joining, undoing", _rearrange),
        ("dragging an edge", _drag),
        ("finding and replacing all", _replace),
        ("renaming a speaker in all lines", _rename),
    ):
        told[name] = await _watched(session, partial(act, session))
        await _rest()
    told["taking in an import"] = await _imported(session, lines)
    print(json.dumps(told))
    return 0


async def _imported(session: Session, lines: int) -> dict[str, float]:
    """Dropped on the window while it shows an empty transcript."""
    book = session.document.script
    book.apply(edits.delete(book.script, [line.id for line in book.script.segments]))
    await session.window.results.keeper.flush()
    await _rest()
    rows = [{"start": row / 100, "end": row / 100 + 0.009, "text": f"Line {row}"} for row in range(lines)]
    path = Paths.default().settings_file.with_name("long.json")
    path.write_text(json.dumps({"segments": rows}), encoding="utf-8")

    async def take() -> None:
        session.window.documents.exchange.take(path)
        await until(lambda: len(session.document.segments) == lines)
        await session.window.settled()

    return await _watched(session, take)


async def _watched(session: Session, act: Callable[[], Awaitable[None]]) -> dict[str, float]:
    watch = LoopWatch(lambda: "", session.window)
    watch.start()
    await act()
    await asyncio.sleep(0.1)
    longest: dict[str, float] = watch.stop()["longest_ms"]
    return longest


async def _rest() -> None:
    await asyncio.sleep(1.0)


def _store(session: Session, lines: int) -> None:
    recording, store = session.document.recording, session.desk.store
    assert recording is not None
    begun = store.begin_answer(
        recording_id=recording.record.id,
        task="transcript",
        question="",
        prompt="prompt",
        mode="whole",
        region=None,
        account="on-device",
        model="model",
    )
    step = recording.frames / lines
    segments = [
        Segment(round(row * step), round((row + 0.9) * step), f"{row} {_TEXT * (1 + row % 3)}", f"P{row % 4}")
        for row in range(lines)
    ]
    store.finish_answer(
        begun.id, status=AnswerStatus.COMPLETE, finish="STOP", problem="", text="text", segments=segments
    )


async def _show(session: Session, lines: int) -> None:
    session.window.results.keeper.reload()
    await until(lambda: len(session.document.script.script.segments) == lines)
    await session.window.settled()


async def _scroll(session: Session) -> None:
    view = session.window.results.transcript.view
    position = QPointF(view.viewport().rect().center())
    for turn in range(180):
        notch = QPoint(0, -120 * (1 + turn // 20))
        event = QWheelEvent(
            position,
            QPointF(view.viewport().mapToGlobal(position.toPoint())),
            QPoint(0, 0),
            notch,
            Qt.MouseButton.NoButton,
            NO_KEYS,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
        await asyncio.sleep(_TURN_SECONDS)
    for part in range(60):
        bar = view.verticalScrollBar()
        bar.setValue(bar.maximum() * part // 60)
        await asyncio.sleep(_TURN_SECONDS)


async def _follow(session: Session) -> None:
    """A line at every turn: far faster than anybody speaks."""
    script = session.document.script.script
    session.window.results.transcript.view.following.resume()
    middle = len(script.segments) // 2
    for line in script.segments[middle : middle + 180]:
        session.document.move_playhead(line.start_frame + 1)
        await asyncio.sleep(_TURN_SECONDS)


async def _write(session: Session) -> None:
    editing = session.window.script.editing
    editing.begin(session.window.results.transcript.model.rowCount() // 2)
    for _line in range(4):
        for sign in _TYPED:
            QTest.keyClicks(editing.editor, sign)
            await asyncio.sleep(_TURN_SECONDS)
        QTest.keyClick(editing.editor, Qt.Key.Key_Return)
        await asyncio.sleep(0.5)
    editing.commit()


async def _rearrange(session: Session) -> None:
    script = session.window.script
    script.view.choose(script.model.rowCount() // 2)
    for act in (script.commands.split, script.commands.join, session.document.history.undo) * 4:
        act()
        await asyncio.sleep(0.3)


async def _drag(session: Session) -> None:
    document = session.document
    line = document.script.script.segments[-1]
    with document.history.one_step():
        for turn in range(60):
            now = document.script.script.get(line.id)
            assert now is not None
            span = Region(now.start_frame, now.end_frame + turn)
            document.script.reshape(line.id, span, 1 << 40)
            await asyncio.sleep(_TURN_SECONDS)


async def _replace(session: Session) -> None:
    finding = session.window.script.finding
    finding.open(replacing=True)
    for sign in "lamp":
        QTest.keyClicks(finding.bar.words, sign)
        await asyncio.sleep(0.1)
    finding.bar.replacement.setText("light")
    await asyncio.sleep(0.2)
    finding.bar.all_wanted.emit()
    script = session.document.script
    await until(lambda: not any("lamp" in line.text for line in script.script.segments))
    await asyncio.sleep(1.0)
    finding.close()


async def _rename(session: Session) -> None:
    book = session.document.script
    with session.document.history.one_step():
        book.apply(edits.rename_speaker(book.script, "P1", "Maya"))
    await asyncio.sleep(1.0)


if __name__ == "__main__":
    paths = Paths.default()
    sys.exit(app.play(paths, load(paths.settings_file), paths.settings_file, scene))
