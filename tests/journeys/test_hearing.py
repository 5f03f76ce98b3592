"""What cancels is told before it is sent; one channel of it is chosen, heard, sent and on the receipt."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.ui.ask.plan_dialog import PlanDialog
from audio_desk.ui.ask.receipt_dialog import ReceiptDialog
from audio_desk.ui.playback.player import Player
from tests.journeys.desk_window import DeskWindow
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.served import said, script_answer
from tests.ui.waiting import until


def hear_with(desk: DeskWindow, device: ClockedSound) -> Player:
    """A device that keeps what it is given, in the place of the system's."""
    (player,) = desk.window.findChildren(Player)
    player._sound = device
    player.check_sound()
    return player


async def test_what_cancels_is_told_and_one_channel_is_heard_sent_and_on_the_receipt(
    empty_window: DeskWindow, tmp_path: Path
) -> None:
    at = np.arange(20 * 8_000) / 8_000
    left = 0.3 * np.sin(2 * np.pi * (300 + 4 * at) * at)
    path = tmp_path / "opposite.wav"
    soundfile.write(path, np.stack([left, -left], axis=1), 8_000, subtype="PCM_16")
    desk = empty_window
    await desk.open(path)
    device = ClockedSound()
    player = hear_with(desk, device)
    desk.drag(4, 10)
    words = desk.window.ask.sound.words
    await until(lambda: words.isVisible() and "cancel each other" in words.text())
    desk.click("send-channel-1")
    assert words.text() == "Only the left channel is sent."
    desk.click("hear-sent")
    await until(lambda: player.plays_clip and bool(device.outputs) and len(device.output.received) > 8_000)
    given = np.frombuffer(bytes(device.output.received), np.float32)
    assert np.abs(given).max() > 0.25  # the mix would be silence
    desk.window.waveform.focus_waveform()
    desk.press(Qt.Key.Key_Space)
    assert (player.is_playing, desk.find(QPushButton, "hear-sent").text()) == (False, "Hear it")
    desk.click("region-mode")
    desk.click("show-plan")
    plan = await desk.dialog(PlanDialog)
    assert desk.label("plan-region-2").endswith("of sound, only left")
    plan.accept()
    script_answer(desk.server, said("[00:01] A rising tone.", "STOP"))
    desk.click("transcribe")
    await until(lambda: desk.window.runner.is_running)
    await until(lambda: not desk.window.runner.is_running)
    await desk.window.settled()
    desk.window.results.tabs.setCurrentWidget(desk.window.results.answers)
    desk.click("show-receipt")
    dialog = await desk.dialog(ReceiptDialog)
    region, receipt = desk.document.selection, dialog.receipt
    assert region is not None
    assert receipt is not None
    assert receipt.sound_sha256 == hashlib.sha256(cut_flac(path, region, channel=0).data).hexdigest()
    assert desk.label("receipt-sound").endswith("audio/flac within the request, only channel 1")
    dialog.accept()
    desk.click("send-all")
    assert "cancel each other" in words.text()
