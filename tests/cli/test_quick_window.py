"""`audio-desk [FILE]` is on its way to the window before the library that reads command lines is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from audio_desk.cli.quick import quick_status

GUARD_SECONDS = 60.0
RUN = """
import sys
from audio_desk.cli import main
status = main(sys.argv[1:])
print(status, "typer" in sys.modules)
"""


def started(*words: str) -> subprocess.CompletedProcess[str]:
    """Where there is no display, so that it ends by itself."""
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    here = {name: value for name, value in os.environ.items() if name not in gone}
    return subprocess.run(
        [sys.executable, "-c", RUN, *words], env=here, capture_output=True, text=True, timeout=GUARD_SECONDS
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a display is always there")
def test_the_window_is_wanted_without_a_word_or_with_a_file(sample: Path) -> None:
    for words in ((), (str(sample),)):
        done = started(*words)
        assert "no display" in done.stderr
        assert done.stdout.split() == ["1", "False"]


def test_all_else_is_read_as_a_command_line(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("info").write_bytes(sample.read_bytes())
    for words in (
        ["info"],
        ["--help"],
        ["-h"],
        ["missing.wav"],
        [str(sample), "more"],
        ["info", str(sample)],
    ):
        assert quick_status(words) is None
