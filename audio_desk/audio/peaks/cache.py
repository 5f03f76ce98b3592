"""Keeps finished pyramids, and notes on the sound, on disk by content; it may be emptied at any time."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from audio_desk.audio.peaks.file import UNFINISHED, UnfinishedPeaks, check_peaks, read_peaks, write_peaks
from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.audio.quality.analysis import SoundReport
from audio_desk.audio.quality.report_file import read_report, write_report

_PEAKS, _NOTES = ".peaks", ".notes"
_ABANDONED_SECONDS = 24 * 3600
"""An unfinished file of that age was left by a program that was killed."""


class PeakCache:
    """A folder of pyramids, the least recently used dropped when it grows past its limit."""

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self._folder = folder
        self._limit = limit_bytes

    def load(self, fingerprint: str) -> PeakPyramid | None:
        """The pyramid, mapped from its file; None when there is none. A damaged one is dropped."""
        pyramid = self.load_quickly(fingerprint)
        return pyramid if pyramid is not None and self.check(fingerprint) else None

    def load_quickly(self, fingerprint: str) -> PeakPyramid | None:
        """As `load`, but only the header is looked at: `check` is to follow."""
        path = self._path(fingerprint)
        try:
            pyramid = read_peaks(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            self._drop(path)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return pyramid

    def check(self, fingerprint: str) -> bool:
        """Whether all values are as they were written; a damaged entry is dropped."""
        try:
            check_peaks(self._path(fingerprint))
        except (OSError, ValueError):
            self._drop(self._path(fingerprint))
            return False
        return True

    def forget(self, fingerprint: str) -> None:
        """The pyramid and the notes."""
        self._drop(self._path(fingerprint))

    def load_report(self, fingerprint: str) -> SoundReport | None:
        """What was noted when the peaks were made; damaged notes are none."""
        try:
            return read_report(self._path(fingerprint).with_suffix(_NOTES))
        except (OSError, ValueError):
            return None

    def store(self, fingerprint: str, pyramid: PeakPyramid, report: SoundReport | None = None) -> None:
        """Keep a complete pyramid. A full disk costs only the cache, so it is not told."""
        if not pyramid.complete:
            raise ValueError("an unfinished pyramid")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_peaks(self._path(fingerprint), pyramid)
            self._settle(fingerprint, report)

    def begin(self, rate: int, channels: int, frames: int) -> UnfinishedPeaks:
        """A file here that is to be filled, then kept or discarded. Raises OSError."""
        self._sweep()
        return UnfinishedPeaks(self._folder, rate, channels, frames)

    def keep(self, fingerprint: str, peaks: UnfinishedPeaks, report: SoundReport) -> None:
        """As `store`; its pyramid may be used on."""
        with contextlib.suppress(OSError):
            peaks.finish(self._path(fingerprint))
            self._settle(fingerprint, report)
        peaks.discard()

    def _settle(self, fingerprint: str, report: SoundReport | None) -> None:
        path = self._path(fingerprint)
        if report is not None:
            write_report(path.with_suffix(_NOTES), report)
        self._shrink(keep=path)

    def _path(self, fingerprint: str) -> Path:
        return self._folder / (fingerprint + _PEAKS)

    def _drop(self, path: Path) -> None:
        for entry in (path, path.with_suffix(_NOTES)):
            with contextlib.suppress(OSError):
                entry.unlink()

    def _sweep(self) -> None:
        for path in self._folder.glob("*" + UNFINISHED):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
                    path.unlink()

    def _shrink(self, keep: Path) -> None:
        entries = []
        for path in self._folder.glob("*" + _PEAKS):
            with contextlib.suppress(OSError):
                status = path.stat()
                entries.append((path == keep, status.st_mtime_ns, status.st_size, path))
        total = sum(size for _, _, size, _ in entries)
        for kept, _, size, path in sorted(entries):
            if total <= self._limit or kept:
                return
            self._drop(path)
            total -= size
