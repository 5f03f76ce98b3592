"""The program itself with a restless person at it, for so many seconds; tells its figures as JSON.

`python -X dev -m tests.journeys.wandering_child FILE SECONDS SEED`. It plays on the sound server that
PULSE_SERVER names, or on a device that is nothing but a clock.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from typing_extensions import override

from audio_desk import app
from audio_desk.paths import Paths
from audio_desk.session import Session
from audio_desk.settings import load
from audio_desk.ui.playback.output import Output
from audio_desk.ui.playback.player import Player
from tests.journeys.loop_watch import LoopWatch
from tests.journeys.wanderer import Wanderer
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.waiting import until

_OPENING_SECONDS = 500.0


class ForgetfulSound(ClockedSound):
    """Keeps nothing of what it played: that would be the measure's own memory, not the program's."""

    @override
    def start(self, rate: int, channels: int, volume: float, device: str = "") -> Output:
        self.outputs.clear()
        return super().start(rate, channels, volume, device)


async def scene(session: Session) -> int:
    path, seconds, seed = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    window, document = session.window, session.document
    window.resize(1920, 1080)
    (player,) = window.findChildren(Player)
    if "PULSE_SERVER" not in os.environ:
        player._sound = ForgetfulSound(speed=1.0, keeps=False)
    window.opener.open(path)
    await until(lambda: document.recording is not None and document.recording.path == path, _OPENING_SECONDS)
    await window.settled()
    window.activateWindow()
    await until(window.isActiveWindow)
    wanderer = Wanderer(window, seed)
    await wanderer.warm_up()
    gc.collect()
    watch, played = LoopWatch(lambda: wanderer.doing, window), PlayedTime(player)
    watch.start()
    await wanderer.wander(seconds)
    figures = watch.stop()
    told = {**figures, "done": dict(wanderer.done), "played": played.seconds, "silent": player.unavailable}
    sys.stdout.write(json.dumps(told))
    return 0


class PlayedTime:
    """About how many seconds the player played."""

    def __init__(self, player: Player) -> None:
        self.seconds = 0.0
        self._player = player
        self._timer = QTimer(player, interval=500)
        self._timer.timeout.connect(self._count)
        self._timer.start()

    def _count(self) -> None:
        self.seconds += 0.5 * self._player.is_playing


def main() -> Any:
    # Of the SDK and what it brings along, at import; every other warning goes to standard error.
    for category in (DeprecationWarning, FutureWarning):
        warnings.filterwarnings("ignore", category=category, module="google")
    paths = Paths.default()
    return app.play(paths, load(paths.settings_file), paths.settings_file, scene)


if __name__ == "__main__":
    sys.exit(main())
