"""Where Qt's system libraries are missing, their packages are named: by the check, and by this test run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from audio_desk import qt_libraries
from audio_desk.qt_libraries import missing_qt_libraries

ROOT = Path(__file__).resolve().parent.parent
linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere Qt brings all it needs"
)


def test_nothing_is_missing_where_these_tests_run() -> None:
    assert missing_qt_libraries() == ""


@linux_only
def test_the_packages_of_what_cannot_be_loaded_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries, "_loads", lambda name: name not in ("libEGL.so.1", "libX11.so.6"))
    assert missing_qt_libraries() == "libegl1 libx11-6"


@linux_only
def test_a_window_under_x11_needs_more_than_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries, "_loads", lambda name: name != "libxcb-cursor.so.0")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert missing_qt_libraries() == ""
    assert missing_qt_libraries(display=True) == "libxcb-cursor0"
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert missing_qt_libraries(display=True) == ""


@linux_only
def test_the_test_run_stops_at_once_with_the_packages_to_install() -> None:
    run = (
        "import sys, pytest; from audio_desk import qt_libraries;"
        "qt_libraries._loads = lambda name: name != 'libEGL.so.1';"
        "sys.exit(pytest.main(['tests/test_region.py']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "apt-get install libegl1" in said
    assert "passed" not in said
    assert "Traceback" not in said
