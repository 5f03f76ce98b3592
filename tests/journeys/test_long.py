"""A person has a long recording transcribed in parts, stops, goes on, and comes back the next day."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from qasync import QEventLoop

from audio_desk.library.records import AnswerRecord, ChunkState
from audio_desk.ui.long.long_work import LongWork
from tests.journeys.conftest import OpenWindow
from tests.journeys.desk_window import LEFT, NO_KEYS, DeskWindow
from tests.server_process import ServerProcess
from tests.ui.served import said
from tests.ui.waiting import until

RATE = 8_000
K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
WORDS = said("[00:02] Hello there.\n[01:20] Once more.\n", "STOP")
RULE = {"path": "streamGenerateContent", "action": "events"}


@pytest.fixture(scope="module")
def long_recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven minutes of noise, of which half a minute is silent."""
    path = tmp_path_factory.mktemp("long") / "long.wav"
    noise = np.random.default_rng(3).uniform(-0.3, 0.3, 660 * RATE).astype(np.float32)
    noise[260 * RATE : 290 * RATE] = 0
    soundfile.write(path, noise, RATE, subtype="PCM_16")
    return path


def states(desk: DeskWindow) -> list[str]:
    return [chunk.state.value for chunk in desk.window.long.strip.chunks]


def answers(desk: DeskWindow) -> tuple[AnswerRecord, ...]:
    return desk.session.desk.store.answers(desk.recording.record.id)


def work(desk: DeskWindow) -> LongWork:
    return desk.window.long


async def ended(desk: DeskWindow) -> None:
    await until(lambda: work(desk).runner.run is None)
    await desk.window.settled()


async def test_a_long_recording_is_offered_in_parts_with_the_price_and_a_failed_part_is_asked_again(
    empty_window: DeskWindow, long_recording: Path, server: ServerProcess
) -> None:
    desk, line = empty_window, work(empty_window).line
    await desk.open(long_recording)
    assert line.in_parts.text() == "In 3 parts, each kept as it arrives"
    assert line.price.startswith("≈ 21,")
    assert line.price.endswith("on this computer: free")
    cut = {**RULE, "events": [said("[00:01] Cut", "MAX_TOKENS")], "times": 1}
    server.script_faults([{**RULE, "events": [WORDS], "times": 1}, cut, {**RULE, "events": [WORDS]}])
    desk.press(K.Key_T, CTRL)
    await until(lambda: "of 3 parts done" in line.work.words)
    assert not line.is_offered
    await ended(desk)
    assert states(desk) == ["done", "failed", "done"]
    assert line.work.words.startswith("Transcription in parts, unfinished: 2 of 3 parts done, 1 failed")
    assert "Cut" in [segment.text for segment in desk.document.segments]
    QTest.mouseClick(work(desk).strip, LEFT, NO_KEYS, work(desk).strip.rect().center())
    assert desk.document.selection == work(desk).strip.chunks[1].core
    server.script_faults([{**RULE, "events": [WORDS], "times": 0}])
    desk.click("long-go-on")
    await ended(desk)
    assert not work(desk).strip.isVisible()
    (answer,) = answers(desk)
    assert (answer.status, answer.region) == ("complete", None)
    assert [found.id for found in desk.window.results.answers.model.answers] == [answer.id]
    shown = [segment.text for segment in desk.document.segments]
    assert shown.count("Hello there.") == 3
    assert "Cut" not in shown


def test_what_was_stopped_is_offered_again_after_a_restart_and_can_be_left(
    open_window: OpenWindow, long_recording: Path, server: ServerProcess, qt_loop: QEventLoop
) -> None:
    wait = {**RULE, "events": [said("[00:02] Hello")], "end": "hang", "times": 0}
    server.script_faults([{**RULE, "events": [WORDS], "times": 1}, wait])
    desk = open_window()
    run = qt_loop.run_until_complete
    run(desk.open(long_recording))
    desk.click("transcribe")
    run(until(lambda: states(desk)[:2] == ["done", "running"]))
    assert desk.window.ask.primary.text() == "Stop"
    assert work(desk).strip.accessibleDescription() == "1 of 3 parts done, 1 running, 1 waiting"
    desk.press(K.Key_Period, CTRL)
    run(until(lambda: work(desk).runner.run is None, seconds=10))
    run(desk.window.settled())
    assert desk.window.ask.primary.text() == "Transcribe recording"
    desk.click("long-go-on")
    desk.click("transcribe")  # it says Stop, before anything of it has run
    run(ended(desk))
    desk.end()
    again = open_window()
    run(again.open(long_recording))
    assert work(again).line.work.words.startswith("Transcription in parts, unfinished: 1 of 3 parts done")
    assert states(again)[0] == "done"
    server.script_faults([{**RULE, "events": [WORDS], "times": 0}])
    before = len([seen for seen in server.seen() if "stream" in seen["path"]])
    again.click("long-go-on")
    run(ended(again))
    assert len([seen for seen in server.seen() if "stream" in seen["path"]]) - before == 2
    assert [answer.status for answer in answers(again)] == ["complete"]


async def test_stretches_without_speech_are_left_out_where_the_user_says_so(
    empty_window: DeskWindow, long_recording: Path, server: ServerProcess
) -> None:
    desk = empty_window
    server.script_faults([{**RULE, "events": [WORDS], "times": 0}])
    await desk.open(long_recording)
    desk.click("long-leave-out")
    desk.press(K.Key_T, CTRL)
    await until(lambda: states(desk))
    assert ChunkState.LEFT_OUT in states(desk)
    await ended(desk)
    assert "(without speech, left out)" in [segment.text for segment in desk.document.segments]


async def test_one_request_does_where_the_user_prefers_that_or_the_region_is_short(
    empty_window: DeskWindow, long_recording: Path, server: ServerProcess
) -> None:
    desk, runner = empty_window, work(empty_window).runner
    server.script_faults([{**RULE, "events": [WORDS], "times": 0}])
    await desk.open(long_recording)
    desk.drag(100, 400)
    assert not work(desk).line.is_offered
    desk.document.select(None)
    box = desk.find(QCheckBox, "long-in-parts")
    desk.click("long-in-parts")
    assert not box.isChecked()
    desk.click("transcribe")
    await until(lambda: answers(desk))
    assert runner.run is None
    await until(lambda: not desk.window.runner.is_running)
    await desk.window.settled()
    assert answers(desk)[0].region is None


async def test_a_key_that_is_refused_ends_it_and_is_said(
    empty_window: DeskWindow, long_recording: Path, server: ServerProcess
) -> None:
    reason = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}
    refusal = {"code": 400, "message": "no", "status": "INVALID_ARGUMENT", "details": [reason]}
    desk = empty_window
    server.script_faults(
        [{"path": "streamGenerateContent", "action": "status", "status": 400, "body": {"error": refusal}}]
    )
    await desk.open(long_recording)
    desk.click("transcribe")
    await until(lambda: desk.window.ask.banner.message)
    await ended(desk)
    assert states(desk) == ["waiting"] * 3
    assert desk.find(QCheckBox, "long-in-parts").isVisible()
