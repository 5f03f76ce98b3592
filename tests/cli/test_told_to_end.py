"""SIGTERM and SIGHUP end a command as Ctrl+C does, and leave nothing half-written."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.fence import fenced
from audio_desk.paths import Paths
from tests.child_process import wait_for
from tests.cli.command import finish, started

ENDS = pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An hour that takes seconds to encode."""
    path = tmp_path_factory.mktemp("told") / "long.wav"
    noise = np.random.default_rng(0).integers(-9000, 9000, 48_000 * 60, np.int16)
    with soundfile.SoundFile(path, "w", 48_000, 1, "PCM_16") as file:
        for _ in range(60):
            file.write(noise)
    return path


@contextmanager
def inherited(number: signal.Signals, answer: signal.Handlers) -> Iterator[None]:
    """What is started within does so on the signal, however the tests themselves were started."""
    before = signal.signal(number, answer)
    try:
        yield
    finally:
        signal.signal(number, before)


@ENDS
def test_a_cut_that_is_told_to_end_leaves_no_file(
    number: signal.Signals, status: int, long: Path, home: Paths, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with (
        inherited(number, signal.SIG_DFL),
        started("cut", long, "-o", folder / "out.mp3", "--original-rate") as process,
    ):
        wait_for(lambda: any(path.stat().st_size for path in folder.iterdir()))
        process.send_signal(number)
        ran = finish(process)
    assert (ran.status, ran.out, ran.err) == (status, "", "")
    assert not list(folder.iterdir())


def test_one_that_was_started_in_the_background_ends_too(long: Path, home: Paths, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with (
        inherited(signal.SIGINT, signal.SIG_IGN),  # as a shell starts it
        started("cut", long, "-o", folder / "out.mp3", "--original-rate") as process,
    ):
        wait_for(lambda: any(path.stat().st_size for path in folder.iterdir()))
        process.send_signal(signal.SIGTERM)
        ran = finish(process)
    assert (ran.status, ran.err) == (143, "")
    assert not list(folder.iterdir())


def test_a_signal_that_is_ignored_stays_ignored_and_others_are_as_before() -> None:
    def command() -> int:
        signal.raise_signal(signal.SIGHUP)
        return ExitStatus.COMPLETE

    with inherited(signal.SIGHUP, signal.SIG_IGN), inherited(signal.SIGTERM, signal.SIG_DFL):
        assert fenced(command) == ExitStatus.COMPLETE
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_a_command_that_waits_in_a_loop_is_woken() -> None:
    def command() -> int:
        import asyncio

        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM)).start()
        asyncio.run(asyncio.sleep(60))
        return ExitStatus.COMPLETE

    with inherited(signal.SIGTERM, signal.SIG_DFL):
        assert fenced(command) == ExitStatus.TERMINATED
