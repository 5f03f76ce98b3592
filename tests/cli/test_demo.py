"""The demo and the window where a screen or Qt's libraries are missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audio_desk.cli import display
from audio_desk.paths import Paths
from tests.cli.command import Ran, run
from tests.cli.conftest import said, script_answer
from tests.server_process import ServerProcess

RunHere = Callable[..., Ran]
PACKAGES = "libegl1 libxkbcommon0"


@pytest.fixture
def _no_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a new machine: this one has the libraries."""
    monkeypatch.setattr(display, "missing_qt_libraries", lambda *, display: PACKAGES)


@pytest.mark.usefixtures("_no_qt")
def test_without_qts_libraries_the_demo_prints_the_transcript_and_names_the_packages(
    server: ServerProcess, home: Paths, run_here: RunHere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    script_answer(server, said("[00:34] Did that ever happen to you?", "STOP"))
    ran = run_here("demo")
    assert (ran.status, ran.out) == (0, "[00:34] Did that ever happen to you?\n")
    assert ran.complaint.startswith("No picture was saved: ")
    assert PACKAGES in ran.complaint
    (question,) = [seen for seen in server.seen() if "streamGenerateContent" in seen["path"]][-1:]
    assert "from 00:34 to 00:52" in question["body"]["contents"][0]["parts"][1]["text"]
    assert not (tmp_path / "audio-desk-demo.png").exists()


@pytest.mark.usefixtures("_no_qt")
def test_without_qts_libraries_the_window_names_the_packages(
    home: Paths, sample: Path, run_here: RunHere
) -> None:
    ran = run_here(sample, env={"QT_QPA_PLATFORM": "offscreen"})
    assert (ran.status, ran.out) == (1, "")
    assert ran.complaint.startswith("The window cannot be opened: ")
    assert PACKAGES in ran.complaint


def test_without_a_display_the_demo_prints_the_transcript_and_saves_a_picture(
    server: ServerProcess, home: Paths, tmp_path: Path
) -> None:
    script_answer(server, said("[00:34] Did that ever happen to you?", "STOP"))
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    ran = run("demo", env=nowhere, cwd=tmp_path)
    assert (ran.status, ran.out, ran.err) == (0, "[00:34] Did that ever happen to you?\n", "")
    assert (tmp_path / "audio-desk-demo.png").read_bytes().startswith(b"\x89PNG")
