"""QtMultimedia is loaded without a word to a handler in Python, which could wait for ever."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pytest

GUARD_SECONDS = 60.0
RUN = """
import sys
from PySide6.QtCore import QCoreApplication, qInstallMessageHandler, qWarning
from audio_desk.ui.playback.multimedia import load_multimedia

app = QCoreApplication([])
heard = []
qInstallMessageHandler(lambda kind, context, message: heard.append(message))
load_multimedia()
assert "PySide6.QtMultimedia" in sys.modules
assert heard == [], heard
qWarning("afterwards")
assert heard == ["afterwards"], heard
"""


@pytest.mark.skipif(
    sys.platform == "linux" and ctypes.util.find_library("pulse") is None, reason="libpulse0 is not installed"
)
def test_nothing_of_ours_runs_while_it_is_loaded_and_the_handler_is_back_afterwards() -> None:
    done = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, timeout=GUARD_SECONDS)
    assert (done.returncode, done.stderr) == (0, "")
