"""Makes the long recordings that are measured: speech of one hour and of 9 h 30 min in every format."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from audio_desk.resources import sample_recording

_FILES: Final = "AUDIO_DESK_BENCHMARK_FILES"
WITH_LONG: Final = "AUDIO_DESK_BENCHMARK_LONG"
"""Set in the environment: recordings of 9 h 30 min are measured too, or instead of those of an hour."""
HOUR: Final = 3600
LONG: Final = 9 * 3600 + 1800
_CODECS: Final = {
    "wav": ["-c:a", "pcm_s16le", "-rf64", "auto"],
    "flac": ["-c:a", "flac"],
    "mp3": ["-c:a", "libmp3lame", "-b:a", "128k"],
    "ogg": ["-c:a", "libvorbis", "-q:a", "4"],
    "m4a": ["-c:a", "aac", "-b:a", "128k"],
    "opus": ["-c:a", "libopus", "-b:a", "64k"],
}
FORMATS: Final = tuple(_CODECS)


def folder() -> Path:
    """Where they are kept: the folder named in the environment, or one among the temporary files."""
    return Path(os.environ.get(_FILES) or Path(tempfile.gettempdir()) / "audio-desk-benchmarks")


def recording(files: Path, kind: str, seconds: int = HOUR) -> Path:
    """The recording in that format, 44.1 kHz stereo (Opus: 48 kHz), made once."""
    files.mkdir(parents=True, exist_ok=True)
    path = files / f"speech-{seconds}.{kind}"
    if not path.exists():
        unfinished = path.with_stem(path.stem + "-unfinished")
        if seconds == HOUR:
            _encode(files, kind, unfinished)
        else:
            _repeat(recording(files, kind), kind, seconds, unfinished)
        unfinished.replace(path)
    return path


def _encode(files: Path, kind: str, into: Path) -> None:
    if kind == "wav":
        # The second channel lags: two real channels from one microphone.
        shape = ["-ac", "2", "-ar", "44100", "-af", "aformat=channel_layouts=stereo,adelay=0|7"]
        source = ["-stream_loop", "-1", "-i", str(sample_recording()), "-t", str(HOUR), *shape]
    else:
        source = ["-i", str(recording(files, "wav"))]
    _ffmpeg(*source, *_CODECS[kind], str(into))


def _repeat(hour: Path, kind: str, seconds: int, into: Path) -> None:
    """The same encoded hour again and again: no codec runs."""
    listed = into.with_suffix(".txt")
    listed.write_text(f"file '{hour.absolute()}'\n" * -(-seconds // HOUR), "utf-8")
    try:
        copied = ["-c", "copy", "-rf64", "auto"] if kind == "wav" else ["-c", "copy"]
        if kind == "flac":
            copied = _CODECS[kind]  # copied frames would keep their numbers
        _ffmpeg("-f", "concat", "-safe", "0", "-i", str(listed), "-t", str(seconds), *copied, str(into))
    finally:
        listed.unlink()


def _ffmpeg(*arguments: str) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments], check=True)
