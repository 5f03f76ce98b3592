"""Before anything is sent: what is wrong with its sound, the way out, and how it will be heard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.audio.cutting.clip_source import ClipSource
from audio_desk.library.records import AnswerRecord
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.paths import Paths
from audio_desk.region import Region
from audio_desk.ui.ask.pane import AskPane
from audio_desk.ui.ask.preview import Preview
from audio_desk.ui.ask.sound_check import SoundCheck
from audio_desk.ui.playback.player import Player
from audio_desk.ui.task_scope import TaskScope
from tests.operations.conftest import said, script_answer
from tests.server_process import ServerProcess
from tests.ui.finding import child
from tests.ui.panes import Panes, open_panes
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.recordings import write_wav
from tests.ui.showing import show
from tests.ui.waiting import until

LEFT = Qt.MouseButton.LeftButton
RATE = 8_000


@dataclass
class Bench:
    panes: Panes
    pane: AskPane
    player: Player
    preview: Preview
    device: ClockedSound
    made: Recording

    @property
    def words(self) -> str:
        line = self.pane.sound
        return "" if line.isHidden() else line.words.text()

    @property
    def offers(self) -> list[str]:
        return [b.text() for b in self.pane.sound.findChildren(QPushButton) if not b.isHidden()]

    def seconds(self, start: float, end: float) -> Region:
        return Region.of_seconds(start, end, RATE)


@pytest.fixture
def troubled(tmp_path: Path) -> Path:
    """Four seconds each: well, opposite channels, a dead right one, nothing, too loud on the left."""
    at = np.arange(4 * RATE) / RATE
    tone = 0.3 * np.sin(2 * np.pi * 300 * at)
    other = 0.3 * np.sin(2 * np.pi * 410 * at)
    loud = np.clip(4 * tone, -1, 1)
    sides = ((tone, other), (tone, -tone), (tone, 0 * tone), (0 * tone, 0 * tone), (loud, other))
    sound = np.concatenate([np.stack(side, axis=1) for side in sides])
    return write_wav(tmp_path / "troubled.wav", (sound * 32767).astype(np.int16), RATE)


@asynccontextmanager
async def bench_of(home: Paths, sample: Path, troubled: Path, qtbot: QtBot) -> AsyncIterator[Bench]:
    async with open_panes(home, sample) as panes:
        pane = AskPane(panes.document, panes.preferences, panes.runner, panes.theme)
        qtbot.addWidget(pane)
        pane.resize(900, 220)
        device = ClockedSound()
        player = Player(panes.document, sound=device)
        player.check_sound()
        channels = panes.runner.channels
        SoundCheck(panes.desk, panes.document, channels, pane.sound)
        preview = Preview(panes.desk, panes.document, player, channels, pane.row.hear)
        made = await open_recording(panes.desk, troubled)
        await show(pane)
        try:
            yield Bench(panes, pane, player, preview, device, made)
        finally:
            for scope in pane.findChildren(TaskScope):
                await scope.close()
            player.close()


async def test_each_stretch_is_judged_and_its_way_out_is_one_click(
    qt_loop: QEventLoop, home: Paths, sample: Path, troubled: Path, qtbot: QtBot
) -> None:
    async with bench_of(home, sample, troubled, qtbot) as bench:
        document, channels, line = bench.panes.document, bench.panes.runner.channels, bench.pane.sound
        document.set_recording(bench.made)
        document.select(bench.seconds(4, 8))
        await until(lambda: bench.words.startswith("Left and right cancel each other here"))
        assert bench.offers == ["Send left only", "Send right only"]
        whole = bench.pane.choice.whole
        bench.panes.preferences.change(account="gemini")
        assert "one channel" not in whole.detail
        qtbot.mouseClick(child(line, QPushButton, "send-channel-2"), LEFT)
        assert (channels.channel, bench.words) == (1, "Only the right channel is sent.")
        assert bench.offers == ["Send both"]
        assert "one channel as FLAC (≈ 36" in whole.detail
        document.select(bench.seconds(8, 12))
        await until(lambda: "The right channel is silent here." in bench.words)
        assert bench.words.startswith("Only the right channel is sent.")
        assert bench.offers == ["Send left only", "Send both"]
        qtbot.mouseClick(child(line, QPushButton, "send-all"), LEFT)
        await until(lambda: bench.words.startswith("The right channel is silent here: mixed with it"))
        assert bench.offers == ["Send left only"]
        document.select(bench.seconds(12, 16))
        await until(lambda: bench.words == "There is nothing to hear here: it is silent.")
        assert bench.offers == []
        document.select(bench.seconds(16, 20))
        await until(lambda: bench.words.startswith("The left channel is recorded too loud here"))
        assert bench.offers == ["Send right only"]
        qtbot.mouseClick(child(line, QPushButton, "send-channel-2"), LEFT)
        document.select(bench.seconds(0, 4))
        await until(lambda: bench.words == "Only the right channel is sent.")
        document.set_recording(bench.panes.recording)
        assert (channels.channel, bench.words) == (None, "")
        document.set_recording(None)
        assert bench.words == ""


async def test_what_is_chosen_travels_and_asking_again_asks_about_the_same_channel(
    qt_loop: QEventLoop, server: ServerProcess, home: Paths, sample: Path, troubled: Path, qtbot: QtBot
) -> None:
    async with bench_of(home, sample, troubled, qtbot) as bench:
        runner, document = bench.panes.runner, bench.panes.document
        document.set_recording(bench.made)
        document.select(bench.seconds(4, 8))
        bench.panes.preferences.change(mode="region")
        runner.channels.choose(1)
        answers: list[AnswerRecord] = []
        runner.answer_finished.connect(answers.append)
        script_answer(server, said("[00:00] One.", "STOP"))
        runner.transcribe()
        await until(lambda: len(answers) == 1)
        runner.channels.choose(None)
        script_answer(server, said("[00:00] Two.", "STOP"))
        runner.again(answers[0])
        await until(lambda: len(answers) == 2)
        assert [answer.channel for answer in answers] == [1, 1]


async def test_it_is_heard_as_it_would_be_sent_and_stops_at_once(
    qt_loop: QEventLoop, home: Paths, sample: Path, troubled: Path, qtbot: QtBot
) -> None:
    async with bench_of(home, sample, troubled, qtbot) as bench:
        document, hear, player = bench.panes.document, bench.pane.row.hear, bench.player
        assert not hear.isEnabled()
        document.set_recording(bench.made)
        region = bench.seconds(4.5, 6.5)
        document.select(region)
        bench.panes.runner.channels.choose(0)
        assert hear.isEnabled()
        qtbot.mouseClick(hear, LEFT)
        assert (hear.text(), bench.preview.is_on) == ("Stop sound", True)
        await until(lambda: player.plays_clip)
        await until(lambda: not player.plays_clip)
        assert (hear.text(), player.is_playing, document.playhead) == ("Hear it", False, region.end)
        given = np.frombuffer(bytes(bench.device.output.received), np.float32)
        sent = cut_flac(troubled, region, channel=0).data
        with ClipSource(sent, bench.made.info, region.start) as source:
            expected = source.read(region.start, region.frames)[:, 0]
        assert len(given) == region.frames
        assert np.abs(given - expected).max() < 1e-3
        assert np.abs(given[800:-800]).max() > 0.25
        for end in (lambda: qtbot.mouseClick(hear, LEFT), player.toggle, lambda: document.select(None)):
            document.select(region)
            qtbot.mouseClick(hear, LEFT)
            await until(lambda: player.plays_clip and player.is_playing)
            end()
            assert (player.plays_clip, player.is_playing, hear.text()) == (False, False, "Hear it")
        # Cut short before it was begun: nothing is heard.
        document.select(region)
        qtbot.mouseClick(hear, LEFT)
        qtbot.mouseClick(hear, LEFT)
        assert (bench.preview.is_on, hear.text()) == (False, "Hear it")
        bench.device.missing = "No sound device was found."
        player.check_sound()
        assert not hear.isEnabled()
        assert hear.toolTip() == "No sound device was found."
