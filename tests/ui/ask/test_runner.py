"""The runner against the real local server with scripted answers."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from qasync import QEventLoop

from audio_desk.errors import ServiceDown
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.events import Uploading, Waiting
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.paths import Paths
from audio_desk.settings import Settings
from audio_desk.ui.ask.runner import AskRunner
from tests.server_process import ServerProcess
from tests.ui.panes import Panes, open_panes
from tests.ui.served import said, script_answer, script_refusal
from tests.ui.waiting import until

REGION_ONLY = Settings(mode="region")


@dataclass
class Heard:
    """Everything that the runner told."""

    started: list[AnswerRecord] = field(default_factory=list)
    finished: list[AnswerRecord] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)
    texts: list[tuple[float, int, str]] = field(default_factory=list)
    progress: list[object] = field(default_factory=list)
    running: list[bool] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(text for _, _, text in self.texts)


def listen(runner: AskRunner) -> Heard:
    heard = Heard()
    runner.answer_started.connect(heard.started.append)
    runner.answer_finished.connect(heard.finished.append)
    runner.answer_failed.connect(heard.failed.append)
    runner.text_arrived.connect(lambda number, text: heard.texts.append((time.monotonic(), number, text)))
    runner.progress_changed.connect(heard.progress.append)
    runner.running_changed.connect(heard.running.append)
    return heard


def show(panes: Panes) -> Heard:
    panes.document.set_recording(panes.recording)
    panes.document.select(panes.region(34, 52))
    return listen(panes.runner)


async def test_an_answer_is_told_from_start_to_end(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess
) -> None:
    script_answer(server, said("[00:00] Did that "), said("happen?\n[00:03] Only once.", "STOP"))
    async with open_panes(home, sample, REGION_ONLY) as panes:
        heard = show(panes)
        panes.runner.transcribe()
        assert heard.running == [True]
        await until(lambda: heard.finished)
        assert heard.running == [True, False]
        assert heard.text == "[00:34] Did that happen?\n[00:37] Only once."
        assert Waiting("answer") in heard.progress
        assert heard.progress[-1] is None
        (answer,) = heard.finished
        assert answer.status == AnswerStatus.COMPLETE
        assert answer.id == heard.started[0].id
        assert answer.region == panes.region(34, 52)
        assert panes.runner.current_answer() is None


async def test_text_is_handed_out_at_most_thirty_times_a_second(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess
) -> None:
    words = [said(f"word{number} ") for number in range(200)]
    script_answer(server, *words, said("end.", "STOP"), interval=0.005)
    async with open_panes(home, sample, REGION_ONLY) as panes:
        heard = show(panes)
        panes.runner.ask("What?")
        await until(lambda: heard.finished)
        seconds = heard.texts[-1][0] - heard.texts[0][0]
        # One more for the batch that the end hands out at once, one for the first.
        assert len(heard.texts) <= seconds * 30 + 2
        assert heard.text.startswith("word0 word1 ")
        assert heard.text.endswith("word199 end.")


async def test_a_stopped_answer_ends_within_a_second_and_keeps_its_text(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess
) -> None:
    script_answer(server, said("[00:00] Did that ever happen?\n"), end="hang")
    async with open_panes(home, sample, REGION_ONLY) as panes:
        heard = show(panes)
        panes.runner.transcribe()
        await until(lambda: heard.text)
        begin = time.monotonic()
        panes.runner.stop()
        assert not panes.runner.is_running
        await until(lambda: heard.finished)
        assert time.monotonic() - begin < 1.0
        (answer,) = heard.finished
        assert answer.status == AnswerStatus.INTERRUPTED
        assert answer.text == "[00:34] Did that ever happen?\n"
        assert [segment.text for segment in answer.segments] == ["Did that ever happen?"]
        assert panes.desk.store.answer(answer.id) == answer


async def test_a_refusal_before_the_answer_is_an_error_and_a_failed_row(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess
) -> None:
    script_refusal(server, "streamGenerateContent", 503, "UNAVAILABLE", "overloaded", times=0)
    async with open_panes(home, sample, REGION_ONLY) as panes:
        heard = show(panes)
        panes.runner.ask("What?")
        await until(lambda: heard.failed)
        assert isinstance(heard.failed[0], ServiceDown)
        assert [answer.status for answer in heard.finished] == [AnswerStatus.FAILED]
        assert not panes.runner.is_running
        script_answer(server, said("This.", "STOP"))
        panes.runner.retry()
        await until(lambda: len(heard.finished) == 2)
        assert heard.finished[1].status == AnswerStatus.COMPLETE
        assert heard.finished[1].question == "What?"


async def test_only_one_question_runs_for_a_recording(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess
) -> None:
    script_answer(server, said("one"), end="hang")
    async with open_panes(home, sample, REGION_ONLY) as panes:
        heard = show(panes)
        panes.runner.ask("First?")
        panes.runner.ask("Second?")
        await until(lambda: heard.text)
        assert [answer.question for answer in heard.started] == ["First?"]


async def test_a_question_goes_on_unseen_while_another_recording_is_shown(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess, tmp_path: Path
) -> None:
    script_answer(server, said("one "), said("two ", "STOP"), interval=0.5)
    other = another_recording(sample, tmp_path)
    async with open_panes(home, sample, REGION_ONLY) as panes:
        heard = show(panes)
        second = await open_recording(panes.desk, other)
        panes.runner.ask("First?")
        await until(lambda: heard.text)
        panes.document.set_recording(second)
        assert not panes.runner.is_running
        assert heard.running == [True, False]
        await until(lambda: panes.desk.store.answers(panes.recording.record.id)[0].finished)
        assert heard.text == "one "
        assert heard.finished == []
        (stored,) = panes.desk.store.answers(panes.recording.record.id)
        assert (stored.status, stored.text) == (AnswerStatus.COMPLETE, "one two ")


async def test_a_running_question_is_taken_up_when_its_recording_is_shown_again(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess, tmp_path: Path
) -> None:
    script_answer(server, said("one "), said("two "), end="hang", interval=0.3)
    other = another_recording(sample, tmp_path)
    async with open_panes(home, sample, REGION_ONLY) as panes:
        heard = show(panes)
        second = await open_recording(panes.desk, other)
        panes.runner.ask("First?")
        await until(lambda: heard.text)
        panes.document.set_recording(second)
        panes.document.set_recording(panes.recording)
        assert heard.running == [True, False, True]
        running = panes.runner.current_answer()
        assert running is not None
        assert running.text == "one "
        await until(lambda: heard.text == "one two ")


async def test_the_first_whole_question_uploads_and_the_next_one_knows_it(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess
) -> None:
    script_answer(server, said("This.", "STOP"))
    async with open_panes(home, sample) as panes:
        heard = show(panes)
        assert not panes.runner.uploads.is_uploaded
        panes.runner.ask("What?")
        await until(lambda: heard.finished)
        assert any(isinstance(step, Uploading) for step in heard.progress)
        await until(lambda: panes.runner.uploads.is_uploaded)


async def test_closing_stops_everything_and_stores_it(
    qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess
) -> None:
    script_answer(server, said("one "), end="hang")
    async with open_panes(home, sample, REGION_ONLY) as panes:
        heard = show(panes)
        panes.runner.ask("What?")
        await until(lambda: heard.text)
        await panes.runner.close()
        (stored,) = panes.desk.store.answers(panes.recording.record.id)
        assert (stored.status, stored.text) == (AnswerStatus.INTERRUPTED, "one ")


def another_recording(sample: Path, folder: Path) -> Path:
    """The same sound in other bytes."""
    path = folder / "other.ogg"
    path.write_bytes(sample.read_bytes() + b"\0")
    return path
