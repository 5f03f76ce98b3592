"""A process of its own that plays on the sound server of its environment, and tells what it did as JSON.

Qt connects to a sound server once in its life, so every test of one needs a new process.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.playback.player import Player
from tests.ui.recordings import recording_of

HANG_SECONDS = 60.0
_POLL_MS = 5


@dataclass(slots=True)
class Listening:
    """One player and what became of it."""

    document: Document
    player: Player
    moves: list[tuple[float, int]] = field(default_factory=list)
    """(time.monotonic(), frame) at each move of the playhead"""
    facts: dict[str, Any] = field(default_factory=dict)

    def until(self, reached: Callable[[], bool]) -> None:
        deadline, loop = time.monotonic() + HANG_SECONDS, QEventLoop()
        poll = QTimer(interval=_POLL_MS)
        poll.timeout.connect(lambda: loop.quit() if reached() or time.monotonic() > deadline else None)
        poll.start()
        loop.exec()
        poll.stop()
        assert reached()

    def until_seconds(self, seconds: float) -> None:
        recording = self.document.recording
        assert recording is not None
        self.until(lambda: self.document.playhead >= seconds * recording.rate)

    def until_silent(self) -> None:
        self.until(lambda: not self.player.is_playing)

    def wait(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= ends)


def once(listening: Listening) -> None:
    listening.player.play_selection()
    listening.until_silent()


def faster(listening: Listening) -> None:
    listening.player.set_speed(1.5)
    once(listening)


def slower(listening: Listening) -> None:
    listening.player.set_speed(0.75)
    once(listening)


def loop(listening: Listening) -> None:
    listening.player.set_loop(True)
    listening.player.play()
    listening.wait(3.5)
    listening.player.pause()


def resume(listening: Listening) -> None:
    """Most of it, a pause, and on with the rewind; the selection's end is the end."""
    start = listening.document.playhead / 24_000
    listening.player.play_selection()
    listening.until_seconds(start + 1.7)
    listening.player.pause()
    listening.facts["paused_at"] = listening.document.playhead
    listening.wait(0.5)
    listening.player.play()
    listening.facts["resumed_at"] = listening.document.playhead
    listening.until_silent()


def quieter(listening: Listening) -> None:
    listening.player.set_volume(0.5)
    once(listening)


def other_device(listening: Listening) -> None:
    """The second device is chosen in the midst of it."""
    first, second = listening.player.devices()
    listening.facts["devices"] = [first.name, second.name]
    start = listening.document.playhead / 24_000
    listening.player.play_selection()
    listening.until_seconds(start + 1)
    listening.player.set_device(second.id)
    listening.facts["changed_at"] = listening.document.playhead
    listening.until_silent()


SCENES: dict[str, Callable[[Listening], None]] = {
    scene.__name__: scene for scene in (once, faster, slower, loop, resume, quieter, other_device)
}


def main(scene: str, path: Path, region: Region) -> None:
    messages: list[str] = []
    qInstallMessageHandler(lambda _kind, _context, message: messages.append(message))
    app = QApplication([])
    document = Document()
    player = Player(document)
    document.set_recording(recording_of(path))
    document.select(region)
    document.move_playhead(region.start)
    listening = Listening(document, player)
    player.check_sound()
    document.playhead_moved.connect(lambda frame: listening.moves.append((time.monotonic(), frame)))
    try:
        SCENES[scene](listening)
        listening.wait(0.6)
    finally:
        player.close()
    told = {
        "unavailable": player.unavailable,
        "messages": messages,
        "moves": listening.moves,
        "playhead": document.playhead,
        **listening.facts,
    }
    sys.stdout.write(json.dumps(told))
    app.quit()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Region(int(sys.argv[3]), int(sys.argv[4])))
