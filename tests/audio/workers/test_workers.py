"""Worker processes: the same peaks as in one pass, and what becomes of stops, deaths and bugs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audio_desk.audio.peaks import jobs as peak_jobs
from audio_desk.audio.peaks.builder import build_peaks_and_report
from audio_desk.audio.peaks.cache import PeakCache
from audio_desk.audio.peaks.jobs import fill_peaks
from audio_desk.audio.source import probe
from audio_desk.audio.workers.place import Workplace
from audio_desk.audio.workers.pool import WorkerPool
from audio_desk.audio.workers.worker import WorkerDied
from audio_desk.errors import AudioMissing, Stopped
from tests.audio.making import patched


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with pytest.MonkeyPatch.context() as patch:
        # The workers unpickle the jobs of this module.
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
        workers = WorkerPool(2)
        yield workers
        workers.close()


@dataclass(frozen=True)
class _Pid:
    def run(self, place: Workplace) -> int:
        return os.getpid()


@dataclass(frozen=True)
class _Dies:
    """Kills its process, unless the file `marker` shows that it has done so before."""

    marker: Path
    always: bool = False

    def run(self, place: Workplace) -> str:
        if self.always or not self.marker.exists():
            self.marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"


@dataclass(frozen=True)
class _Endless:
    """Looks at its stop, or does not."""

    looks: bool

    def run(self, place: Workplace) -> None:
        place.report("begun")
        while True:
            time.sleep(0.005)
            if self.looks:
                place.check()


@dataclass(frozen=True)
class _Fails:
    error: Exception

    def run(self, place: Workplace) -> None:
        raise self.error


def _gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


@pytest.mark.parametrize("kind", ["wav 16-bit", "flac", "mp3 vbr", "ogg", "m4a", "opus"])
def test_peaks_of_many_jobs_are_those_of_one_pass(
    kind: str, made: dict[str, Path], pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peak_jobs, "_JOB_FRAMES", 2**16)
    info = probe(made[kind])
    whole, report = build_peaks_and_report(made[kind], stop=threading.Event(), on_progress=lambda _: None)
    cache = PeakCache(tmp_path, 10**9)
    peaks = cache.begin(info.rate, min(2, info.channels), info.frames)
    assert peaks.pyramid.coarsest_bin <= 2**16
    together = fill_peaks(pool, info, peaks, stop=threading.Event(), on_progress=lambda _: None)
    np.testing.assert_array_equal(peaks.pyramid.values, whole.values)
    assert together.clipped == report.clipped
    assert together.silence_below_db == pytest.approx(report.silence_below_db, abs=0.5)
    cache.keep("one", peaks, together)
    kept = cache.load("one")
    assert kept is not None
    np.testing.assert_array_equal(kept.values, whole.values)
    assert cache.load_report("one") == together
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.notes", "one.peaks"]


def test_processes_stay_for_the_next_job_and_end_with_the_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    pool = WorkerPool(2)
    first = pool.run([[_Pid()]], threading.Event())[0][0]
    assert pool.run([[_Pid()]], threading.Event())[0][0] == first
    pool.close()
    assert _gone(first)
    with pytest.raises(Stopped):
        pool.run([[_Pid()]], threading.Event())


def test_a_job_whose_worker_died_is_done_again(pool: WorkerPool, tmp_path: Path) -> None:
    assert pool.run([[_Dies(tmp_path / "died")]], threading.Event()) == [["done"]]


def test_a_job_that_kills_two_workers_is_given_up(pool: WorkerPool, tmp_path: Path) -> None:
    with pytest.raises(WorkerDied):
        pool.run([[_Dies(tmp_path / "died", always=True)]], threading.Event())
    assert pool.run([[_Dies(tmp_path / "died")]], threading.Event()) == [["done"]]


def test_a_worker_that_was_killed_while_idle_is_replaced(pool: WorkerPool) -> None:
    pid = pool.run([[_Pid()]], threading.Event())[0][0]
    os.kill(pid, signal.SIGKILL)
    assert pool.run([[_Pid()], [_Pid()]], threading.Event())[0][0] != pid


@pytest.mark.parametrize("looks", [True, False], ids=["looks", "deaf"])
def test_a_stop_ends_every_share(looks: bool, pool: WorkerPool) -> None:
    stop = threading.Event()
    begun: list[Any] = []

    def on_report(report: Any) -> None:
        begun.append(report)
        if len(begun) == 2:
            stop.set()

    with pytest.raises(Stopped):
        pool.run([[_Endless(looks)], [_Endless(looks)]], stop, on_report)
    assert pool.run([[_Pid()]], threading.Event())[0][0] > 0


def test_errors_come_back_as_they_are_and_bugs_as_bugs(pool: WorkerPool) -> None:
    with pytest.raises(AudioMissing) as caught:
        pool.run([[_Fails(AudioMissing(Path("gone.wav"), "why"))], [_Endless(looks=True)]], threading.Event())
    assert (caught.value.path, caught.value.detail) == (Path("gone.wav"), "why")
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        pool.run([[_Fails(ZeroDivisionError())]], threading.Event())


def test_a_worker_ends_when_its_parent_is_killed() -> None:
    program = (
        "import sys, time\n"
        "from audio_desk.audio.workers.worker import Worker\n"
        "worker = Worker()\n"
        "print(worker.pid, flush=True)\n"
        "time.sleep(100)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    wait_until(lambda: _gone(pid) or _zombie(pid))


def _zombie(pid: int) -> bool:
    """Ended, and its parent's heir has not looked yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_until(condition: Callable[[], bool]) -> None:
    guard = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < guard
        time.sleep(0.005)


@pytest.mark.parametrize("kind", ["flac", "m4a", "aac", "mp3 cbr", "ogg"])
def test_workers_find_the_damage_that_one_pass_finds(
    kind: str, made: dict[str, Path], pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peak_jobs, "_JOB_FRAMES", 2**16)
    data = made[kind].read_bytes()
    path = tmp_path / "harmed"
    path.write_bytes(patched(data, (len(data) // 2, bytes(2000))))
    info = probe(path)
    whole, report = build_peaks_and_report(path, stop=threading.Event(), on_progress=lambda _: None)
    peaks = PeakCache(tmp_path, 10**9).begin(info.rate, min(2, info.channels), info.frames)
    together = fill_peaks(pool, info, peaks, stop=threading.Event(), on_progress=lambda _: None)
    assert together.lost == report.lost
    assert report.lost or info.damage
    np.testing.assert_array_equal(peaks.pyramid.values, whole.values)
    peaks.discard()
