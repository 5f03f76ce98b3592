"""A file that was opened before opens at once and sounds the same; a changed one is looked at again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from audio_desk.audio.decoding.packet_index import open_indexed
from audio_desk.audio.decoding.packet_source import PacketSource
from audio_desk.audio.file_state import FileState
from audio_desk.audio.heed import heedless
from audio_desk.audio.known_files import KnownFiles
from audio_desk.audio.source import open_source
from audio_desk.audio.survey import survey


def _remember(files: KnownFiles, path: Path) -> None:
    files.remember(survey(path, files.table_for(path), heedless), "abc", FileState.of(path))


@pytest.mark.parametrize("kind", ["wav 16-bit", "mp3 vbr", "ogg", "m4a", "aac", "opus", "webm", "mp4 video"])
def test_a_known_file_sounds_the_same(kind: str, made: dict[str, Path], tmp_path: Path) -> None:
    path = made[kind]
    files = KnownFiles(tmp_path)
    with open_source(path) as source:
        _remember(files, path)
        whole = source.read(0, source.info.frames)
        known = files.find(path, FileState.of(path))
        assert known is not None
        assert (known.info, known.fingerprint) == (source.info, "abc")
    with open_indexed(known.info, known.index) as again:
        np.testing.assert_array_equal(again.read(50_000, 3000), whole[50_000:53_000])
        np.testing.assert_array_equal(again.read(0, known.info.frames), whole)


@pytest.mark.parametrize("kind", ["ogg", "m4a"])
def test_ffmpeg_need_not_open_a_file_whose_packets_are_known(
    kind: str, made: dict[str, Path], tmp_path: Path
) -> None:
    files = KnownFiles(tmp_path)
    _remember(files, made[kind])
    known = files.find(made[kind], FileState.of(made[kind]))
    assert known is not None
    with open_indexed(known.info, known.index) as source:
        assert isinstance(source, PacketSource)
        source.read(50_000, 3000)
        assert source.feed._opened is None


def test_a_changed_or_damaged_entry_is_not_known(made: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "x.m4a"
    shutil.copy(made["m4a"], path)
    files = KnownFiles(tmp_path / "known")
    assert files.find(path, FileState.of(path)) is None
    with open_source(path) as source:
        _remember(files, path)
        frames = source.info.frames
    known = files.find(path, FileState.of(path))
    assert known is not None
    assert known.index is not None
    os.truncate(known.index.table, 50)
    with open_indexed(known.info, known.index) as again:
        assert again.info.frames == frames
    os.utime(path, ns=(1, 1))
    assert files.find(path, FileState.of(path)) is None
    next((tmp_path / "known").glob("*.known")).write_text("{}", "utf-8")
    assert files.find(path, FileState.of(path)) is None


def test_other_bytes_under_the_old_time_of_change_are_noticed(made: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "x.wav"
    shutil.copy(made["wav 16-bit"], path)
    before = path.stat()
    files = KnownFiles(tmp_path / "known")
    _remember(files, path)
    with path.open("r+b") as file:
        file.seek(1000)
        file.write(b"other")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert files.find(path, FileState.of(path)) is None
