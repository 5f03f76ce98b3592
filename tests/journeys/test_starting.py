"""Starting the program where something is in the way."""

from __future__ import annotations

import subprocess
import sys

from audio_desk.paths import Paths

GUARD_SECONDS = 60.0
RUN = "import sys; from audio_desk import app; sys.exit(app.run(None))"


def test_a_library_that_cannot_be_opened_is_told_in_one_line(home: Paths) -> None:
    home.database.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-c", RUN], capture_output=True, text=True, timeout=GUARD_SECONDS, check=False
    )
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert "Traceback" not in line
    assert line.endswith(".")
